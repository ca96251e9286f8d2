/** What a line of a batch writes and refers to, as far as its body tells. */
import type { Touched } from './line-order.js';
import type { CommandName } from '../commands/command-table.js';

/** The two parties of a relation, from the log. Undefined when there is no such relation. */
export type PartiesOf = (relationId: string) => Promise<readonly [a: string, b: string] | undefined>;

/** What the line of a `ref` touches: who writes to what it made writes the same. */
export type TouchedByRef = (name: string) => Touched | undefined;

type Body = Readonly<Record<string, unknown>>;

export async function touchedBy(command: CommandName, body: Body, byRef: TouchedByRef, partiesOf: PartiesOf): Promise<Touched> {
  const writes = new Set<string>();
  const refersTo = new Set<string>();
  const touch = (keys: Set<string>, kind: string, value: unknown): void => {
    if (typeof value !== 'string') return;
    const line = value.startsWith('$') ? byRef(value.slice(1).split('.')[0]!) : undefined;
    if (line) for (const key of line.writes) keys.add(key);
    else keys.add(`${kind} ${value}`);
  };

  if (command.startsWith('define-') || command.startsWith('retire-')) {
    if (typeof body['code'] === 'string') writes.add(definitionKey(command, body['code']));
    return { writes, refersTo };
  }
  for (const party of ['partyId', 'a', 'b']) touch(writes, 'party', body[party]);
  touch(writes, 'relation', body['relationId']);
  touch(writes, 'task', body['taskId']);
  touch(writes, 'planned-interaction', body['plannedInteractionId']);
  // A hand-over lists what there is: it comes after the lines that give somebody something to do.
  if (command === 'reassign-tasks' || command === 'hand-over-portfolio') touch(writes, 'party', body['from']);
  touch(refersTo, 'party', body['assigneeId']);
  for (const party of [...members(body['about']), ...members(body['participants'])]) touch(refersTo, 'party', party['partyId']);
  const { relationId } = body;
  if (typeof relationId === 'string' && !relationId.startsWith('$')) for (const party of (await partiesOf(relationId)) ?? []) writes.add(`party ${party}`);
  if (command === 'upsert-party') {
    writes.add(identifierKey(body['scheme'], body['value']));
    touch(refersTo, 'attribute', `identifier.${String(body['scheme'])}`);
  }
  touch(writes, 'interaction', body['interactionId']);
  touch(writes, 'update-request', body['requestId']);
  if (command === 'request-update') touch(refersTo, 'party', body['party']);
  // Holding a planned interaction may log one with it.
  const logged = command === 'hold-interaction' ? members([body['interaction']])[0] ?? {} : body;
  if (command === 'log-interaction' || command === 'amend-interaction' || command === 'hold-interaction') touch(refersTo, 'medium', logged['medium']);
  for (const participant of members(logged['participants'])) touch(refersTo, 'party', participant['party']);
  if (command === 'resolve-participant') touch(refersTo, 'party', body['party']);
  if (command === 'start-relation') touch(refersTo, 'relation-type', body['type']);
  for (const fact of members(body['facts'])) {
    touch(refersTo, 'attribute', fact['attribute']);
    if (typeof fact['attribute'] === 'string' && fact['attribute'].startsWith('identifier.')) writes.add(identifierKey(fact['attribute'].slice('identifier.'.length), fact['value']));
    for (const value of members([fact['value']])) for (const party of ['partyId', 'deputyId']) touch(refersTo, 'party', value[party]);
  }
  for (const relation of members(body['relations'])) {
    touch(refersTo, 'party', relation['party']);
    touch(refersTo, 'relation-type', relation['type']);
  }
  return { writes, refersTo };
}

/** As facts and relations refer to it: a scheme by its attribute. */
function definitionKey(command: CommandName, code: string): string {
  if (command.endsWith('medium')) return `medium ${code}`;
  if (command.endsWith('purpose')) return `purpose ${code}`;
  if (command.endsWith('relation-type')) return `relation-type ${code}`;
  return command.endsWith('identifier-scheme') ? `attribute identifier.${code}` : `attribute ${code}`;
}

/** Identifiers are compared without spaces, signs and case: at worst two lines run one after the other that need not. */
function identifierKey(scheme: unknown, value: unknown): string {
  const text = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  return `identifier ${String(scheme)} ${typeof text === 'string' ? text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase() : ''}`;
}

function members(list: unknown): Body[] {
  return Array.isArray(list) ? list.filter((one): one is Body => typeof one === 'object' && one !== null) : [];
}
