/** `annals audit party|actor|import|correlation`: asked of a running server, page by page. */
import { correlationOf, type AnnalsClient } from '../client.js';
import type { AuditEntry } from './account.js';

/** Entries asked for at a time. */
const PAGE = 500;

export const AUDITED = ['party', 'actor', 'import', 'correlation'] as const;
export type Audited = (typeof AUDITED)[number];

/** What happened to a party with all it has a part in; or everything an actor did, an import by the id of its run, a correlation. */
export async function* auditOf(client: AnnalsClient, what: Audited, id: string): AsyncGenerator<AuditEntry, void, void> {
  const after = await client.head();
  const [path, query]: [string, Record<string, string>] = what === 'party'
    ? [`/v1/parties/${id}/history`, { include: 'interactions,tasks,consents,update-requests' }]
    : ['/v1/audit', what === 'actor' ? { actor: id } : { correlation: what === 'import' ? correlationOf(id) : id }];
  yield* client.items<AuditEntry>(path, { ...query, limit: String(PAGE), after });
}
