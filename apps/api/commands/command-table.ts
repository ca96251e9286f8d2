/**
 * Every command by its name: what its path names, what its body is, and what the bus carries. Single requests and lines of a
 * batch are made into commands by this one table, so that they are the same commands.
 */
import type { CommandContext } from '#libs/commands/command.js';
import { ConfirmFact, CorrectFact, DisputeFact, EndFact, RecordFacts, RetractFact } from '#libs/commands/fact-bodies.js';
import { code, text, uuid, type BodyClass, type Kind } from '#libs/commands/fields.js';
import * as configuration from '#libs/configuration/commands.js';
import * as consents from '#libs/consents/commands.js';
import * as interactions from '#libs/interactions/commands.js';
import * as parties from '#libs/parties/commands.js';
import * as portfolios from '#libs/portfolios/commands.js';
import * as relations from '#libs/relations/commands.js';
import * as tasks from '#libs/tasks/commands.js';
import * as updates from '#libs/update-requests/commands.js';

/** What a path, or the body of a batch line, names. */
export const pathParts = {
  partyId: uuid,
  relationId: uuid,
  interactionId: uuid,
  participantId: uuid,
  requestId: uuid,
  consentId: uuid,
  periodId: uuid,
  factId: uuid,
  taskId: uuid,
  plannedInteractionId: uuid,
  code,
  scheme: code,
  value: text(200),
} as const satisfies Record<string, Kind>;
export type PathPart = keyof typeof pathParts;

export interface CommandDefinition {
  /** In the order of the path. In a batch they stand in the body. */
  readonly path: readonly PathPart[];
  /** Absent where the command has no body. */
  readonly body?: BodyClass;
  readonly make: (context: CommandContext, path: Readonly<Record<string, string>>, body: object) => object;
  /** The member of the answer that says which thing was written. */
  readonly id: 'partyId' | 'relationId' | 'interactionId' | 'requestId' | 'taskId' | 'plannedInteractionId' | 'reassignmentId' | 'handoverId' | 'code';
  /** Which of its accepted answers mean that something new has an address now. */
  readonly creates: 'always' | 'first-revision' | 'as-answered' | 'never';
}

interface Definition<P extends PathPart, B extends object> {
  readonly path: readonly P[];
  readonly body: BodyClass<B>;
  readonly make: (context: CommandContext, path: Readonly<Record<P, string>>, body: B) => object;
  readonly id: CommandDefinition['id'];
  readonly creates?: CommandDefinition['creates'];
}

// The one place where what was checked at run time gets its type.
function command<P extends PathPart, B extends object>({ creates, make, ...definition }: Definition<P, B>): CommandDefinition {
  return { ...definition, creates: creates ?? 'never', make: make as CommandDefinition['make'] };
}

/** One that has no body: the path says all. */
function bodiless<P extends PathPart>(path: readonly P[], id: CommandDefinition['id'], make: (context: CommandContext, path: Readonly<Record<P, string>>) => object): CommandDefinition {
  return { path, id, creates: 'never', make: (context, given) => make(context, given) };
}

function retirement(make: (context: CommandContext, code: string) => object): CommandDefinition {
  return { path: ['code'], id: 'code', creates: 'never', make: (context, path) => make(context, path['code']!) };
}

const ofFact = { path: ['partyId', 'factId'], id: 'partyId' } as const;
const ofPeriod = { path: ['relationId', 'periodId'], id: 'relationId' } as const;
const ofRelationFact = { path: ['relationId', 'periodId', 'factId'], id: 'relationId' } as const;
const ofParty = { path: ['partyId'], id: 'partyId' } as const;
const ofTask = { path: ['taskId'], id: 'taskId' } as const;
const ofPlanned = { path: ['plannedInteractionId'], id: 'plannedInteractionId' } as const;
const definition = { path: ['code'], id: 'code', creates: 'first-revision' } as const;

