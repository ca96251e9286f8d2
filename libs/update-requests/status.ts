/** Where an update request stands after an event. Pure; shared with the read model. */
import type { UpdateRequestEvent } from './events.js';

export const UPDATE_REQUEST_STATUSES = ['open', 'accepting', 'accepted', 'refused'] as const;
export type UpdateRequestStatus = (typeof UPDATE_REQUEST_STATUSES)[number];

/** A decision is final; what a log should not hold after it changes nothing. */
export function statusAfter(status: UpdateRequestStatus, type: Exclude<UpdateRequestEvent['type'], 'UpdateRequested'>): UpdateRequestStatus {
  if (status === 'accepted' || status === 'refused') return status;
  switch (type) {
    case 'UpdateRequestAccepting': return 'accepting';
    case 'UpdateRequestAccepted': return 'accepted';
    case 'UpdateRequestReopened': return 'open';
    case 'UpdateRequestRefused': return 'refused';
  }
}
