/**
 * Which lines of a batch wait for which. Lines that write the same thing run in their order; lines that only refer to it wait
 * for those before that write it, and hold up only those after. As a line waits for earlier ones alone, none waits for ever.
 */

/** What a line touches, as opaque keys. */
export interface Touched {
  readonly writes: ReadonlySet<string>;
  readonly refersTo: ReadonlySet<string>;
}

interface Users {
  /** The last line that writes it. */
  writer: Promise<void> | undefined;
  /** Lines since then that refer to it. */
  readers: Promise<void>[];
}

export class LineOrder {
  private readonly users = new Map<string, Users>();

  /** Takes the next line, in order. It may start when `ready`; `done` lets go those that wait for it. */
  enter({ writes, refersTo }: Touched): { readonly ready: Promise<unknown>; readonly done: () => void } {
    const { promise, resolve } = deferred();
    const waitFor: Promise<void>[] = [];
    for (const key of writes) {
      const users = this.usersOf(key);
      if (users.writer) waitFor.push(users.writer);
      waitFor.push(...users.readers);
      this.users.set(key, { writer: promise, readers: [] });
    }
    for (const key of refersTo) {
      if (writes.has(key)) continue;
      const users = this.usersOf(key);
      if (users.writer) waitFor.push(users.writer);
      users.readers.push(promise);
    }
    return { ready: Promise.all(waitFor), done: resolve };
  }

  private usersOf(key: string): Users {
    const users = this.users.get(key) ?? { writer: undefined, readers: [] };
    this.users.set(key, users);
    return users;
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
