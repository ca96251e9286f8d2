import { searchPath } from '#projections/index.js';
import { WORD_THRESHOLD } from '#projections/queries/search/ways.js';

/** Of the sessions in which questions are answered and projections are made. Plans are kept: making one takes longer than most of them take to run. */
export const SESSION = { search_path: searchPath, 'pg_trgm.similarity_threshold': WORD_THRESHOLD, plan_cache_mode: 'force_generic_plan', jit: 'off' } as const;
