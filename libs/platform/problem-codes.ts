/** How one kind of refusal is told over HTTP. A code, once published, keeps its status and its meaning. */
export interface ProblemDefinition {
  readonly status: number;
  readonly title: { readonly en: string; readonly fr: string };
  /** Whether the very same request may succeed later without anything being mended. */
  readonly retryable: boolean;
  /** When it is given, and what the caller can do. */
  readonly meaning: string;
}

const problem = (status: number, en: string, fr: string, meaning: string): ProblemDefinition =>
  ({ status, title: { en, fr }, retryable: false, meaning });
const passing = (status: number, en: string, fr: string, meaning: string): ProblemDefinition =>
  ({ status, title: { en, fr }, retryable: true, meaning });

/** Every problem the API can answer with, listed at `/v1/problems`. */
export const problems = {
  // The request cannot be understood.
  'invalid-body': problem(400, 'Invalid request body', 'Corps de requête invalide', 'The body, a parameter or a header does not have the documented shape; `errors` names every fault.'),
  'invalid-date': problem(400, 'Invalid date', 'Date invalide', 'A date does not exist in the calendar or is not written YYYY, YYYY-MM or YYYY-MM-DD.'),
  'key-missing': problem(400, 'Idempotency key missing', "Clé d'idempotence manquante", 'Commands need the header Idempotency-Key: 1 to 128 characters of `A-Z a-z 0-9 . _ : -`.'),
  'known-at-ahead': problem(400, 'Position ahead of the log', 'Position au-delà du journal', '`knownAt`, or a position, names a moment that the log has not reached yet.'),
  'too-many': problem(400, 'Too many items', "Trop d'éléments", 'A list in the request is longer than its documented limit; send it in parts.'),
  'cursor-invalid': problem(400, 'Invalid cursor', 'Curseur invalide', 'The cursor was not made by this query, or by a version that is gone; start again from the first page.'),

  // What is asked for is not there.
  'not-found': problem(404, 'Not found', 'Introuvable', 'There is nothing at this address.'),
  'party-not-found': problem(404, 'Party not found', 'Tiers introuvable', 'No party has this id.'),
  'relation-not-found': problem(404, 'Relation not found', 'Relation introuvable', 'No relation has this id, or it has no such period.'),
  'fact-not-found': problem(404, 'Fact not found', 'Fait introuvable', 'The party or period has no fact with this id.'),
  'interaction-not-found': problem(404, 'Interaction not found', 'Interaction introuvable', 'No interaction has this id, or none was known at that position: logged later, or retracted by then.'),
  'task-not-found': problem(404, 'Task not found', 'Tâche introuvable', 'No task has this id.'),
  'planned-interaction-not-found': problem(404, 'Planned interaction not found', 'Interaction planifiée introuvable', 'No planned interaction has this id.'),
  erased: problem(410, 'Erased', 'Effacé', 'It was there, and its data were erased for good.'),

  // The state of the log does not allow it.
  'period-overlap': problem(409, 'Periods overlap', 'Périodes qui se chevauchent', 'Another period of the same relation covers part of this one; `conflictsWith` names it.'),
  'identifier-taken': problem(409, 'Identifier taken', 'Identifiant déjà attribué', 'Another party holds this identifier during part of the period; `conflictsWith` names it.'),
  cycle: problem(409, 'Cycle in a hierarchy', 'Cycle dans une hiérarchie', 'The relation would make a party its own ancestor on some day.'),
  'limit-exceeded': problem(409, 'Relation limit exceeded', 'Limite de relations dépassée', 'The relation type allows fewer relations at this end on some day of the period.'),
  'fact-retracted': problem(409, 'Fact retracted', 'Fait rétracté', 'The fact was retracted, which is final; record a new one.'),
  'interaction-retracted': problem(409, 'Interaction retracted', 'Interaction rétractée', 'The interaction was retracted, which is final; log a new one.'),
  'already-resolved': problem(409, 'Already resolved', 'Déjà identifié', 'The participant is another party; `conflictsWith` names it. Amend the interaction to change that.'),
  'already-decided': problem(409, 'Already decided', 'Déjà tranché', 'The update request was accepted or refused, or is being accepted; the other decision cannot be taken any more.'),
  'already-ended': problem(409, 'Already ended', 'Déjà terminé', 'The end is known already; correct it to change it.'),
  'already-closed': problem(409, 'Already closed', 'Déjà clos', 'The task was done or cancelled: reopen it first. A planned interaction that was held, missed or cancelled stays so: plan a new one.'),
  'past-next-start': problem(409, 'Past the start of the next fact', 'Au-delà du début du fait suivant', 'The corrected bounds would reach past the fact that follows in the same slot; `conflictsWith` names it.'),
  'unknown-start-hidden': problem(409, 'Unknown start would be hidden', 'Début inconnu qui serait masqué', 'A fact of unknown start sorts before the live fact of its slot and would never show; `conflictsWith` names that fact.'),
  'partial-overlap': problem(409, 'Partly the same fact', 'Fait partiellement identique', 'The same value holds during part of the period already; correct the bounds of the fact that `conflictsWith` names.'),
  'key-reused': problem(409, 'Key used for another request', 'Clé utilisée pour une autre requête', 'This Idempotency-Key was used with another body or target; use a new key.'),
  'foreign-log': problem(409, 'Position of another log', "Position d'un autre journal", 'The position token names another log than the one served here.'),
  'already-acknowledged': problem(409, 'Acknowledged further already', 'Déjà acquitté plus loin', 'The consumer has acknowledged a later position of the feed; to go back on purpose send `reset`.'),
  'acknowledged-elsewhere': problem(409, 'Acknowledged elsewhere', 'Acquitté ailleurs', 'The consumer does not stand where the page began any more: it was reset, or another process has acknowledged the feed for it. Go on from where it stands.'),
  'too-many-consumers': problem(409, 'Too many consumers', 'Trop de consommateurs', 'As many consumers of the feed are registered as there may be; delete one that is gone.'),
  'code-taken': problem(409, 'Code taken', 'Code déjà défini', 'The code is defined otherwise, and the part that differs can never change; choose another code.'),
  'in-use': problem(409, 'In use', 'En usage', 'What is recorded would not be allowed under the changed definition; `errors` names the first of it.'),
  retired: problem(409, 'Retired', 'Retiré', 'The attribute, type or scheme was retired: what is recorded stays, nothing new is accepted.'),
  'revision-mismatch': problem(412, 'Revision mismatch', 'Révision différente', 'The party or relation changed since the revision in If-Match; read it again and decide anew.'),

  // Too much, or of the wrong kind.
  'body-too-large': problem(413, 'Body too large', 'Corps trop volumineux', 'The body is larger than the limit of this operation, which `detail` names.'),
  'batch-too-large': problem(413, 'Batch too large', 'Lot trop volumineux', 'The batch has more lines or bytes than the documented limit; send it in parts.'),
  'headers-too-large': problem(431, 'Headers too large', 'En-têtes trop volumineux', 'The address and the headers of the request are longer than the server reads; send fewer or shorter ones.'),
  'unsupported-media-type': problem(415, 'Unsupported media type', 'Type de média non pris en charge', 'The body must be UTF-8 JSON, or NDJSON for batches, and its Content-Type must say so.'),

  // Understood, and against a rule that no later state will change.
  'period-upside-down': problem(422, 'Period upside down', 'Période inversée', 'The end does not lie after the start. Ends are exclusive.'),
  'outside-period': problem(422, 'Outside the period', 'Hors de la période', 'The day does not lie inside the period of the fact or relation.'),
  'date-in-future': problem(422, 'Date in the future', 'Date future', 'This date may not lie after today in the business time zone.'),
  'unknown-attribute': problem(422, 'Unknown attribute', 'Attribut inconnu', 'No attribute of this code is defined; see /v1/attributes.'),
  'unknown-type': problem(422, 'Unknown type', 'Type inconnu', 'No relation type of this code is defined; see /v1/relation-types.'),
  'unknown-purpose': problem(422, 'Unknown purpose', 'Finalité inconnue', 'No purpose of this code is defined; see /v1/purposes.'),
  'unknown-medium': problem(422, 'Unknown medium', 'Média inconnu', 'No medium of this code is defined; see /v1/media.'),
  'medium-misfit': problem(422, 'Does not fit the medium', 'Incompatible avec le média', 'The medium does not go this way, is not of this automation, or was not in use on that day; `errors` says which.'),
  'unknown-reference': problem(422, 'Unknown reference', 'Référence inconnue', 'A `$ref` names no earlier line, or one that made nothing; or an id in the body names nothing.'),
  'wrong-party-kind': problem(422, 'Wrong kind of party', 'Nature de tiers inadaptée', 'Parties of this kind cannot hold this attribute or stand at this end of the relation.'),
  'identifier-invalid': problem(422, 'Invalid identifier', 'Identifiant invalide', 'The value does not have the format or the check digits of its scheme.'),
  'slot-changed': problem(422, 'Slot changed', "Changement d'emplacement", 'A correction may not change what the fact is about (use, year, system …); retract it and record a new one.'),
  'code-reserved': problem(422, 'Code reserved', 'Code réservé', 'The code belongs to the product or is not allowed as a name.'),

  // Not now.
  'request-timeout': passing(408, 'Request timeout', 'Délai de requête dépassé', 'The request did not arrive whole in time, and nothing was done; send it again with the same key.'),
  'too-many-followers': passing(429, 'Too many followers of the feed', "Trop d'abonnés au flux", 'As many callers wait for the feed at this process as it serves; try again after Retry-After, or ask without `wait`.'),
  'not-yet-projected': passing(503, 'Not projected yet', 'Pas encore projeté', 'The read models have not reached the position in `after` within the stated time; try again after Retry-After.'),
  'read-only': passing(503, 'Read only', 'Lecture seule', 'Commands are refused while the log is moved to another engine; send the same request again with the same key after Retry-After.'),
  'conflict-busy': passing(503, 'Too many concurrent changes', 'Trop de modifications simultanées', 'Others changed the same party or relation each time this command was decided; send it again with the same key.'),
  'log-unavailable': passing(503, 'Log unavailable', 'Journal indisponible', 'The event log does not answer, and the outcome is not known; send the same request again with the same key.'),
  overloaded: passing(503, 'Overloaded', 'Surchargé', 'The question took longer than one may take, or all connections to the database were busy; `detail` says which. Ask for less, or again after Retry-After; a command with the same key.'),
  internal: problem(500, 'Internal error', 'Erreur interne', 'A defect of the server. The request may be repeated with the same key; the log of the server tells more.'),
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemCode = keyof typeof problems;
