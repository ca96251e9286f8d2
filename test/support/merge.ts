import { randomUUID } from 'node:crypto';
import type { TestApi } from './api.js';

/** Two parties turn out to be one. The command will come with the others on identity; what it writes is read already. */
export async function merge(api: TestApi, loser: string, into: string): Promise<void> {
  const draft = { id: randomUUID(), event: { type: 'PartyMerged', data: { into, mergeId: randomUUID(), choices: {} } }, metadata: { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: randomUUID() } };
  const [encoded] = await api.codec.encode(undefined, [draft]);
  const { length } = await api.log.readStream(`party-${loser}`);
  const { position } = await api.log.append(`party-${loser}`, length - 1, [{ ...encoded!, id: draft.id, type: 'PartyMerged', commandId: randomUUID() }]);
  await api.projecting.waitFor(position, 5_000);
}
