/**
 * What a party allows at an instant, by purpose and channel, as known at a position: among the statements about both, the one from
 * the latest instant decides; of two from one instant the later recorded.
 */
import type { ContactChannel, LegalBasis, PurposeDefined } from '#libs/configuration/events.js';
import type { ConsentProof } from '#libs/consents/events.js';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import { question, type Asking } from '#libs/platform/questions.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day, Instant } from '#libs/temporal/dates.js';
import type { QueryParts } from './query-parts.js';
import { AT, MEMBERS } from './sql.js';

export type ConsentState = 'granted' | 'refused' | 'withdrawn' | 'objected' | 'expired' | 'none';

export interface ConsentAnswer {
  readonly purpose: string;
  readonly channel: ContactChannel;
  readonly state: ConsentState;
  /** From when the state holds; null where nothing was ever said. */
  readonly since: Instant | null;
  /** When it expires by itself. */
  readonly expires: Instant | null;
  readonly consentId: string | null;
  /** Who said so, where that one turned out to be the party that was asked for: what is retracted is retracted there. */
  readonly partyId?: string;
  readonly proof: ConsentProof | null;
  readonly proofErased?: true;
  readonly recordedAt: Instant | null;
  readonly recordedBy: string | null;
  /** What entitles us to the purpose at that moment. */
  readonly legalBasis: LegalBasis | null;
}

interface Statement {
  readonly consentId: string;
  readonly partyId: string | null;
  readonly kind: 'granted' | 'refused' | 'withdrawn' | 'objected';
  readonly purpose: string | null;
  readonly channel: ContactChannel | null;
  readonly from: Instant;
  readonly expires: Instant | null;
  readonly proof: ConsentProof | null;
  readonly hasProof: boolean;
  readonly order: number;
  readonly position: number;
  readonly actor: string;
  readonly recordedAt: Instant;
}

