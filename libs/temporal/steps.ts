/**
 * What holds over time, where each statement holds from an instant on and takes the place of all that was said of later. Pure.
 */
import type { Instant } from './dates.js';

/** From this instant on, until the next step; the first one begins where the thing itself does. */
export interface Step<T> {
  readonly from: Instant;
  readonly value: T;
}

/** The steps after a statement that changes what holds from an instant on. Before the first step nothing comes to be. */
export function changedFrom<T>(steps: readonly Step<T>[], from: Instant, change: (value: T) => T): Step<T>[] {
  const before = steps.filter((step) => step.from < from);
  const later = steps.filter((step) => step.from >= from).map((step) => ({ ...step, value: change(step.value) }));
  const cut = before.at(-1);
  return cut === undefined || later[0]?.from === from ? [...before, ...later] : [...before, { from, value: change(cut.value) }, ...later];
}

/** The steps after a correction: of whatever time, it was always so. */
export function changedThroughout<T>(steps: readonly Step<T>[], change: (value: T) => T): Step<T>[] {
  return steps.map((step) => ({ ...step, value: change(step.value) }));
}

/** What holds at an instant, and each step after it. An instant before the first step has what that one begins with. */
export function stepsFrom<T>(steps: readonly Step<T>[], from: Instant): Step<T>[] {
  return [{ from, value: valueAt(steps, from) ?? steps[0]!.value }, ...steps.filter((step) => step.from > from)];
}

/** What holds at an instant; undefined before the first step. */
export function valueAt<T>(steps: readonly Step<T>[], instant: Instant): T | undefined {
  return steps.findLast((step) => step.from <= instant)?.value;
}
