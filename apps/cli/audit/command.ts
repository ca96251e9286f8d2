import { once } from 'node:events';
import { clientFor } from '../client.js';
import { UsageError, type Command } from '../command.js';
import { FORMATS, written, type Format } from './account.js';
import { auditOf, AUDITED, type Audited } from './audit.js';

const options = { format: { type: 'string', default: 'text', usage: '--format <format>   text, json (a line an entry) or csv; they hold personal data. By default text' } } as const;

export const auditCommand: Command<typeof options> = {
  // Not without both, and says so itself: what can be asked about is no other command each.
  call: 'audit [<what>] [<id>]',
  usage: `\
  annals audit party <id>        the life of a party with all it has a part in: what, from when, recorded when, by whom, why
  annals audit actor <actor>     everything an actor did, or was done on its behalf
  annals audit import <run>      everything an import did, by the id of its run, which its report is named by
  annals audit correlation <id>  everything that belongs to a correlation: a trace, or a single command`,
  options,
  async run(values, what?: string, id?: string) {
    if (!AUDITED.includes(what as Audited) || id === undefined) throw new UsageError(`annals audit: expected ${AUDITED.join(', ')} and its id`);
    if (!FORMATS.includes(values.format as Format)) throw new UsageError(`--format: expected ${FORMATS.join(', ')}, got ${values.format}`);
    let entries = 0;
    const counted = async function* () {
      for await (const entry of auditOf(clientFor(values, 'audit'), what as Audited, id)) {
        entries += 1;
        yield entry;
      }
    };
    for await (const text of written(counted(), values.format as Format)) {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    }
    // Apart from the account, which is read by programs too; most likely a slip of the pen.
    if (entries === 0) console.error(`annals: the log holds nothing of ${what} ${id}`);
    return entries === 0 ? 2 : 0;
  },
};
