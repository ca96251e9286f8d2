/** How far a command is: one line that is written over, and nothing where there is no screen. */
export function progressLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(78)}`);
}

/** Leaves the line standing; what comes of it is told below. */
export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
}
