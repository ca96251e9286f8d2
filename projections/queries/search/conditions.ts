/** What hits must fulfil, whatever they are found by: filters, and a circle they lie in. Where one filter is asked for all stand in a statement, so that one plan serves every set of them. */
import type { PartyKind } from '#libs/parties/events.js';
import { shadowed, UNREADABLE } from '../sql.js';

export interface Circle {
  readonly latitude: number;
  readonly longitude: number;
  readonly kilometres: number;
}

export interface Conditions {
  readonly near: Circle | undefined;
  readonly kind: PartyKind | undefined;
  /** Administrative (`active`, `ceased`), or commercial where somebody set it (`client`). */
  readonly status: string | undefined;
  readonly territory: string | undefined;
  /** An activity code, or its beginning, with its dots or without. */
  readonly activity: string | undefined;
  readonly followedBy: string | undefined;
}

/** Makes a value a parameter of a statement. */
export type Bind = (value: unknown) => string;

export type FilterName = Exclude<keyof Conditions, 'near'>;
export const FILTER_NAMES = ['kind', 'status', 'territory', 'activity', 'followedBy'] as const satisfies readonly FilterName[];

const holds = (party: string, attribute: string, condition: string, shows: string): string =>
  `exists (select from (select * from fact c where c.party_id = ${party} and c.attribute = '${attribute}' offset 0) g where ${condition} and g.effective @> $2::date and g.recorded @> at.position ${shows})`;

/** Of one that was merged, a fact `g` lets through only where it shows: after `and`. */
export const WHERE_IT_SHOWS = `and not ${shadowed('g')}`;

const FULFILS: Readonly<Record<FilterName, (party: string, value: string, shows: string) => string>> = {
  kind: (party, value) => `exists (select from party k where k.party_id = ${party} and k.kind = ${value}::text and k.recorded @> at.position)`,
  status: (party, value, shows) => `(${holds(party, 'administrative-status', `g.value = to_jsonb(${value}::text)`, shows)} or ${holds(party, 'status-override', `g.value ->> 'status' = ${value}::text`, shows)})`,
  territory: (party, value, shows) => holds(party, 'territory', `coalesce(g.value ->> 'code', g.value #>> '{}') = ${value}::text`, shows),
  activity: (party, value, shows) => holds(party, 'activity', `starts_with(replace(upper(g.value ->> 'code'), '.', ''), replace(upper(${value}::text), '.', ''))`, shows),
  followedBy: (party, value, shows) => holds(party, 'followed-by', `g.value ->> 'partyId' = ${value}::text`, shows),
};

/**
 * Whether a filter lets a party through, but for what was merged into it.
 *
 * @param value a parameter: null lets all through
 * @param shows {@link WHERE_IT_SHOWS}, for those that may be merged
 */
export const letsThrough = (name: FilterName, party: string, value: string, shows = ''): string => `(${value}::text is null or ${FULFILS[name](party, value, shows)})`;

/** Conditions as parts of one statement. */
export interface Bound {
  /** Whether one that is found may fulfil them, after `and`: of those that are one with others it is told when all are known. */
  readonly mayPass: (party: string) => string;
  /** Whether those that are one fulfil them, for rows `one (party_id, member, depth)` grouped by `party_id`: each filter lets one of them through by what shows of it, but their kind is that of the one they are. */
  readonly onePasses: string;
  /** A common table of those in the circle: `nearby (party_id, kilometres)`. @param among the facts that are looked at */
  readonly nearby: (among?: string) => string;
}

export function bound(conditions: Conditions, bind: Bind): Bound {
  const { near } = conditions;
  const filtered = FILTER_NAMES.some((name) => conditions[name] !== undefined);
  const filters = filtered ? FILTER_NAMES.map((name) => ({ name, value: bind(conditions[name] ?? null) })) : [];
  const [latitude, longitude, kilometres] = near ? [near.latitude, near.longitude, near.kilometres].map((number) => `${bind(number)}::float8`) : [];
  const distance = (f: string): string => `(6371 * 2 * asin(least(1, sqrt(power(sin(radians(((${f}.value ->> 'latitude')::float8 - ${latitude}) / 2)), 2)
    + cos(radians(${latitude})) * cos(radians((${f}.value ->> 'latitude')::float8)) * power(sin(radians(((${f}.value ->> 'longitude')::float8 - ${longitude}) / 2)), 2)))))`;
  const inCircle = (f: string): string => `${f}.attribute = 'address.geographic' and ${f}.value ->> 'latitude' is not null and ${f}.value ->> 'longitude' is not null
       and (${f}.value ->> 'latitude')::numeric between (${latitude} - ${kilometres} / 111)::numeric and (${latitude} + ${kilometres} / 111)::numeric
       and ${f}.recorded @> at.position and ${f}.effective @> $2::date and ${distance(f)} <= ${kilometres}`;
  return {
    mayPass(party) {
      // One by one, because a circle may hold many more than are found; fenced off, so that they are read by the party.
      const all = [...filters.map(({ name, value }) => letsThrough(name, party, value)), ...(near ? [`exists (select from (select * from fact c where c.party_id = ${party} and c.attribute = 'address.geographic' offset 0) g where ${inCircle('g')})`] : [])];
      return all.length === 0 ? '' : `and ((${all.join(' and ')}) or exists (select from party_alias a where ${party} in (a.loser, a.survivor) and a.recorded @> at.position))`;
    },
    onePasses: ['true', ...filters.map(({ name, value }) => `bool_or(${name === 'kind' ? 'one.depth = 0 and ' : ''}${letsThrough(name, 'one.member', value, WHERE_IT_SHOWS)})`)].join(' and '),
    nearby: (among = 'fact f') => `nearby as materialized (select f.party_id, min(${distance('f')}) as kilometres from at, ${among} where ${inCircle('f')} and not ${UNREADABLE} group by f.party_id)`,
  };
}
