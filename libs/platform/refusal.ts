import type { ProblemCode } from './problem-codes.js';

/** One thing wrong with an input. All faults of an input are told at once. */
export interface Fault {
  /** Where in the input: `facts[0].validFrom`, or a header's name. */
  readonly path: string;
  /** What would have been right, in words: `a date, "today" or "unknown"`. */
  readonly expected: string;
  /** What came instead, at most {@link MAX_GOT_LENGTH} characters. Left out where the field may hold personal data. */
  readonly got?: string;
}

/** Characters of an input that a fault may repeat: enough to recognise it, too little to leak a document. */
export const MAX_GOT_LENGTH = 64;

export interface RefusalDetails {
  readonly errors?: readonly Fault[];
  /** The id in the way: a party, fact or relation. */
  readonly conflictsWith?: string;
  readonly [member: string]: unknown;
}

/**
 * A rule says no. Refusals are answers, not failures: they become a problem document with the code's status, and
 * are never logged as errors. `detail` is a sentence in English for the developer of the caller; it holds no personal data.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly code: ProblemCode, readonly detail: string, readonly extra: RefusalDetails = {}) {
    super(`${code}: ${detail}`);
  }

  /** The same of an input that is a part of another: where its faults are, as seen from there. */
  within(path: string): Refusal {
    const { errors } = this.extra;
    return errors ? new Refusal(this.code, this.detail, { ...this.extra, errors: errors.map((fault) => ({ ...fault, path: `${path}.${fault.path}` })) }) : this;
  }
}
