/** A number of places; who finds none free waits for one, first come first served. */
export class Places {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** False when none came free in so many milliseconds. */
  async take(milliseconds = Infinity): Promise<boolean> {
    if (this.free > 0) {
      this.free -= 1;
      return true;
    }
    return new Promise<boolean>((resolve) => {
      const taken = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = milliseconds === Infinity ? undefined : setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(taken), 1);
        resolve(false);
      }, Math.max(0, milliseconds));
      this.waiting.push(taken);
    });
  }

  /** Gives a place back. */
  give(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
