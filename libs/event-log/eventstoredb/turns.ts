import { LogUnavailable } from '../event-log.js';
import type { Moment } from '../postgres/sessions.js';

/** So many at a time; who comes after waits, first come first served. */
export class Turns {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param what they are, for who waits in vain */
  constructor(private readonly most: number, private readonly what: string) {}

  /** @throws LogUnavailable when there was no turn before the deadline: nothing was asked then */
  async take<T>(deadline: Moment, work: () => Promise<T>): Promise<T> {
    await this.turn(deadline);
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.taken -= 1;
    }
  }

  private async turn(deadline: Moment): Promise<void> {
    if (this.taken < this.most) {
      this.taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const free = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = deadline === Infinity ? undefined : setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(free), 1);
        reject(new LogUnavailable(`${this.most} ${this.what} are under way, and those who wait before this one took all its time; nothing was asked, and the same may be asked again`));
      }, Math.max(0, deadline - performance.now()));
      this.waiting.push(free);
    });
  }
}
