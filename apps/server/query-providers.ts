/** The queries of the API, and what they are constructed with. */
import type { Provider } from '@nestjs/common';
export const queryProviders = (_: unknown): Provider[] => [];
