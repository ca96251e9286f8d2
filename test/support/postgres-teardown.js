/** Jest's global teardown: the test server ends with its standard input. */
export default async function stopTestServer() {
  const child = globalThis.annalsTestServer;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end();
  await ended;
}
