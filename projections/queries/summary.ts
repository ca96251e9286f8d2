/**
 * The one rule by which a party is summed up, so that consumers do not each choose.
 *
 * Name: of an establishment its banner, trade name, legal name; of another organisation its legal name, trade name, banner,
 * acronym; of a person (and of a sole trader without any of these) given and usual or birth name; of a household its usual name;
 * else its SIRET or SIREN. Phone, e-mail, address: the preferred one (`preferred-contact`, `address-use` head-office or home),
 * else the first valid one of the party itself, else of its relations. Status: the override, if there is one. Followed by: the
 * first scope in order. The address comes in its components, and as one line.
 */
import type { PartyKind } from '#libs/parties/events.js';
import type { FactAnswer } from './fact-answer.js';
import { preferringSurvivor, type NamesRead, type OfOne, type Who } from './parties-that-are-one.js';

/** What it is made of. */
export const SUMMED_UP = [
  'name.legal', 'name.trade', 'name.banner', 'name.acronym', 'name.usual', 'name.birth', 'name.given', 'structure', 'identifier.siren', 'identifier.siret', 'phone', 'email', 'address.geographic', 'address.postal',
  'address-use', 'preferred-contact', 'status-override', 'followed-by',
] as const;

export interface Summary {
  readonly displayName: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: unknown;
  /** The lines of that same address, one after the other. */
  readonly addressLine: string | null;
  readonly status: string | null;
  readonly followedBy: string | null;
}

type Named = Pick<FactAnswer, 'attribute' | 'value'>;

/** The name under which answers show a party that they are not about: that of its 360°, where the first of several comes first. Null also of one that nobody knew then. */
export const shownName = (kind: PartyKind | null, names: NamesRead): string | null => kind && displayNameOf(kind, inRank(names ?? []));

/** A party as answers name it that are not about it; of one that nobody knew then, its id alone. */
export function shownParty(partyId: string, who: Who | undefined): { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null } {
  const kind = who?.kind ?? null;
  return { partyId, kind, displayName: shownName(kind, who?.names ?? null) };
}

function inRank(names: NonNullable<NamesRead>): readonly (Named & OfOne)[] {
  const shown = names.some(({ depth }) => depth > 0) ? preferringSurvivor(names) : [...names];
  return shown.length > 1 ? shown.sort((a, b) => (a.slot < b.slot ? -1 : a.slot > b.slot ? 1 : 0)) : shown;
}

export function displayNameOf(kind: PartyKind, facts: readonly Named[]): string | null {
  const first = (...attributes: readonly string[]): string | undefined => {
    for (const attribute of attributes) {
      const names = facts.filter((fact) => fact.attribute === attribute).map(({ value }) => value);
      const name = names.find((value) => typeof value === 'string') ?? (names[0] as { name?: unknown } | undefined)?.name;
      if (typeof name === 'string') return name;
    }
    return undefined;
  };
  const person = [first('name.given'), first('name.usual', 'name.birth')].filter((part) => part !== undefined).join(' ') || undefined;
  if (kind === 'household') return first('name.usual') ?? null;
  if (kind === 'person') return person ?? first('name.legal') ?? null;
  const establishment = facts.some(({ attribute, value }) => attribute === 'structure' && value === 'establishment');
  const name = establishment ? first('name.banner', 'name.trade', 'name.legal') : first('name.legal', 'name.trade', 'name.banner', 'name.acronym');
  return name ?? person ?? first('identifier.siret', 'identifier.siren') ?? null;
}

export function summaryOf(kind: PartyKind, facts: readonly FactAnswer[]): Summary {
  const inForce = facts.filter(({ trust }) => trust !== 'ended');
  const byId = new Map(inForce.map((fact) => [fact.factId, fact]));
  const pointedTo = (attribute: string, fits: (value: Record<string, unknown>) => boolean): FactAnswer | undefined => {
    const pointer = inForce.find((fact) => fact.attribute === attribute && isRecord(fact.value) && fits(fact.value));
    return pointer && byId.get((pointer.value as { factId: string }).factId);
  };
  const firstOf = (attribute: string): FactAnswer | undefined => {
    const candidates = inForce.filter((fact) => fact.attribute === attribute && fact.value !== null);
    return candidates.find(({ trust, relationId }) => trust === 'valid' && relationId === undefined) ?? candidates.find(({ trust }) => trust === 'valid') ?? candidates[0];
  };
  const phone = pointedTo('preferred-contact', ({ medium }) => medium === 'phone') ?? firstOf('phone');
  const email = pointedTo('preferred-contact', ({ medium }) => medium === 'email') ?? firstOf('email');
  const address = pointedTo('address-use', ({ use }) => use === 'head-office' || use === 'home') ?? firstOf('address.geographic') ?? firstOf('address.postal');
  const status = inForce.find(({ attribute }) => attribute === 'status-override')?.value;
  const followers = inForce.filter(({ attribute }) => attribute === 'followed-by').map(({ value }) => value as { scope: string; partyId: string } | null).filter((value) => value !== null);
  return {
    displayName: displayNameOf(kind, inForce),
    phone: textOf(phone?.value, 'number'),
    email: textOf(email?.value, 'address'),
    address: address?.value ?? null,
    addressLine: address?.lines?.join(', ') ?? null,
    status: isRecord(status) ? (status.status as string) : null,
    followedBy: followers.sort((a, b) => (a.scope < b.scope ? -1 : 1))[0]?.partyId ?? null,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A value that is a text, or an object whose one member is. */
function textOf(value: unknown, member: string): string | null {
  if (typeof value === 'string') return value;
  const inner = isRecord(value) ? value[member] : undefined;
  return typeof inner === 'string' ? inner : null;
}