const UTC = (value: string): string => `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
// Of most parties nobody ever said anything, and then no purpose is looked at. $1 party, $2 day, $3 position or null, $4 instant before which what is asked for lies, $5 purposes in any case
const CONSENTS = question(`
  with ${AT}, ${MEMBERS},
  said as materialized (
    select s.*, m.depth from at, member m join consent_statement s on s.party_id = m.party_id where s.recorded @> at.position and lower(s.effective) < $4::timestamptz
  )
  select at.position,
         (select json_agg(json_build_object('consentId', s.consent_id, 'partyId', case when s.depth > 0 then s.party_id end, 'kind', s.kind, 'purpose', s.purpose, 'channel', s.channel, 'from', ${UTC('lower(s.effective)')}, 'expires', ${UTC('upper(s.effective)')},
             'proof', case when not exists (select from keys.data_key k where k.key_id = s.key_id and k.wrapped is null) then s.proof end, 'hasProof', s.key_id is not null,
             'order', s.statement_order, 'position', lower(s.recorded), 'actor', s.actor, 'recordedAt', ${UTC('s.recorded_at')}))
            from said s) as statements,
         case when $5::boolean or exists (select from said) then (select json_agg(d.content -> 'purpose' order by d.code) from definition d where d.kind = 'purpose' and d.recorded @> at.position) end as purposes
    from at where $2::date is not null`, 'uuid', 'date', 'bigint', 'timestamptz', 'boolean');

export interface ConsentMoment {
  readonly asOf: Day;
  readonly before: Instant;
  readonly position?: Position | null | undefined;
}

/** GDPR, article 21: what is owed by contract or by law goes on when a party objects to everything. Said of such a purpose itself, it counts. */
export const BEYOND_OBJECTION: ReadonlySet<LegalBasis> = new Set(['contract', 'legal-obligation', 'vital-interest']);
const basisOn = ({ legalBases }: PurposeDefined['data'], day: Day): LegalBasis | null => legalBases.filter(({ from }) => from <= day).at(-1)?.basis ?? null;

/** States of purposes and channels about which something was said; of one named also where nothing was. */
export async function consentsOf(db: Asking, partyId: string, { asOf, before, position = null }: ConsentMoment, only: { readonly purpose?: string | undefined; readonly channel?: ContactChannel | undefined } = {}): Promise<readonly ConsentAnswer[]> {
  const { rows } = await db.query<{ statements: readonly Statement[] | null; purposes: readonly (PurposeDefined['data'] & { readonly retired: boolean })[] | null }>({ ...CONSENTS, values: [partyId, asOf, position, before, only.purpose !== undefined] });
  const { statements, purposes } = rows[0]!;
  const said = [...(statements ?? [])].sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : b.position - a.position || b.order - a.order));
  if (only.purpose !== undefined && !(purposes ?? []).some(({ code }) => code === only.purpose)) throw new Refusal('unknown-purpose', `there is no purpose ${only.purpose.slice(0, 64)}`, { errors: [{ path: 'purpose', expected: 'a code of /v1/purposes', got: only.purpose.slice(0, 64) }] });
  const named = only.purpose !== undefined && only.channel !== undefined;
  return (purposes ?? []).filter(({ code }) => only.purpose === undefined || code === only.purpose).flatMap((purpose) => {
    const channels = new Set([...purpose.channels, ...said.filter((one) => one.purpose === purpose.code).flatMap(({ channel }) => channel ?? []), ...(named ? [only.channel] : [])]);
    return [...channels].sort().filter((channel) => only.channel === undefined || channel === only.channel).flatMap((channel) => {
      const basis = basisOn(purpose, asOf);
      const concerns = (one: Statement): boolean => (one.purpose === null ? basis === null || !BEYOND_OBJECTION.has(basis) : one.purpose === purpose.code);
      const deciding = said.find((one) => concerns(one) && (one.channel === null || one.channel === channel));
      return deciding || named ? [answer(purpose, channel, deciding, basis, before)] : [];
    });
  });
}

export interface Permission {
  readonly allowed: boolean;
  /** Codes: the consent's state, or what else stands for or against it. */
  readonly reasons: readonly string[];
  readonly consent: ConsentAnswer;
}

/** Whether a party may be reached by a channel for a purpose: by consent where that is the legal basis, else unless the party said no. */
export async function permissionOf({ pool, log }: Pick<QueryParts, 'pool' | 'log'>, partyId: string, moment: ConsentMoment, purpose: string, channel: ContactChannel): Promise<Permission> {
  const [consent] = await consentsOf(pool, partyId, moment, { purpose, channel });
  const { rows } = await pool.query<{ purpose: PurposeDefined['data'] & { readonly retired: boolean }; since: Position }>({ ...PURPOSE, values: [purpose, moment.asOf, moment.position ?? null] });
  const { purpose: { channels, retired }, since } = rows[0]!;
  // Nothing changes it after that, so the row began with it; when that was only the log tells.
  const [retirement] = retired ? await log.readAll(since - 1n, 1) : [];
  const { state, legalBasis } = consent!;
  const against = [
    ...(retirement && retirement.recordedAt < moment.before ? ['purpose-retired'] : []), ...(channels.includes(channel) ? [] : ['channel-not-of-purpose']), ...(legalBasis === null ? ['no-legal-basis'] : []),
    ...(legalBasis === 'consent' ? (state === 'granted' ? [] : [`consent-${state}`]) : ['refused', 'withdrawn', 'objected'].includes(state) ? [`consent-${state}`] : []),
  ];
  return { allowed: against.length === 0, reasons: against.length > 0 ? against : [legalBasis === 'consent' ? 'consent-granted' : `basis-${legalBasis!}`], consent: consent! };
}

const PURPOSE = prepared(`with ${AT} select d.content -> 'purpose' as purpose, lower(d.recorded) as since from at join definition d on d.kind = 'purpose' and d.code = $1 and d.recorded @> at.position where $2::date is not null`);

function answer(purpose: PurposeDefined['data'], channel: ContactChannel, deciding: Statement | undefined, legalBasis: LegalBasis | null, before: Instant): ConsentAnswer {
  if (!deciding) return { purpose: purpose.code, channel, state: 'none', since: null, expires: null, consentId: null, proof: null, recordedAt: null, recordedBy: null, legalBasis };
  const { kind, from, expires, consentId, partyId, proof, hasProof, recordedAt, actor } = deciding;
  // `before` is the first instant that is not asked for: what expires by then has expired at the last one that is.
  const expired = expires !== null && expires < before;
  return {
    purpose: purpose.code, channel, state: expired ? 'expired' : kind, since: expired ? expires : from, expires, consentId, ...(partyId !== null && { partyId }), proof, ...(hasProof && proof === null && { proofErased: true as const }), recordedAt, recordedBy: actor, legalBasis,
  };
}
