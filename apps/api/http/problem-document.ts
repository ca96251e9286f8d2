import { problems, type ProblemCode } from '#libs/platform/problem-codes.js';
import type { Fault, Refusal } from '#libs/platform/refusal.js';
import type { Language } from './language.js';

/** A problem as RFC 9457 writes it, with a stable code. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly retryable: boolean;
  readonly errors?: readonly Fault[];
  readonly conflictsWith?: string;
  readonly instance?: string;
  readonly [member: string]: unknown;
}

export const problemType = (code: ProblemCode): string => `/v1/problems/${code}`;

/** The document of a refusal, its title in a language. The detail is for developers, in English. */
export function problemDocument({ code, detail, extra }: Refusal, language: Language, instance?: string): ProblemDocument {
  const { status, title, retryable } = problems[code];
  return { type: problemType(code), title: title[language], status, detail, code, retryable, ...extra, ...(instance !== undefined && { instance }) };
}
