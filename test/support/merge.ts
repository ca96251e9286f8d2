import { randomUUID } from 'node:crypto';
import type { TestApi } from './api.js';

/** Two parties turn out to be one. The command will come with the others on identity; what it writes is read already. Gives the id of the merge. */
export async function merge(api: TestApi, loser: string, into: string): Promise<string> {
  const mergeId = randomUUID();
  await record(api, loser, { type: 'PartyMerged', data: { into, mergeId, choices: {} } });
  return mergeId;
}

/** They turn out to be two. */
export async function unmerge(api: TestApi, loser: string, mergeId: string): Promise<void> {
  await record(api, loser, { type: 'PartyUnmerged', data: { mergeId } });
}

/** A party is erased: its keys go, as the command that is to come will let them. */
export async function erase(api: TestApi, party: string): Promise<void> {
  await record(api, party, { type: 'PartyErased', data: { ground: 'request' } });
  await api.keys.destroy(party);
}

async function record(api: TestApi, party: string, event: { readonly type: string; readonly data: object }): Promise<void> {
  const draft = { id: randomUUID(), event, metadata: { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: randomUUID() } };
  const [encoded] = await api.codec.encode(undefined, [draft]);
  const { length } = await api.log.readStream(`party-${party}`);
  const { position } = await api.log.append(`party-${party}`, length - 1, [{ ...encoded!, id: draft.id, type: event.type, commandId: randomUUID() }]);
  await api.projecting.waitFor(position, 5_000);
}
