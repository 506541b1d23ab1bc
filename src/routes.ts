import type { Route } from './platform/http/index.ts';

/** What every slice serves, gathered for the start-up. A slice adds its own table here. */
export const routes: readonly Route[] = [];
