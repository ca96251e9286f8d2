import type { Type } from '@nestjs/common';
import { BatchController } from './batch/batch.controller.js';
import { CommandLookupController } from './commands/command-lookup.controller.js';
import { ConfigurationCommandsController } from './configuration/configuration-commands.controller.js';
import { ConfigurationQueriesController } from './configuration/configuration-queries.controller.js';
import { HealthController } from './health/health.controller.js';
import { ProblemsController } from './http/problems.controller.js';
import { PartyCommandsController } from './parties/party-commands.controller.js';
import { PartyQueriesController } from './parties/party-queries.controller.js';
import { RelationCommandsController } from './relations/relation-commands.controller.js';
import { RelationQueriesController } from './relations/relation-queries.controller.js';
import { TaskCommandsController } from './tasks/task-commands.controller.js';
import { TaskQueriesController } from './tasks/task-queries.controller.js';

/** Every controller of the API, in the order of its document. */
export const controllers: readonly Type[] = [
  PartyCommandsController,
  PartyQueriesController,
  RelationCommandsController,
  RelationQueriesController,
  TaskCommandsController,
  TaskQueriesController,
  ConfigurationCommandsController,
  ConfigurationQueriesController,
  BatchController,
  CommandLookupController,
  ProblemsController,
  HealthController,
];
