/** Every event type this release knows. */
import { configurationEventDefinitions } from '#libs/configuration/events.js';
import { consentEventDefinitions } from '#libs/consents/events.js';
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import { interactionEventDefinitions } from '#libs/interactions/events.js';
import { sealEventDefinitions } from '#libs/notary/events.js';
import { claimEventDefinitions, partyEventDefinitions } from '#libs/parties/events.js';
import { portfolioEventDefinitions } from '#libs/portfolios/events.js';
import { relationEventDefinitions, slotEventDefinitions } from '#libs/relations/events.js';
import { updateRequestEventDefinitions } from '#libs/update-requests/events.js';
import { taskEventDefinitions } from '#libs/tasks/events.js';

export const eventDefinitions: EventDefinitions = {
  LogOpened: { version: 1 },
  LogCopied: { version: 1 },
  ...sealEventDefinitions,
  ...configurationEventDefinitions,
  ...claimEventDefinitions,
  ...partyEventDefinitions,
  ...slotEventDefinitions,
  ...relationEventDefinitions,
  ...interactionEventDefinitions,
  ...updateRequestEventDefinitions,
  ...consentEventDefinitions,
  ...taskEventDefinitions,
  ...portfolioEventDefinitions,
};
