import type { Council } from './situation.rules.ts';

/** What a council's own documents say of how to do something, and how to say it. */
export interface Guidance {
  readonly title: string;
  readonly says: string;
  /** Words that staff may say, as they are said. */
  readonly words: readonly string[];
  readonly points: readonly string[];
}

/** Where guidance stands: beside a question, a step or a never. */
export type Beside = { readonly fact: string } | { readonly action: string } | { readonly never: string };

export interface PlacedGuidance extends Guidance {
  readonly for: readonly Beside[];
}

export function listGuidance({ guidance }: Pick<Council, 'guidance'>, beside: Beside): readonly Guidance[] {
  const [[kind, name] = []] = Object.entries(beside);
  return guidance.filter((item) =>
    item.for.some((place) => Object.entries(place).some(([of, called]) => of === kind && called === name)),
  );
}
