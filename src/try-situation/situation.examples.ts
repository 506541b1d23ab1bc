import type { SituationModel } from './situation.page.ts';
export const examples: Readonly<Record<string, SituationModel>> = {};
