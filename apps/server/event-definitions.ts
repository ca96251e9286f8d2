/** Every event type this release knows. */
import { configurationEventDefinitions } from '#libs/configuration/events.js';
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import { claimEventDefinitions, partyEventDefinitions } from '#libs/parties/events.js';
import { relationEventDefinitions, slotEventDefinitions } from '#libs/relations/events.js';
import { taskEventDefinitions } from '#libs/tasks/events.js';

export const eventDefinitions: EventDefinitions = {
  LogOpened: { version: 1 },
  ...configurationEventDefinitions,
  ...claimEventDefinitions,
  ...partyEventDefinitions,
  ...slotEventDefinitions,
  ...relationEventDefinitions,
  ...taskEventDefinitions,
};
