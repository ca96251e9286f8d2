import type { StoredEvent } from './domain-event.js';

/** How a stream becomes state. `apply` changes `state` in place: a stream of 10,000 events is folded on the hot path. */
export interface Fold<S> {
  initial(): S;
  apply(state: S, event: StoredEvent): void;
}
