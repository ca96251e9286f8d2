import type { Type } from '@nestjs/common';
import { BatchController } from './batch/batch.controller.js';
import { CommandLookupController } from './commands/command-lookup.controller.js';
import { ConfigurationCommandsController } from './configuration/configuration-commands.controller.js';
import { ProblemsController } from './http/problems.controller.js';
import { PartyCommandsController } from './parties/party-commands.controller.js';
import { RelationCommandsController } from './relations/relation-commands.controller.js';

/** Every controller of the API, in the order of its document. */
export const controllers: readonly Type[] = [
  PartyCommandsController,
  RelationCommandsController,
  ConfigurationCommandsController,
  BatchController,
  CommandLookupController,
  ProblemsController,
];
