import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { swcOptions } from './swc-options.js';

const ROOT = new URL('../../', import.meta.url);
const OWN_FOLDER = /^#((?:apps|libs|projections|infra)\/.*)\.js$/;

/** Imports name the compiled files (`./x.js`, `#libs/x.js`); here they lead to the sources. */
export async function resolve(specifier, context, next) {
  const own = OWN_FOLDER.exec(specifier);
  if (own) return next(new URL(`${own[1]}.ts`, ROOT).href, context);
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) return next(specifier.replace(/\.js$/, '.ts'), context);
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), { ...swcOptions, filename, module: { type: 'es6' }, sourceMaps: 'inline', swcrc: false });
  return { format: 'module', source: code, shortCircuit: true };
}
