import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
  return { format: 'module', source: await compiled(fileURLToPath(url)), shortCircuit: true };
}

/** What was compiled once is kept by its content: tests start dozens of processes. */
const KEPT = fileURLToPath(new URL('node_modules/.cache/annals-sources/', ROOT));
mkdirSync(KEPT, { recursive: true });

async function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const options = { ...swcOptions, filename, module: { type: 'es6' }, sourceMaps: 'inline', swcrc: false };
  const kept = `${KEPT}${createHash('sha256').update(JSON.stringify(options)).update(source).digest('hex')}.js`;
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { transform } = await import('@swc/core');
    const { code } = await transform(source, options);
    // Under a name of its own first: another process may read it at any time.
    writeFileSync(`${kept}.${process.pid}`, code);
    renameSync(`${kept}.${process.pid}`, kept);
    return code;
  }
}
