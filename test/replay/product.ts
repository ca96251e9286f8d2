/** The pure parts of the product from which its tables and answers are made: as they are, or with one line of one file changed. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';

/** Modules whose mistakes must show in answers, and those they are made of. */
export interface Product {
  readonly parties: typeof import('#projections/parties/fold.js');
  readonly relations: typeof import('#projections/relations/fold.js');
  readonly answers: typeof import('#projections/queries/fact-answer.js');
  readonly events: typeof import('#libs/event-log/domain-event.js');
}

/** One passage of a source file, which must occur exactly once, and what stands there instead. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface Source {
  readonly code: string;
  /** Specifiers of what it imports, and the files of those that are ours. */
  readonly imports: ReadonlyMap<string, string>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const external = createRequire(import.meta.url);
const IMPORT = /require\("([^"]+)"\)/g;

/** Compiles each file once; a changed product shares with the unchanged one all that does not depend on the change. */
export class Workshop {
  private readonly sources = new Map<string, Source>();
  private readonly unchanged = new Map<string, object>();

  product(change?: Change): Product {
    const load = this.loader(change);
    return {
      parties: load('projections/parties/fold.ts') as Product['parties'], relations: load('projections/relations/fold.ts') as Product['relations'],
      answers: load('projections/queries/fact-answer.ts') as Product['answers'], events: load('libs/event-log/domain-event.ts') as Product['events'],
    };
  }

  private loader(change: Change | undefined): (file: string) => object {
    const changed = change && compiled(change.file, replaced(change));
    const own = new Map<string, object>();
    const affected = new Map<string, boolean>();
    const isAffected = (file: string): boolean => {
      const known = affected.get(file);
      if (known !== undefined) return known;
      affected.set(file, file === change?.file);
      const result = file === change?.file || [...this.source(file).imports.values()].some(isAffected);
      affected.set(file, result);
      return result;
    };
    const load = (file: string): object => {
      const modules = isAffected(file) ? own : this.unchanged;
      const loaded = modules.get(file);
      if (loaded) return loaded;
      const exports = {};
      modules.set(file, exports);
      const { code, imports } = file === change?.file ? changed! : this.source(file);
      const require = (specifier: string): unknown => {
        const ours = imports.get(specifier);
        return ours === undefined ? external(specifier) : load(ours);
      };
      (compileFunction(code, ['exports', 'require'], { filename: path.join(ROOT, file) }) as (exports: object, require: (specifier: string) => unknown) => void)(exports, require);
      return exports;
    };
    return load;
  }

  private source(file: string): Source {
    const known = this.sources.get(file);
    if (known) return known;
    const source = compiled(file, readFileSync(path.join(ROOT, file), 'utf8'));
    this.sources.set(file, source);
    return source;
  }
}

function replaced({ file, from, to }: Change): string {
  const parts = readFileSync(path.join(ROOT, file), 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}

function compiled(file: string, text: string): Source {
  const { code } = transformSync(text, { filename: file, swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } }, module: { type: 'commonjs' } });
  const imports = new Map<string, string>();
  for (const [, specifier] of code.matchAll(IMPORT)) {
    if (specifier!.startsWith('#')) imports.set(specifier!, specifier!.slice(1).replace(/\.js$/, '.ts'));
    if (specifier!.startsWith('.')) imports.set(specifier!, path.posix.join(path.posix.dirname(file), specifier!).replace(/\.js$/, '.ts'));
  }
  return { code, imports };
}
