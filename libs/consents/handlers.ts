/** The commands on what a party allows, one handler each. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Attempt, CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Configuration } from '#libs/configuration/registry.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Instant, Zone } from '#libs/temporal/dates.js';
import { GrantConsentCommand, RefuseConsentCommand, RegisterObjectionCommand, RetractConsentCommand, WithdrawConsentCommand, type StateConsent } from './commands.js';
import { consentFold, retract, standing, state, type Consents } from './consent.js';
import { consentStream, type ConsentEvent, type ConsentStatement } from './events.js';

export interface ConsentWriterOptions {
  readonly runner: CommandRunner;
  readonly configuration: Configuration;
  /** Refuses a party that does not exist or was erased. */
  readonly parties: { refuseUnknown(attempt: Attempt, partyId: string): Promise<void> };
  /** The business zone, in which a day begins. */
  readonly zone: Zone;
}

export class ConsentWriter {
  constructor(private readonly options: ConsentWriterOptions) {}

  /** Appends a statement, unless the very same stands already. */
  state(context: CommandContext, partyId: string, make: (consentId: string, instant: (said: string, path: string) => Instant) => ConsentStatement): Promise<CommandAnswer> {
    return this.write(context, partyId, async (consents, consentId) => {
      const stated = make(consentId, (said, path) => this.instant(context, said, path));
      const { purpose } = stated.data;
      const events = state(consents, stated, purpose === undefined ? undefined : await this.options.configuration.purpose(purpose));
      return { events, consentId: standing(consents, stated) ?? consentId };
    });
  }

  write(context: CommandContext, partyId: string, decide: (consents: Consents, consentId: string) => Promise<{ readonly events: readonly ConsentEvent[]; readonly consentId: string }>): Promise<CommandAnswer> {
    return this.options.runner.run(context, async (attempt) => {
      await this.options.parties.refuseUnknown(attempt, partyId);
      const stream = consentStream(partyId);
      const loaded = await attempt.load(stream, consentFold);
      attempt.checkRevision(loaded);
      const { events, consentId } = await decide(loaded.state, attempt.id('consent'));
      const answer = { partyId, consentId, warnings: [] };
      if (events.length === 0) return { unchanged: loaded, answer };
      return { appended: await attempt.append(stream, loaded, events, answer, { id: partyId, parties: [partyId] }), answer };
    });
  }

  private instant({ now }: CommandContext, said: string, path: string): Instant {
    if (said === 'now') return now;
    if (said.length === 10) return this.options.zone.startOf(said);
    const ms = Date.parse(said);
    if (Number.isNaN(ms)) throw new Refusal('invalid-date', 'there is no such instant', { errors: [{ path, expected: 'an instant that exists', got: said }] });
    return new Date(ms).toISOString();
  }
}

@CommandHandler(GrantConsentCommand)
export class GrantConsentHandler implements ICommandHandler<GrantConsentCommand> {
  constructor(private readonly consents: ConsentWriter) {}

  execute({ context, partyId, body }: GrantConsentCommand): Promise<CommandAnswer> {
    const { purpose, channel, from, expires, proof } = body;
    return this.consents.state(context, partyId, (consentId, instant) => ({
      type: 'ConsentGranted', data: { consentId, purpose, channel, from: instant(from, 'from'), ...(expires !== undefined && { expires: instant(expires, 'expires') }), proof },
    }));
  }
}

const stated = ({ purpose, channel, from, proof }: StateConsent, consentId: string, instant: (said: string, path: string) => Instant) =>
  ({ consentId, purpose, channel, from: instant(from, 'from'), ...(proof && { proof }) });

@CommandHandler(RefuseConsentCommand)
export class RefuseConsentHandler implements ICommandHandler<RefuseConsentCommand> {
  constructor(private readonly consents: ConsentWriter) {}

  execute({ context, partyId, body }: RefuseConsentCommand): Promise<CommandAnswer> {
    return this.consents.state(context, partyId, (consentId, instant) => ({ type: 'ConsentRefused', data: stated(body, consentId, instant) }));
  }
}

@CommandHandler(WithdrawConsentCommand)
export class WithdrawConsentHandler implements ICommandHandler<WithdrawConsentCommand> {
  constructor(private readonly consents: ConsentWriter) {}

  execute({ context, partyId, body }: WithdrawConsentCommand): Promise<CommandAnswer> {
    return this.consents.state(context, partyId, (consentId, instant) => ({ type: 'ConsentWithdrawn', data: stated(body, consentId, instant) }));
  }
}

@CommandHandler(RegisterObjectionCommand)
export class RegisterObjectionHandler implements ICommandHandler<RegisterObjectionCommand> {
  constructor(private readonly consents: ConsentWriter) {}

  execute({ context, partyId, body: { purpose, channel, from, proof } }: RegisterObjectionCommand): Promise<CommandAnswer> {
    return this.consents.state(context, partyId, (consentId, instant) => ({
      type: 'ObjectionRegistered', data: { consentId, ...(purpose !== undefined && { purpose }), ...(channel !== undefined && { channel }), from: instant(from, 'from'), ...(proof && { proof }) },
    }));
  }
}

@CommandHandler(RetractConsentCommand)
export class RetractConsentHandler implements ICommandHandler<RetractConsentCommand> {
  constructor(private readonly consents: ConsentWriter) {}

  execute({ context, partyId, consentId, body }: RetractConsentCommand): Promise<CommandAnswer> {
    return this.consents.write(context, partyId, (consents) => Promise.resolve({ events: retract(consents, consentId, body.note), consentId }));
  }
}

export const consentHandlers = [GrantConsentHandler, RefuseConsentHandler, WithdrawConsentHandler, RegisterObjectionHandler, RetractConsentHandler];
