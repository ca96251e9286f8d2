/** `annals rebuild`: a read model made anew beside the one that serves, and what goes with it: back, and away with the others. */
import os from 'node:os';
import { allMigrations } from '#infra/migrations.js';
import { formatToken } from '#libs/event-log/position-token.js';
import { migrate } from '#libs/platform/migrate.js';
import type { Difference } from '#libs/projecting/compare-versions.js';
import type { Projector } from '#libs/projecting/projection.js';
import { dropOthers, goBack, rebuild, type RebuildProgress } from '#libs/projecting/rebuild.js';
import { stand } from '#libs/projecting/served.js';
import { projectors } from '#projections/index.js';
import type { Installation } from '../installation.js';

export interface RebuildRequest {
  readonly projector: Projector;
  readonly what: 'rebuild' | 'back' | 'drop';
  readonly dryRun: boolean;
}

export interface RebuildTold {
  readonly lines: readonly string[];
  /** Whether the new rows are those that served, as they should be when the same projector made both. */
  readonly equal: boolean;
}

/** Who builds, for those who find it under way. */
export const thisProcess = (): string => `process ${process.pid} on ${os.hostname()}`;

export async function rebuildReadModel({ url, pool, log, logId, codec }: Installation, { projector, what, dryRun }: RebuildRequest, signal: AbortSignal, onProgress: (line: string) => void): Promise<RebuildTold> {
  const migrations = await allMigrations();
  await migrate(pool, migrations);
  await stand(pool, projectors);
  const { name } = projector;
  if (what === 'back') {
    const { from, to } = await goBack(projector, { pool, signal, onWaiting: (reason) => onProgress(`waiting: ${reason}`) });
    return { lines: [`Version ${to} of ${name} serves again; version ${from} keeps following the log.`], equal: true };
  }
  if (what === 'drop') return { lines: [`Gone: version ${(await dropOthers(projector, pool)).join(', ')} of ${name}.`], equal: true };

  const told = progressOf(onProgress);
  const { before, version, upTo, events, differences, serves } = await rebuild(projector, {
    url, pool, log, logId, migrations, builder: thisProcess(), dryRun, signal, decode: (recorded) => codec.decode(recorded), onProgress: told,
  });
  const differing = (differences ?? []).filter(differs);
  return {
    equal: differing.length === 0 || before.projectorVersion !== projector.projectorVersion,
    lines: [
      `Built version ${version} of ${name} from ${events} events, up to ${formatToken(logId, upTo)} stream by stream.`,
      ...(differences === undefined ? [`Not compared: version ${before.version} is not brought forward by any server.`]
        : [`${differing.length === 0 ? 'No row differs' : `${differing.length} of ${differences.length} tables differ`} from version ${before.version}, both at one position:`, ...differences.map((one) => `  ${describe(one)}`)]),
      dryRun ? 'Nothing stays of it, and nothing was changed.'
        : serves ? `Version ${version} serves; version ${before.version} keeps following the log. Back: annals rebuild ${name} --back. Away with it: annals rebuild ${name} --drop`
          : `Version ${version} stands and waits for servers of this release; those of now cannot go on with it.`,
    ],
  };
}

const differs = ({ before, after, onlyBefore, onlyAfter, columns }: Difference): boolean => before === undefined || after === undefined || onlyBefore > 0 || onlyAfter > 0 || columns.length > 0;

function describe(difference: Difference): string {
  const { table, before, after, onlyBefore, onlyAfter, samples, columns } = difference;
  if (before === undefined || after === undefined) return `${table}: only the ${before === undefined ? 'new' : 'old'} version has it, with ${before ?? after} rows`;
  if (!differs(difference)) return `${table}: ${after} rows`;
  const shown = samples.map((sample) => Object.entries(sample).map(([column, id]) => `${column} ${id}`).join(', '));
  return [
    `${table}: ${before} rows, now ${after}; ${onlyBefore} are only in the old version, ${onlyAfter} only in the new one`,
    ...(columns.length > 0 ? [`columns of one version only: ${columns.join(', ')}`] : []),
    ...(shown.length > 0 ? [`such as ${shown.join('; ')}`] : []),
  ].join('; ');
}

/** Progress as a line, with the time that is left where it can be known. */
export function progressOf(onProgress: (line: string) => void): (progress: RebuildProgress) => void {
  const started = performance.now();
  return (progress) => {
    if (progress.part === 'events') {
      const perSecond = progress.done / ((performance.now() - started) / 1_000);
      const left = progress.of - progress.done;
      onProgress(`${progress.done} of ${progress.of} events, ${Math.round(perSecond)}/s, ${left > 0 && perSecond > 0 ? `${Math.ceil(left / perSecond)} s to go, then the indexes` : 'all read'}`);
    } else if (progress.part === 'indexes') onProgress(`index ${progress.done} of ${progress.of}`);
    else if (progress.part === 'catching up') onProgress(`catching up, ${progress.behind} events behind`);
    else if (progress.part === 'comparing') onProgress('comparing');
    else onProgress(`to serve: ${progress.waitingFor}`);
  };
}
