import type { Type } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.js';
import { AddressesController } from './addresses/addresses.controller.js';
import { BatchController } from './batch/batch.controller.js';
import { CommandLookupController } from './commands/command-lookup.controller.js';
import { ConfigurationCommandsController } from './configuration/configuration-commands.controller.js';
import { ConfigurationQueriesController } from './configuration/configuration-queries.controller.js';
import { FeedConsumersController } from './feed/feed-consumers.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { ConsentsController } from './consents/consents.controller.js';
import { HealthController } from './health/health.controller.js';
import { InteractionCommandsController } from './interactions/interaction-commands.controller.js';
import { InteractionQueriesController } from './interactions/interaction-queries.controller.js';
import { SealsController } from './log/seals.controller.js';
import { ProblemsController } from './http/problems.controller.js';
import { PartyCommandsController } from './parties/party-commands.controller.js';
import { PartyQueriesController } from './parties/party-queries.controller.js';
import { TimelineController } from './parties/timeline.controller.js';
import { WorklistsController } from './parties/worklists.controller.js';
import { SearchController } from './search/search.controller.js';
import { RelationCommandsController } from './relations/relation-commands.controller.js';
import { RelationQueriesController } from './relations/relation-queries.controller.js';
import { StaffController } from './staff/staff.controller.js';
import { UpdateRequestsController } from './update-requests/update-requests.controller.js';
import { TaskCommandsController } from './tasks/task-commands.controller.js';
import { TaskQueriesController } from './tasks/task-queries.controller.js';

/** Every controller of the API, in the order of its document. */
export const controllers: readonly Type[] = [
  PartyCommandsController,
  PartyQueriesController,
  SearchController,
  TimelineController,
  WorklistsController,
  StaffController,
  RelationCommandsController,
  RelationQueriesController,
  InteractionCommandsController,
  InteractionQueriesController,
  UpdateRequestsController,
  ConsentsController,
  AddressesController,
  TaskCommandsController,
  TaskQueriesController,
  ConfigurationCommandsController,
  ConfigurationQueriesController,
  AuditController,
  BatchController,
  FeedController,
  FeedConsumersController,
  SealsController,
  CommandLookupController,
  ProblemsController,
  HealthController,
];
