import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Migration } from '#libs/platform/migrate.js';
import { readMigrations } from '#libs/platform/migrate.js';
import { packageRoot } from '#libs/platform/package-root.js';
import { variantsOf } from '#libs/projecting/tables.js';

/** Modules whose tables others build on come first, in this order; the rest follows by name. */
const FIRST = ['libs/event-log/postgres', 'libs/event-log/copy', 'libs/personal-data', 'libs/commands', 'libs/projecting'];

/** The migrations of all modules: every folder `migrations` below `libs` and `projections` is one module's. Those of a projection are for all versions of its tables. */
export async function allMigrations(): Promise<Migration[]> {
  const modules = [...(await modulesBelow('libs')), ...(await modulesBelow('projections'))].sort(byOrder);
  const migrations = await Promise.all(modules.map((module) => readMigrations(module, path.join(packageRoot, module, 'migrations'))));
  return migrations.flat().map((migration) => (migration.module.startsWith('projections/') ? { ...migration, variants: (client) => variantsOf(client, migration) } : migration));
}

async function modulesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(packageRoot, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name === 'migrations')
    .map((entry) => path.relative(packageRoot, entry.parentPath).split(path.sep).join('/'));
}

function byOrder(a: string, b: string): number {
  const [first, second] = [a, b].map((module) => (FIRST.includes(module) ? FIRST.indexOf(module) : FIRST.length));
  return first! - second! || (a < b ? -1 : 1);
}
