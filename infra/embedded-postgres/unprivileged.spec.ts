import { describe, expect, it } from '@jest/globals';
import type { Owner, SystemFacts } from './unprivileged.js';
import { chooseUnprivileged } from './unprivileged.js';

const postgres: Owner = { uid: 105, gid: 110 };
const nobody: Owner = { uid: 65_534, gid: 65_534 };
const accounts = (known: Record<string, Owner>) => (name: string) => known[name];
const only = (...programs: string[]) => ([program]: readonly string[]) => programs.includes(program ?? '');

const root: SystemFacts = { uid: 0, named: true, folderOwner: undefined, works: only('unshare', 'setpriv'), account: accounts({ postgres, nobody }) };

describe('how PostgreSQL is run', () => {
  it('is as it is for a plain user', () => {
    expect(chooseUnprivileged({ ...root, uid: 1000 })).toEqual({ prefix: [] });
    expect(chooseUnprivileged({ ...root, uid: undefined, works: only() })).toEqual({ prefix: [] });
  });

  it('is in a namespace for a user without a name, whom initdb would refuse', () => {
    expect(chooseUnprivileged({ ...root, uid: 1000, named: false }).prefix[0]).toBe('unshare');
    expect(chooseUnprivileged({ ...root, uid: 1000, named: false, works: only() })).toEqual({ prefix: [] });
  });

  it('is in a user namespace for root, whose the files stay', () => {
    for (const folderOwner of [undefined, { uid: 0, gid: 0 }]) {
      const chosen = chooseUnprivileged({ ...root, folderOwner });
      expect(chosen.prefix.slice(0, 2)).toEqual(['unshare', '--user']);
      expect(chosen.owner).toBeUndefined();
    }
  });

  it('is as postgres, else as nobody, where root may not make a namespace', () => {
    const without = { ...root, works: only('setpriv') };
    expect(chooseUnprivileged(without)).toEqual({ prefix: expect.arrayContaining(['setpriv', '--reuid=105', '--regid=110']), owner: postgres });
    expect(chooseUnprivileged({ ...without, account: accounts({ nobody }) }).owner).toEqual(nobody);
  });

  it('is as the account that owns the folder already, even where a namespace would work', () => {
    const chosen = chooseUnprivileged({ ...root, folderOwner: { uid: 1234, gid: 1234 } });
    expect(chosen).toEqual({ prefix: expect.arrayContaining(['setpriv', '--reuid=1234', '--regid=1234']), owner: { uid: 1234, gid: 1234 } });
  });

  it('is refused with a way out where nothing works', () => {
    expect(() => chooseUnprivileged({ ...root, works: only() })).toThrow(/plain user, or set DATABASE_URL/);
    expect(() => chooseUnprivileged({ ...root, works: only('setpriv'), account: accounts({}) })).toThrow(/plain user, or set DATABASE_URL/);
  });
});
