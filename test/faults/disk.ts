/** A disk that can be full: a small file system in memory, which only root may mount. */
import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Kilobytes: what the log and the tables of a long run come to, several times. */
const SIZE = 4 * 1024 ** 2;

export class Disk {
  private constructor(private readonly folder: string) {}

  /** Undefined where this process may not mount one. */
  static async mount(folder: string): Promise<Disk | undefined> {
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}k`, 'tmpfs', folder]);
      return new Disk(folder);
    } catch {
      return undefined;
    }
  }

  /** Leaves no room: it becomes as small as what is on it. */
  async fill(): Promise<void> {
    const { blocks, bfree, bsize } = await statfs(this.folder);
    // What is written meanwhile makes it too small.
    const used = (blocks - bfree) * bsize / 1024;
    await this.resize(used).catch(() => this.resize(used + 1024));
  }

  clear(): Promise<void> {
    return this.resize(SIZE);
  }

  async unmount(): Promise<void> {
    await run('umount', [this.folder]);
  }

  private async resize(kilobytes: number): Promise<void> {
    await run('mount', ['-o', `remount,size=${kilobytes}k`, this.folder]);
  }
}
