/**
 * Gives a new cluster its accounts: `admin` gets a password of its own, `ops` is closed, and Annals gets an account that may read all
 * events and administers nothing. May run again at any time. Compose runs it in the image of Annals, which holds the official client.
 *
 *   node eventstore-accounts.mjs <host:port of a node> <file of admin:password> <file of Annals' user:password> <file of the CA>
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';

/** What every new cluster begins with. */
const FIRST_PASSWORD = 'changeit';
/** Attempts, a second apart: a cluster that has just started has no leader yet. */
const ATTEMPTS = 120;

const [node, adminFile, annalsFile, caFile] = process.argv.slice(2);
const [admin, annals] = [adminFile, annalsFile].map((file) => {
  const [, name, password] = /^([^:\s]+):(.+)$/.exec(readFileSync(file, 'utf8').trim());
  return { name, password };
});

async function ask(method, path, as, body) {
  const answer = await fetch(`https://${node}${path}`, {
    method, signal: AbortSignal.timeout(5_000),
    headers: { authorization: `Basic ${btoa(`${as.name}:${as.password}`)}`, 'content-type': 'application/json', accept: 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

function expect(what, status, ...good) {
  if (!good.includes(status)) throw new Error(`${what}: the server answered ${status}`);
}

async function accounts() {
  const known = await ask('GET', '/users/admin', admin);
  if (known === 401) {
    const first = { name: admin.name, password: FIRST_PASSWORD };
    expect('password of admin', await ask('POST', '/users/admin/command/reset-password', first, { newPassword: admin.password }), 200);
  } else {
    expect('account admin', known, 200);
  }
  expect('account ops', await ask('POST', '/users/ops/command/disable', admin), 200);
  expect('account of Annals', await ask('POST', '/users/', admin, { loginName: annals.name, fullName: 'Annals', groups: [], password: annals.password }), 201, 409);

  const client = EventStoreDBClient.connectionString(`esdb://${encodeURIComponent(admin.name)}:${encodeURIComponent(admin.password)}@${node}/?tlsCAFile=${encodeURIComponent(caFile)}&nodePreference=leader`);
  try {
    await client.setStreamMetadata('$all', { acl: { readRoles: ['$admins', annals.name] } });
  } finally {
    await client.dispose();
  }
}

for (let attempt = 1; ; attempt += 1) {
  try {
    await accounts();
    console.log(`the accounts of ${node} are made`);
    break;
  } catch (error) {
    if (attempt === ATTEMPTS) throw error;
    await sleep(1_000);
  }
}
