import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds `package.json`. Files that are not compiled (SQL, samples, pages) are read relative to it,
 * so they are found alike from the sources and from `dist`.
 */
export const packageRoot: string = (() => {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('no package.json above the program: it must be run from its own folder');
    folder = parent;
  }
  return folder;
})();
