/** What a source says about one party, whatever its format: what an import sends is made from this alone. */
import { createHash } from 'node:crypto';
import { lookupText } from '#libs/facts/catalogue.js';
import { identifier } from '#libs/facts/values.js';
import { Refusal } from '#libs/platform/refusal.js';

export type Kind = 'organisation' | 'person' | 'household';

export interface ImportedFact {
  /** Where it stands in the file, such as its columns; its attribute, where nothing is said. */
  readonly place?: string;
  readonly attribute: string;
  readonly value: unknown;
  readonly validFrom: unknown;
  readonly validTo?: unknown;
}

/** As commands take it. */
export const stated = ({ attribute, value, validFrom, validTo }: ImportedFact): Omit<ImportedFact, 'place'> => ({ attribute, value, validFrom, ...(validTo !== undefined && { validTo }) });

/** How an existing party is found. Two that find the same are written alike: see {@link matchKey}. */
export type MatchKey =
  | { readonly by: 'identifier'; readonly scheme: string; readonly value: string }
  | { readonly by: 'email' | 'phone'; readonly value: string };

/** Two that find the same have one text. */
export const textOf = (key: MatchKey): string => JSON.stringify(key);

/** By what a party with this fact is found, however the file spells it; undefined where nobody is found by such. */
export function matchKey(attribute: string, value: unknown): MatchKey | undefined {
  const text = lookupText(attribute, value);
  if (text === undefined) return undefined;
  if (attribute === 'email' || attribute === 'phone') return { by: attribute, value: text };
  if (!attribute.startsWith('identifier.') || typeof value !== 'string') return undefined;
  return { by: 'identifier', scheme: attribute.slice('identifier.'.length), value: bareIdentifier(text) };
}

/** Without spaces and signs; what cannot be an identifier stays as it is, and is refused where it is looked for. */
export function bareIdentifier(text: string): string {
  try {
    return identifier.read(text, 'value') as string;
  } catch (error) {
    if (error instanceof Refusal) return text;
    throw error;
  }
}

export interface ImportedRelation {
  readonly type: string;
  readonly direction: 'a-to-b' | 'b-to-a';
  /** The id of the party at the other end in the same system. */
  readonly to: string;
  readonly validFrom: unknown;
  readonly validTo?: unknown;
  readonly facts: readonly ImportedFact[];
  /** What that party is and is called: it is made where it does not exist, left as it is where it does. */
  readonly named?: { readonly kind: Kind; readonly facts: readonly ImportedFact[]; readonly undatedFrom: object };
}

export interface ImportRecord {
  /** Where it begins in the file. */
  readonly line: number;
  /** Its id in the old system: the value of the identifier `external` of that system. */
  readonly id: string;
  /** The source gives no ids: this one is made from what it says, and is another when that changes. Not where a mapping says what tells records apart. */
  readonly idIsMade?: true;
  readonly kind: Kind;
  readonly facts: readonly ImportedFact[];
  /** Since when the record says nothing of: also since when it has its id. */
  readonly undatedFrom: object;
  readonly match: readonly MatchKey[];
  readonly relations: readonly ImportedRelation[];
  /** When the old system recorded it: `source.recordedAt`, never valid time. */
  readonly recordedAt?: string;
  /** What was left out, by its place in the file and why. Never a value. */
  readonly notes: readonly Note[];
}

export interface Note {
  /** A column, or a property of a card. */
  readonly place: string;
  readonly reason: string;
}

export interface Rejection {
  readonly line: number;
  readonly reason: string;
  /** The mapping says so: nothing is wrong with the line. */
  readonly excepted?: true;
}

export type Reading = { readonly record: ImportRecord } | { readonly rejected: Rejection };

/** A party has at most one external id of a system, of at most this many printable ASCII characters. */
const PLAIN_ID = /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/;

/** An id in the old system as `external` takes it; one that is no short ASCII text stands by its fingerprint. */
export const externalId = (id: string): string => (PLAIN_ID.test(id) ? id : fingerprint(id));

/** Stands for what must not be an id itself, such as a name or an e-mail address. */
const FINGERPRINT = 'sha256:';
export const isFingerprint = (id: string): boolean => id.startsWith(FINGERPRINT);
export const fingerprint = (...parts: readonly unknown[]): string => `${FINGERPRINT}${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;

/** A start nobody knows; not after the day something certainly stood in the old system. */
export const undated = (notLaterThan?: string): object => ({ unknown: true, ...(notLaterThan !== undefined && { notLaterThan }) });
