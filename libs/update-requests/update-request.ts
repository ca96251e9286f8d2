/** The update request aggregate. Pure. */
import type { Erased, StoredEvent } from '#libs/event-log/domain-event.js';
import type { Fold } from '#libs/event-log/fold.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { ProposedChanges, UpdateRequestAccepted, UpdateRequestAccepting, UpdateRequested, UpdateRequestEvent, UpdateRequestRefused } from './events.js';
import { statusAfter, type UpdateRequestStatus } from './status.js';

/** What was requested, and when. */
export type Requested = Omit<UpdateRequested['data'], 'changes'> & { readonly changes: ProposedChanges | Erased; readonly requestedAt: string };

export interface UpdateRequest {
  /** Undefined while the stream holds no `UpdateRequested`. */
  requested: Requested | undefined;
  status: UpdateRequestStatus;
  /** Why it was refused. */
  reason: string | undefined;
  /** The command whose acceptance is under way. */
  fencedBy: string | undefined;
}

export const updateRequestFold: Fold<UpdateRequest> = {
  initial: () => ({ requested: undefined, status: 'open', reason: undefined, fencedBy: undefined }),
  apply(request, stored) {
    const event = stored as StoredEvent<UpdateRequestEvent>;
    if (event.type === 'UpdateRequested') request.requested ??= { ...event.data, requestedAt: event.recordedAt };
    else if (request.requested) {
      const status = statusAfter(request.status, event.type);
      if (status !== 'accepting') request.fencedBy = undefined;
      else if (event.type === 'UpdateRequestAccepting') request.fencedBy = event.commandId;
      request.status = status;
      if (event.type === 'UpdateRequestRefused' && status === 'refused') request.reason ??= event.data.reason;
    }
  },
};

/** What was requested; refuses a request that does not exist. */
export function existing({ requested }: UpdateRequest): Requested {
  if (!requested) throw new Refusal('not-found', 'there is no such update request');
  return requested;
}

/** An acceptance that is under way is taken over: whoever put up the fence before must not take it down any more. */
export function beginAcceptance(request: UpdateRequest, commandId: string): UpdateRequestAccepting[] {
  existing(request);
  if (request.status === 'refused') throw new Refusal('already-decided', 'the update request was refused');
  return request.status === 'open' || (request.status === 'accepting' && request.fencedBy !== commandId) ? [{ type: 'UpdateRequestAccepting', data: {} }] : [];
}

export function endAcceptance(request: UpdateRequest, factIds: readonly string[]): UpdateRequestAccepted[] {
  return request.status === 'accepting' ? [{ type: 'UpdateRequestAccepted', data: { factIds } }] : [];
}

export function refuse(request: UpdateRequest, reason: string, note: string | undefined): UpdateRequestRefused[] {
  existing(request);
  if (request.status === 'refused' && request.reason === reason) return [];
  if (request.status !== 'open') throw new Refusal('already-decided', request.status === 'refused' ? `the update request was refused already, because: ${request.reason}` : request.status === 'accepted' ? 'the update request was accepted' : 'the update request is being accepted');
  return [{ type: 'UpdateRequestRefused', data: { reason, ...(note !== undefined && { note }) } }];
}
