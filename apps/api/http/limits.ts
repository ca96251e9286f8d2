/** What one request may cost. Each limit says itself when it is crossed, and stands in the API's document. */

/** Bytes of a request body, and of one line of a batch. The largest command, an upsert of 500 facts, is about a tenth. */
export const MAX_BODY_BYTES = 1_048_576;
/** Lines of one batch: some minutes of work, so that a cut connection costs no more than sending that again. */
export const MAX_BATCH_LINES = 10_000;
/** Bytes of one batch. */
export const MAX_BATCH_BYTES = 64 * 1_048_576;
/** Characters of one part of a path: an identifier value, percent-encoded. */
export const MAX_PATH_PART = 600;
/** Milliseconds in which a request must have arrived whole; a batch arrives while its lines are executed. */
export const REQUEST_TIMEOUT_MS = 600_000;
/** Seconds after which a request refused for now may be repeated. */
export const RETRY_AFTER_SECONDS = 1;
