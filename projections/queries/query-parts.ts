import type pg from 'pg';
import type { EventLog } from '#libs/event-log/event-log.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import type { Version } from '#libs/projecting/projection.js';
import { together, type Asking } from '#libs/platform/questions.js';
import type { ProjectionRunner } from '#libs/projecting/runner.js';
import type { Moments } from './moment.js';

/** Of the connections for questions: what is asked most leaves some to all else, and does not keep waiting who only looks somebody up. */
const [VIEWING, LOOKING_UP] = [3, 1];

/** What queries are asked with. A class, because controllers are given it by its type. */
export class QueryParts {
  /** For what is asked most: those who ask at the same time are answered together. */
  readonly asking: Asking;
  /** The same for what takes a millisecond: a telephone rings. */
  readonly lookingUp: Asking;

  /**
   * @param replayed what answers instead of the versions that serve
   * @param cursorHash a keyed hash, the same for every server of the installation: who holds a cursor must not find out by trying what was asked for
   */
  constructor(readonly pool: pg.Pool, readonly log: EventLog, readonly codec: PersonalDataCodec, readonly moments: Moments, readonly projecting: ProjectionRunner, readonly replayed: readonly Version[] | undefined, readonly cursorHash: (text: string) => string) {
    this.asking = together(pool, VIEWING);
    this.lookingUp = together(pool, LOOKING_UP);
  }
}