export const commandTable = {
  'create-party': command({ path: [], body: parties.CreateParty, id: 'partyId', creates: 'always', make: (context, _, body) => new parties.CreatePartyCommand(context, body) }),
  'upsert-party': command({ path: ['scheme', 'value'], body: parties.UpsertParty, id: 'partyId', creates: 'as-answered', make: (context, { scheme, value }, body) => new parties.UpsertPartyCommand(context, scheme, value, body) }),
  'reclassify-party': command({ path: ['partyId'], body: parties.ReclassifyParty, id: 'partyId', make: (context, { partyId }, body) => new parties.ReclassifyPartyCommand(context, partyId, body) }),
  'record-facts': command({ path: ['partyId'], body: RecordFacts, id: 'partyId', make: (context, { partyId }, body) => new parties.RecordFactsCommand(context, partyId, body) }),
  'end-fact': command({ ...ofFact, body: EndFact, make: (context, { partyId, factId }, body) => new parties.EndFactCommand(context, partyId, factId, body) }),
  'correct-fact': command({ ...ofFact, body: CorrectFact, make: (context, { partyId, factId }, body) => new parties.CorrectFactCommand(context, partyId, factId, body) }),
  'retract-fact': command({ ...ofFact, body: RetractFact, make: (context, { partyId, factId }, body) => new parties.RetractFactCommand(context, partyId, factId, body) }),
  'confirm-fact': command({ ...ofFact, body: ConfirmFact, make: (context, { partyId, factId }, body) => new parties.ConfirmFactCommand(context, partyId, factId, body) }),
  'dispute-fact': command({ ...ofFact, body: DisputeFact, make: (context, { partyId, factId }, body) => new parties.DisputeFactCommand(context, partyId, factId, body) }),

  'start-relation': command({ path: [], body: relations.StartRelation, id: 'relationId', creates: 'always', make: (context, _, body) => new relations.StartRelationCommand(context, body) }),
  'end-period': command({ ...ofPeriod, body: relations.EndPeriod, make: (context, { relationId, periodId }, body) => new relations.EndPeriodCommand(context, relationId, periodId, body) }),
  'correct-period': command({ ...ofPeriod, body: relations.CorrectPeriod, make: (context, { relationId, periodId }, body) => new relations.CorrectPeriodCommand(context, relationId, periodId, body) }),
  'retract-period': command({ ...ofPeriod, body: relations.RetractPeriod, make: (context, { relationId, periodId }, body) => new relations.RetractPeriodCommand(context, relationId, periodId, body) }),
  'record-relation-facts': command({ ...ofPeriod, body: RecordFacts, make: (context, { relationId, periodId }, body) => new relations.RecordRelationFactsCommand(context, relationId, periodId, body) }),
  'end-relation-fact': command({ ...ofRelationFact, body: EndFact, make: (context, { relationId, periodId, factId }, body) => new relations.EndRelationFactCommand(context, relationId, periodId, factId, body) }),
  'correct-relation-fact': command({ ...ofRelationFact, body: CorrectFact, make: (context, { relationId, periodId, factId }, body) => new relations.CorrectRelationFactCommand(context, relationId, periodId, factId, body) }),
  'retract-relation-fact': command({ ...ofRelationFact, body: RetractFact, make: (context, { relationId, periodId, factId }, body) => new relations.RetractRelationFactCommand(context, relationId, periodId, factId, body) }),
  'confirm-relation-fact': command({ ...ofRelationFact, body: ConfirmFact, make: (context, { relationId, periodId, factId }, body) => new relations.ConfirmRelationFactCommand(context, relationId, periodId, factId, body) }),
  'dispute-relation-fact': command({ ...ofRelationFact, body: DisputeFact, make: (context, { relationId, periodId, factId }, body) => new relations.DisputeRelationFactCommand(context, relationId, periodId, factId, body) }),

  'log-interaction': command({ path: [], body: interactions.InteractionBody, id: 'interactionId', creates: 'always', make: (context, _, body) => new interactions.LogInteractionCommand(context, body) }),
  'amend-interaction': command({ path: ['interactionId'], body: interactions.InteractionBody, id: 'interactionId', make: (context, { interactionId }, body) => new interactions.AmendInteractionCommand(context, interactionId, body) }),
  'resolve-participant': command({ path: ['interactionId', 'participantId'], body: interactions.ResolveParticipant, id: 'interactionId', make: (context, { interactionId, participantId }, body) => new interactions.ResolveParticipantCommand(context, interactionId, participantId, body) }),
  'retract-interaction': command({ path: ['interactionId'], body: interactions.RetractInteraction, id: 'interactionId', make: (context, { interactionId }, body) => new interactions.RetractInteractionCommand(context, interactionId, body) }),

  'request-update': command({ path: [], body: updates.RequestUpdate, id: 'requestId', creates: 'always', make: (context, _, body) => new updates.RequestUpdateCommand(context, body) }),
  'accept-update': bodiless(['requestId'], 'requestId', (context, { requestId }) => new updates.AcceptUpdateCommand(context, requestId)),
  'refuse-update': command({ path: ['requestId'], body: updates.RefuseUpdate, id: 'requestId', make: (context, { requestId }, body) => new updates.RefuseUpdateCommand(context, requestId, body) }),

  'grant-consent': command({ ...ofParty, body: consents.GrantConsent, make: (context, { partyId }, body) => new consents.GrantConsentCommand(context, partyId, body) }),
  'refuse-consent': command({ ...ofParty, body: consents.StateConsent, make: (context, { partyId }, body) => new consents.RefuseConsentCommand(context, partyId, body) }),
  'withdraw-consent': command({ ...ofParty, body: consents.StateConsent, make: (context, { partyId }, body) => new consents.WithdrawConsentCommand(context, partyId, body) }),
  'register-objection': command({ ...ofParty, body: consents.RegisterObjection, make: (context, { partyId }, body) => new consents.RegisterObjectionCommand(context, partyId, body) }),
  'retract-consent': command({ path: ['partyId', 'consentId'], body: consents.RetractConsent, id: 'partyId', make: (context, { partyId, consentId }, body) => new consents.RetractConsentCommand(context, partyId, consentId, body) }),

  'create-task': command({ path: [], body: tasks.CreateTask, id: 'taskId', creates: 'always', make: (context, _, body) => new tasks.CreateTaskCommand(context, body) }),
  'assign-task': command({ ...ofTask, body: tasks.AssignTask, make: (context, { taskId }, body) => new tasks.AssignTaskCommand(context, taskId, body) }),
  'reschedule-task': command({ ...ofTask, body: tasks.RescheduleTask, make: (context, { taskId }, body) => new tasks.RescheduleTaskCommand(context, taskId, body) }),
  'amend-task': command({ ...ofTask, body: tasks.AmendTask, make: (context, { taskId }, body) => new tasks.AmendTaskCommand(context, taskId, body) }),
  'complete-task': command({ ...ofTask, body: tasks.CompleteTask, make: (context, { taskId }, body) => new tasks.CompleteTaskCommand(context, taskId, body) }),
  'cancel-task': command({ ...ofTask, body: tasks.CancelPlanned, make: (context, { taskId }, body) => new tasks.CancelTaskCommand(context, taskId, body) }),
  'reopen-task': command({ ...ofTask, body: tasks.ReopenTask, make: (context, { taskId }, body) => new tasks.ReopenTaskCommand(context, taskId, body) }),
  'reassign-tasks': command({ path: [], body: tasks.ReassignTasks, id: 'reassignmentId', creates: 'always', make: (context, _, body) => new tasks.ReassignTasksCommand(context, body) }),

  'propose-interaction': command({ path: [], body: tasks.ProposeInteraction, id: 'plannedInteractionId', creates: 'always', make: (context, _, body) => new tasks.ProposeInteractionCommand(context, body) }),
  'confirm-interaction': command({ ...ofPlanned, body: tasks.ConfirmInteraction, make: (context, { plannedInteractionId }, body) => new tasks.ConfirmInteractionCommand(context, plannedInteractionId, body) }),
  'move-interaction': command({ ...ofPlanned, body: tasks.MoveInteraction, make: (context, { plannedInteractionId }, body) => new tasks.MoveInteractionCommand(context, plannedInteractionId, body) }),
  'hold-interaction': command({ ...ofPlanned, body: tasks.HoldInteraction, make: (context, { plannedInteractionId }, body) => new tasks.HoldInteractionCommand(context, plannedInteractionId, body) }),
  'miss-interaction': command({ ...ofPlanned, body: tasks.CancelPlanned, make: (context, { plannedInteractionId }, body) => new tasks.MissInteractionCommand(context, plannedInteractionId, body) }),
  'cancel-interaction': command({ ...ofPlanned, body: tasks.CancelPlanned, make: (context, { plannedInteractionId }, body) => new tasks.CancelInteractionCommand(context, plannedInteractionId, body) }),

  'hand-over-portfolio': command({ path: [], body: portfolios.HandOverPortfolio, id: 'handoverId', creates: 'always', make: (context, _, body) => new portfolios.HandOverPortfolioCommand(context, body) }),

  'define-attribute': command({ ...definition, body: configuration.DefineAttribute, make: (context, path, body) => new configuration.DefineAttributeCommand(context, path.code, body) }),
  'retire-attribute': retirement((context, code) => new configuration.RetireAttributeCommand(context, code)),
  'define-identifier-scheme': command({ ...definition, body: configuration.DefineIdentifierScheme, make: (context, path, body) => new configuration.DefineIdentifierSchemeCommand(context, path.code, body) }),
  'retire-identifier-scheme': retirement((context, code) => new configuration.RetireIdentifierSchemeCommand(context, code)),
  'define-relation-type': command({ ...definition, body: configuration.DefineRelationType, make: (context, path, body) => new configuration.DefineRelationTypeCommand(context, path.code, body) }),
  'retire-relation-type': retirement((context, code) => new configuration.RetireRelationTypeCommand(context, code)),
  'define-medium': command({ ...definition, body: configuration.DefineMedium, make: (context, path, body) => new configuration.DefineMediumCommand(context, path.code, body) }),
  'define-purpose': command({ ...definition, body: configuration.DefinePurpose, make: (context, path, body) => new configuration.DefinePurposeCommand(context, path.code, body) }),
  'retire-purpose': retirement((context, code) => new configuration.RetirePurposeCommand(context, code)),
  'retire-medium': retirement((context, code) => new configuration.RetireMediumCommand(context, code)),
} as const satisfies Record<string, CommandDefinition>;

export type CommandName = keyof typeof commandTable;
export const commandNames = Object.keys(commandTable) as CommandName[];
/** The definition of a command, without the literal types of the table. */
export const commandDefinition = (name: CommandName): CommandDefinition => commandTable[name];
