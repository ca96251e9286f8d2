import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientFor } from '../client.js';
import { UsageError, type Command, type Values } from '../command.js';
import type { LeftAlone } from './plan.js';
import { revertCorrelation, revertImport, type Reverted } from './revert.js';

const EVEN_CHANGED = 'also what somebody else has changed since, which else is left alone';

const journalOptions = {
  apply: { type: 'boolean', default: false, usage: '--apply             revert: do it' },
  'even-changed': { type: 'boolean', default: false, usage: `--even-changed      revert: ${EVEN_CHANGED}` },
} as const;

export const revertImportCommand: Command<typeof journalOptions> = {
  call: 'import revert <journal>',
  usage: `\
  annals import revert <journal>
                                retract what a run recorded; says what it would do, and does it with --apply`,
  options: journalOptions,
  run: async (values, journal) => told(await revertImport(clientFor(values, 'revert'), { journalFile: resolve(journal), ...howTo(values) }), values.apply),
};

const correlationOptions = {
  correlation: { type: 'string' }, apply: { type: 'boolean', default: false },
  'even-changed': { type: 'boolean', default: false, usage: `--even-changed      ${EVEN_CHANGED}` },
} as const;

export const revertCommand: Command<typeof correlationOptions> = {
  call: 'revert',
  usage: `\
  annals revert --correlation <id>
                  undo all of it by compensating commands: what was recorded is retracted, what was changed is corrected back; says
                  what it would do and what stays, and does it with --apply. Exits with 3 where something stays. Given again it
                  goes on where it was`,
  options: correlationOptions,
  async run(values) {
    if (values.correlation === undefined) throw new UsageError('annals revert: give --correlation <id>');
    return told(await revertCorrelation(clientFor(values, 'revert'), { correlation: values.correlation, ...howTo(values) }), values.apply);
  },
};

const howTo = (values: Values<typeof journalOptions>) => ({ dryRun: !values.apply, evenChanged: values['even-changed'], sleep: (milliseconds: number) => sleep(milliseconds) });

function told({ parties, factsRetracted, periodsRetracted, othersRetracted, restored, alreadyGone, leftAlone, emptyParties }: Reverted, applied: boolean): number {
  const where = ({ partyId, factId, periodId, consentId, stream }: LeftAlone): string => [partyId && `party ${partyId}`, factId && `fact ${factId}`, periodId && `period ${periodId}`, consentId && `statement ${consentId}`, stream].filter(Boolean).join(', ');
  console.log([
    `${applied ? 'Retracted' : 'Would retract'} ${factsRetracted} facts and ${periodsRetracted} periods of relations of ${parties} parties${othersRetracted > 0 ? `, and ${othersRetracted} interactions, tasks, statements and requests` : ''}; ${restored} things ${applied ? 'are' : 'would be'} as they were before; ${alreadyGone} were gone before.`,
    ...(leftAlone.length > 0 ? [`${leftAlone.length} are left alone:`, ...leftAlone.map((one) => `  ${where(one)}: ${one.reason}${one.detail ? ` (${one.detail})` : ''}`)] : []),
    ...(emptyParties.length > 0 ? [`${emptyParties.length} parties of the run stay, empty:`, ...emptyParties.map((partyId) => `  ${partyId}`)] : []),
    ...(applied ? [] : ['Nothing was written; give --apply to do it.']),
  ].join('\n'));
  return leftAlone.length > 0 ? 3 : 0;
}
