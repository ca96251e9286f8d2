import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings, rolesOf } from './settings.js';

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
    const expected = { PORT: 3000, HOST: '127.0.0.1', ANNALS_DATA: path.resolve('.annals'), ANNALS_ROLES: 'api,projector,worker', ANNALS_LOG_LEVEL: 'warn', ANNALS_LOG_TO: 'stderr', EVENT_LOG: 'postgres', TZ_BUSINESS: 'Europe/Paris' };
    expect({ ...readSettings({}) }).toEqual(expected);
    expect({ ...readSettings({ PORT: '', DATABASE_URL: '', EVENT_LOG: '', TZ_BUSINESS: '' }) }).toEqual(expected);
  });

  it('are read from the environment', () => {
    expect({ ...readSettings({ PORT: '0', HOST: '::1', ANNALS_DATA: '/data', DATABASE_URL: 'postgres://a@b/c', ANNALS_ROLES: 'api', ANNALS_LOG_LEVEL: 'info', ANNALS_LOG_TO: '/logs/annals.ndjson', EVENT_LOG: 'esdb://node:2113?tls=false', EVENT_LOG_PREFIX: 'crm', TZ_BUSINESS: 'UTC', PATH: '/bin' }) })
      .toEqual({ PORT: 0, HOST: '::1', ANNALS_DATA: '/data', DATABASE_URL: 'postgres://a@b/c', ANNALS_ROLES: 'api', ANNALS_LOG_LEVEL: 'info', ANNALS_LOG_TO: '/logs/annals.ndjson', EVENT_LOG: 'esdb://node:2113?tls=false', EVENT_LOG_PREFIX: 'crm', TZ_BUSINESS: 'UTC' });
  });

  it.each(['65536', '-1', '80.5', '0x50', '1e3', 'http', ' 80'])('refuse the port %j', (PORT) => {
    expect(faults({ PORT })).toEqual([`PORT: expected a port number from 0 to 65535, got ${JSON.stringify(PORT)}`]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'annals.example.org', '127.0.0.1.example.org'])('refuse to listen on %s', (HOST) => {
    expect(faults({ HOST })).toEqual([expect.stringMatching(/^HOST: expected a loopback address .*no access control yet.*, got /)]);
  });

  it.each([['debug', 'stderr'], ['INFO', 'stdout'], ['info', 'syslog'], ['info', 'logs/annals.ndjson'], ['info', '/logs/']])('refuse to log from %j on to %j', (ANNALS_LOG_LEVEL, ANNALS_LOG_TO) => {
    expect(faults({ ANNALS_LOG_LEVEL, ANNALS_LOG_TO })).toEqual([expect.stringMatching(/^(ANNALS_LOG_LEVEL: expected one of error, warn, info, silent|ANNALS_LOG_TO: expected stdout, stderr, or the absolute path of a file), got "/)]);
  });

  it.each(['127.0.0.1:4318', 'grpc://collector:4317', 'http://user:secret@collector:4318'])('refuse to send traces to %j', (OTEL_EXPORTER_OTLP_ENDPOINT) => {
    expect(faults({ OTEL_EXPORTER_OTLP_ENDPOINT })).toEqual([expect.stringMatching(/^OTEL_EXPORTER_OTLP_ENDPOINT: expected the URL of an OpenTelemetry collector such as/)]);
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

  it.each([[undefined, ['api', 'projector', 'worker']], ['worker', ['worker']], ['projector, worker', ['projector', 'worker']]])('give a process the roles of %j', (ANNALS_ROLES, roles) => {
    expect([...rolesOf(readSettings({ ANNALS_ROLES }))]).toEqual(roles);
  });

  it.each(['everything', 'api;worker', 'api,', ',', 'API'])('refuse the roles %j', (ANNALS_ROLES) => {
    expect(faults({ ANNALS_ROLES })).toEqual([`ANNALS_ROLES: expected some of api, projector, worker, separated by commas, got ${JSON.stringify(ANNALS_ROLES)}`]);
  });

  describe('with the URL of the database in a file', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'annals-settings-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function file(text: string): string {
      const name = path.join(folder, 'database-url');
      writeFileSync(name, text);
      return name;
    }

    it('read it from there', () => {
      expect(readSettings({ DATABASE_URL_FILE: file('postgres://a:secret@b/c\n') }).DATABASE_URL).toBe('postgres://a:secret@b/c');
    });

    it.each(['', '\n', 'mysql://root:secret@db/x', 'postgres://a:secret@b/c\npostgres://a:secret@d/e'])('refuse %j there, and do not repeat it', (text) => {
      const name = file(text);
      expect(faults({ DATABASE_URL_FILE: name })).toEqual([
        `DATABASE_URL_FILE: expected a file with one line, a URL such as postgres://user:password@host:5432/database, got something else in ${JSON.stringify(name)}`,
      ]);
    });

    it('refuse a file that is not there', () => {
      const name = path.join(folder, 'nothing');
      expect(faults({ DATABASE_URL_FILE: name, PORT: 'x' })).toEqual([expect.stringMatching(/^PORT: /), `DATABASE_URL_FILE: expected a file that can be read, got ENOENT for ${JSON.stringify(name)}`]);
    });

    it('refuse to choose between two', () => {
      expect(faults({ DATABASE_URL_FILE: file('postgres://a@b/c'), DATABASE_URL: 'postgres://a@d/e' })).toEqual(['DATABASE_URL_FILE: expected it or DATABASE_URL, got both']);
    });
  });
});
