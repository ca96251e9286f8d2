/**
 * The HTTP stack of Annals with nothing of Annals behind it, as floors for what is: a command whose handler does nothing, and
 * one row read by its primary key. Bodies are read and checked as Annals does, which is faster than Nest's own validation.
 */
import 'reflect-metadata';
import { Body, Controller, Get, Inject, Injectable, Module, Param, Post, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { registerBodyParsers } from '#apps/api/http/body-parsers.js';
import { RecordFacts } from '#libs/commands/fact-bodies.js';
import { faultsIn } from '#libs/commands/fields.js';
import { prepared } from '#libs/platform/database.js';

class EmptyCommand {
  constructor(readonly partyId: string, readonly body: RecordFacts) {}
}

@CommandHandler(EmptyCommand)
class EmptyHandler implements ICommandHandler<EmptyCommand> {
  execute({ partyId }: EmptyCommand): Promise<{ status: string; partyId: string }> {
    return Promise.resolve({ status: 'accepted', partyId });
  }
}

const POOL = Symbol('pool');
const BY_KEY = prepared('select created_position, kind, created_at::text as created_at from bench.party where party_id = $1');

@Injectable()
class ByKey {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  async read(partyId: string): Promise<unknown> {
    const { rows } = await this.pool.query<{ created_position: bigint; kind: string; created_at: string }>({ ...BY_KEY, values: [partyId] });
    const [row] = rows;
    return row && { partyId, kind: row.kind, createdAt: row.created_at, position: String(row.created_position) };
  }
}

@Controller('floor')
class FloorController {
  constructor(private readonly bus: CommandBus, private readonly byKey: ByKey) {}

  @Post(':partyId/facts')
  command(@Param('partyId') partyId: string, @Body() body: unknown): Promise<unknown> {
    if (faultsIn(RecordFacts, body).length > 0) throw new Error('a bench sent a wrong body');
    return this.bus.execute(new EmptyCommand(partyId, body as RecordFacts));
  }

  @Get(':partyId')
  row(@Param('partyId') partyId: string): Promise<unknown> {
    return this.byKey.read(partyId);
  }
}

@Module({})
class FloorModule {
  static of(pool: pg.Pool): DynamicModule {
    return { module: FloorModule, imports: [CqrsModule.forRoot()], controllers: [FloorController], providers: [EmptyHandler, ByKey, { provide: POOL, useValue: pool }] };
  }
}

/** @param pool that of the questions it is the floor of; its database holds `bench.party` by the time a row is asked for */
export async function startFloorApi(pool: pg.Pool): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(FloorModule.of(pool), new FastifyAdapter(), { bodyParser: false, logger: ['error', 'warn'], abortOnError: false });
  registerBodyParsers(app.getHttpAdapter().getInstance());
  await app.listen(0, '127.0.0.1');
  return app;
}
