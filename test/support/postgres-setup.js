import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Jest's global setup: starts the test server (see `postgres-server.ts`) and tells the workers where it is. */
export default async function startTestServer() {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', './typescript.js', 'postgres-server.ts'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  process.env.ANNALS_TEST_SERVER = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.endsWith('\n')) resolve(output.trim());
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the test server ended with ${code} before it was ready`)));
  });
  globalThis.annalsTestServer = child;
}
