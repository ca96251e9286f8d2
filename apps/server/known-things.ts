/** What an interaction may be about, of contexts that know nothing of it: read from the leader. */
import type { KnownThings } from '#libs/interactions/parties.js';
import { partyStream } from '#libs/parties/events.js';
import { partyFold } from '#libs/parties/party.js';
import { relationStream } from '#libs/relations/events.js';
import { relationFold } from '#libs/relations/relation.js';
import { taskStream } from '#libs/tasks/events.js';
import { taskFold } from '#libs/tasks/task.js';

export const knownThings: KnownThings = {
  isTask: async (attempt, taskId) => (await attempt.load(taskStream(taskId), taskFold)).state.taskId !== undefined,
  async endsOf(attempt, relationId) {
    const { type, a, b } = (await attempt.load(relationStream(relationId), relationFold)).state;
    return type === undefined ? undefined : [a!, b!];
  },
  async isFactOf(attempt, factId, { parties, relations }) {
    const loaded = await Promise.all([...parties.map((id) => attempt.load(partyStream(id), partyFold)), ...relations.map((id) => attempt.load(relationStream(id), relationFold))]);
    return loaded.some(({ state: { facts } }) => facts.live.has(factId) || facts.retracted.has(factId));
  },
};
