import type { AuditEntry } from '../audit/account.js';

/** An entry of a history, as far as it matters here. */
export interface Entry extends Pick<AuditEntry, 'type' | 'recordedAt' | 'commandId' | 'actor' | 'relationId' | 'attribute' | 'replaced' | 'source'> {
  readonly data: AuditEntry['data'] & { readonly factId?: string; readonly periodId?: string };
}
