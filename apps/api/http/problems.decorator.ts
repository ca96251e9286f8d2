import { ApiExtension } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';

/** Where the codes of an operation's problems are kept until the document is assembled (`openapi/document.ts`). */
export const PROBLEMS = 'x-annals-problems';

/** The problems an operation can answer with, besides those that any can. */
export function Problems(...codes: ProblemCode[]): MethodDecorator {
  return ApiExtension(PROBLEMS, codes);
}
