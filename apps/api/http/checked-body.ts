import { faultsIn, type BodyClass } from '#libs/commands/fields.js';
import { refusalFor } from '../commands/command-gateway.js';

/** The body of a query, or a refusal with all its faults. None at all is one without conditions. */
export function checkedBody<T extends object>(body: BodyClass<T>, given: unknown = {}): T {
  const faults = faultsIn(body, given);
  if (faults.length > 0) throw refusalFor([...faults]);
  return given as T;
}
