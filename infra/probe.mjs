/**
 * Asks the server of this very container how it is: `node infra/probe.mjs live` or `ready`; the exit code is the answer. The server
 * listens on loopback only, where no orchestrator reaches it, so health checks and probes run this beside it.
 */
import process from 'node:process';

/** Milliseconds; whoever runs this gives it a little more. */
const TIMEOUT_MS = 5_000;

const address = `http://127.0.0.1:${process.env.PORT || '3000'}/health/${process.argv[2] === 'live' ? 'live' : 'ready'}`;
try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
} catch (error) {
  console.error(`${address}: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
