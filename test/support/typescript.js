/**
 * Runs the sources without a build: `node --import ./test/support/typescript.js some.ts`. For processes that tests and
 * benchmarks start; the product itself runs from `dist`.
 */
import { register } from 'node:module';

register('./typescript-hooks.js', import.meta.url);
