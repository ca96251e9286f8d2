import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';

const faults = (environment: Record<string, string>): string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};

describe('settings', () => {
  it('have defaults, and an empty variable counts as not set', () => {
    const expected = { PORT: 3000, HOST: '127.0.0.1', ANNALS_DATA: path.resolve('.annals'), TZ_BUSINESS: 'Europe/Paris' };
    expect({ ...readSettings({}) }).toEqual(expected);
    expect({ ...readSettings({ PORT: '', DATABASE_URL: '', TZ_BUSINESS: '' }) }).toEqual(expected);
  });

  it('are read from the environment', () => {
    expect({ ...readSettings({ PORT: '0', HOST: '::1', ANNALS_DATA: '/data', DATABASE_URL: 'postgres://a@b/c', TZ_BUSINESS: 'UTC', PATH: '/bin' }) })
      .toEqual({ PORT: 0, HOST: '::1', ANNALS_DATA: '/data', DATABASE_URL: 'postgres://a@b/c', TZ_BUSINESS: 'UTC' });
  });

  it.each(['65536', '-1', '80.5', '0x50', '1e3', 'http', ' 80'])('refuse the port %j', (PORT) => {
    expect(faults({ PORT })).toEqual([`PORT: expected a port number from 0 to 65535, got ${JSON.stringify(PORT)}`]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'annals.example.org', '127.0.0.1.example.org'])('refuse to listen on %s', (HOST) => {
    expect(faults({ HOST })).toEqual([expect.stringMatching(/^HOST: expected a loopback address .*no access control yet.*, got /)]);
  });

  it('name every wrong variable at once', () => {
    expect(faults({ PORT: 'x', HOST: '0.0.0.0', TZ_BUSINESS: 'Europe/Lutetia', DATABASE_URL: 'mysql://root:secret@db/x' }).map((line) => line.split(':')[0]))
      .toEqual(['PORT', 'HOST', 'DATABASE_URL', 'TZ_BUSINESS']);
  });

  it('never repeat the password of a database', () => {
    expect(faults({ DATABASE_URL: 'mysql://root:secret@db/x' })).toEqual([
      'DATABASE_URL: expected a URL such as postgres://user:password@host:5432/database, got mysql:…',
    ]);
  });
});
