import pg from 'pg';

/** Role and database of the application. */
export const APPLICATION = 'annals';

/**
 * Makes the role and the database that the application uses. The role is no superuser: whoever speaks through it cannot read
 * files or run programs, although the server may run with root's access to files. Called at each start, it changes nothing
 * but a lost password.
 */
export async function ensureApplicationDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database', [APPLICATION]);
    if (!rows[0]!.role) await client.query(`CREATE ROLE ${APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`);
    await client.query(`ALTER ROLE ${APPLICATION} PASSWORD ${client.escapeLiteral(password)}`);
    if (!rows[0]!.database) await client.query(`CREATE DATABASE ${APPLICATION} OWNER ${APPLICATION}`);
  } finally {
    await client.end();
  }
}
