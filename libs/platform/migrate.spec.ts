import { describe, expect, it } from '@jest/globals';
import type { Migration } from './migrate.js';
import { checksumOf, MigrationMismatch, pendingMigrations } from './migrate.js';

const migration = (module: string, file: string, sql = 'SELECT 1'): Migration => ({ module, file, sql });
const applied = (...migrations: Migration[]): { module: string; file: string; checksum: string }[] =>
  migrations.map((one) => ({ module: one.module, file: one.file, checksum: checksumOf(one) }));

describe('pending migrations', () => {
  const log1 = migration('log', '0001-log.sql');
  const log2 = migration('log', '0002-more.sql');
  const keys1 = migration('keys', '0001-keys.sql');

  it('are those not run yet, in the given order, each module for itself', () => {
    expect(pendingMigrations([log1, log2, keys1], [])).toEqual([log1, log2, keys1]);
    expect(pendingMigrations([log1, log2, keys1], applied(log1, keys1))).toEqual([log2]);
  });

  it('refuse a text that changed after it was run', () => {
    expect(() => pendingMigrations([{ ...log1, sql: 'SELECT 2' }], applied(log1))).toThrow(MigrationMismatch);
    expect(() => pendingMigrations([{ ...log1, sql: 'SELECT 2' }], applied(log1))).toThrow('migration log/0001-log.sql was changed');
  });

  it('refuse a database of a newer version', () => {
    expect(() => pendingMigrations([log1], applied(log1, log2))).toThrow('log/0002-more.sql, which this version of Annals does not know');
  });

  it('refuse a new migration that sorts before one that was run', () => {
    expect(() => pendingMigrations([log1, log2], applied(log2))).toThrow('log/0001-log.sql is new, but log/0002-more.sql after it was run');
  });
});
