import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own for one test file, migrated, owned by the role the application runs as. */
export interface TestDatabase {
  readonly url: string;
  /** Drops it; whoever is still connected is cut off. */
  drop(): Promise<void>;
}

/** What `postgres-setup.js` leaves in the environment for the workers, as JSON. */
export interface TestServer {
  /** A role that may create databases. */
  readonly adminUrl: string;
  /** The role that owns them, with any database of the server. */
  readonly ownerUrl: string;
  /** The migrated database that is copied. */
  readonly template: string;
}

/** Copies the migrated template: some 20 ms. Without `migrated` the database is empty. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, template } = testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const owner = pg.escapeIdentifier(decodeURIComponent(new URL(ownerUrl).username));
  await execute(adminUrl, `CREATE DATABASE ${name} OWNER ${owner} ${migrated ? `TEMPLATE ${template} STRATEGY file_copy` : ''}`);
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => execute(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

function testServer(): TestServer {
  const server = process.env['ANNALS_TEST_SERVER'];
  if (!server) throw new Error('no test server: a test that needs PostgreSQL is named *.int-spec.ts and run with --selectProjects int');
  return JSON.parse(server) as TestServer;
}

/** One statement on a connection of its own. */
export async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
