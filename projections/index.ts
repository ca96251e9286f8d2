/** All read models. A new one is a folder and a line here. */
import { inVersion, type Projection, type Projector } from '#libs/projecting/projection.js';
import { configuration } from './configuration/projector.js';
import { consents } from './consents/projector.js';
import { interactions } from './interactions/projector.js';
import { parties } from './parties/projector.js';
import { relations } from './relations/projector.js';
import { requests } from './requests/projector.js';
import { tasks } from './tasks/projector.js';
import { updateRequests } from './update-requests/projector.js';

export const projectors: readonly Projector[] = [configuration, parties, relations, requests, interactions, updateRequests, consents, tasks];

/** As the migrations make their tables in a new installation. */
export const projections: readonly Projection[] = projectors.map((projector) => inVersion(projector, 1));

/** Where questions find the tables of the versions that serve: see `libs/projecting/served.ts`. */
export const searchPath = 'read_models, public';
