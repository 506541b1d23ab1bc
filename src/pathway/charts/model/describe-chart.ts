import { findFactsOf, type Named, type Policy, type Rule } from '../../engine/index.ts';
import type { Box, Chart, Drawable, Lane, NeverGroup, Phone, Start, Way } from './chart.ts';
import { splitRule } from './split.ts';
import { describeRuleTerms, startLarge } from './terms.ts';

/** Makes the graph of the whole pathway from the rules: a lane a step, danger first, nothing by hand. */
export function describeChart(drawable: Drawable): Chart {
  const { policy } = drawable;
  const lanes = listLaneSteps(policy).map(
    ({ id, label }, index): Lane => ({ place: index + 1, label, starts: describeStarts(id, drawable) }),
  );
  return {
    title: policy.name,
    version: policy.policyVersion,
    lanes,
    nevers: groupNevers(drawable),
    phones: listPhones(policy),
  };
}

/** The steps in which a rule gives something, in order: their places are the numbers on the chart. */
export function listLaneSteps({ steps, actions, rules }: Policy): readonly Named[] {
  const given = new Set(rules.map(({ action }) => action));
  const used = new Set(actions.flatMap(({ id, step }) => (given.has(id) ? [step] : [])));
  return steps.filter(({ id }) => used.has(id));
}

/** A rule in one of its ways: where it begins, what else is so, and the one action that it gives. */
interface Arm {
  readonly start: string;
  readonly also: readonly string[];
  readonly box: Box;
}

function describeStarts(step: string, drawable: Drawable): Start[] {
  const { policy } = drawable;
  const arms = policy.actions
    .filter((action) => action.step === step)
    .flatMap(({ id, label }) =>
      policy.rules
        .filter((rule) => rule.action === id)
        .flatMap((rule) => {
          const box: Box = {
            actions: [{ id, label }],
            strength: rule.strength,
            isDanger: isDanger(rule, policy),
            terms: describeRuleTerms(rule, drawable),
          };
          return splitRule(rule, drawable).map((split): Arm => ({ ...split, box }));
        }),
    );
  return [...groupBy(arms, ({ start }) => start)].map(([start, own]) => ({
    says: startLarge(start),
    ways: joinWays(own),
  }));
}

/** Alternatives of one box are one way; boxes under the same condition are one way. */
function joinWays(arms: readonly Arm[]): Way[] {
  const alternatives = [...groupBy(arms, ({ box }) => JSON.stringify(box)).values()].flatMap(
    joinAlternatives,
  );
  return [...groupBy(alternatives, ({ also }) => JSON.stringify(also)).values()]
    .flatMap((ways) => {
      const [way] = ways;
      return way === undefined
        ? []
        : [{ also: way.also, boxes: joinBoxes(ways.flatMap(({ boxes }) => boxes)) }];
    })
    .toSorted((a, b) => Math.min(1, a.also.length) - Math.min(1, b.also.length));
}

/** Where one of them asks nothing else, the others add nothing. */
function joinAlternatives(arms: readonly Arm[]): Way[] {
  const [arm] = arms;
  if (arm === undefined) return [];
  const also = arms.map((one) => one.also);
  return [{ also: also.some((parts) => parts.length === 0) ? [] : also, boxes: [arm.box] }];
}

export function joinBoxes(boxes: readonly Box[]): Box[] {
  const alike = groupBy(boxes, ({ actions: _, ...rest }) => JSON.stringify(rest));
  return [...alike.values()].flatMap((same) => {
    const [box] = same;
    return box === undefined ? [] : [{ ...box, actions: same.flatMap(({ actions }) => actions) }];
  });
}

/** Danger now, and nothing else: a must that turns on the first of the safety facts alone. */
export function isDanger(rule: Rule, { askFirst, timings }: Policy): boolean {
  const [fact] = askFirst;
  const facts = findFactsOf(rule.when);
  return rule.strength === 'must' && rule.by === timings[0]?.id && facts.length === 1 && facts[0] === fact;
}

function groupNevers(drawable: Drawable): NeverGroup[] {
  const { nevers, neverRules } = drawable.policy;
  const held = nevers.flatMap(({ id, label }) =>
    neverRules
      .filter((rule) => rule.never === id)
      .flatMap((rule) => splitRule(rule, drawable).map((split) => ({ ...split, never: { id, label } }))),
  );
  return [...groupBy(held, ({ start }) => start)].map(([start, own]) => ({
    says: startLarge(start),
    ways: [...groupBy(own, ({ also }) => also.join()).values()].map((same) => ({
      also: same[0]?.also ?? [],
      nevers: same.map(({ never }) => never),
    })),
  }));
}

/** The numbers of the services that the rules send to, in the order of the pack. */
function listPhones({ rules, services }: Policy): Phone[] {
  const sentTo = new Set(rules.flatMap(({ to, alsoTo }) => [...to.flatMap(({ gives }) => gives), ...alsoTo]));
  return services.flatMap(({ id, label, phone }) =>
    phone !== null && sentTo.has(id) ? [{ label, phone }] : [],
  );
}

export function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
