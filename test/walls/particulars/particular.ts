import type { Viewer } from '../../../src/platform/http/index.ts';

/** What somebody may or may not do because of more than who they are: what was done before, or to whom. */
export interface Particular {
  readonly what: string;
  readonly may: boolean;
  readonly by: Viewer;
  readonly does: string;
  /** Done past every wall. */
  readonly before: readonly string[];
}

export const may = (what: string, by: Viewer, does: string, ...before: readonly string[]): Particular => ({
  ...{ what, may: true, by, does, before },
});
export const mayNot = (what: string, by: Viewer, does: string, ...before: readonly string[]): Particular => ({
  ...{ what, may: false, by, does, before },
});
