import { z } from 'zod';

/**
 * `fact: value`, `fact: [one, or, another]`, `word: yes`, and `any`, `all` and `not` around more of the
 * same.
 */
export type ConditionText = 'always' | ConditionMap;
export interface ConditionMap {
  [key: string]: string | string[] | ConditionMap | ConditionMap[];
}

const entry =
  'must be a value, a list of values in square brackets, or (after any, all, not) more conditions';

export const conditionMap: z.ZodType<ConditionMap> = z
  .lazy(() =>
    z.record(
      z.string(),
      z.union([z.string(), z.array(z.string()), conditionMap, z.array(conditionMap)], entry),
    ),
  )
  .meta({ id: 'condition' });

export const condition: z.ZodType<ConditionText> = z.union(
  [z.literal('always'), conditionMap],
  'must be always, or a map such as { situation: disclosure, dash: high }',
);
