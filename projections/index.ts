/** All read models. A new one is a folder and a line here. */
import { schemaOf, type Projection } from '#libs/projecting/projection.js';
import { configuration } from './configuration/projector.js';
import { consents } from './consents/projector.js';
import { interactions } from './interactions/projector.js';
import { parties } from './parties/projector.js';
import { relations } from './relations/projector.js';
import { requests } from './requests/projector.js';
import { tasks } from './tasks/projector.js';
import { updateRequests } from './update-requests/projector.js';

export const projections: readonly Projection[] = [configuration, parties, relations, requests, interactions, updateRequests, consents, tasks];

/** Where queries find the tables of the versions that serve. `fact_check` is in two of them and always written with its schema. */
export const searchPath = [...projections.map(schemaOf), 'public'].join(', ');
