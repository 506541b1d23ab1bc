import { suggestName } from '../names.ts';
import type { RuleText } from '../schema/rules.schema.ts';
import type { PlacedRule } from './rules.ts';

/** The baseline's rules and a council's own, each refined rule once. `timings` are earliest first. */
export function joinRules(
  baseline: readonly PlacedRule[],
  own: readonly PlacedRule[],
  timings: readonly string[],
): PlacedRule[] {
  checkOwnNames(baseline, []);
  checkOwnNames(
    own,
    baseline.map(({ text }) => text.rule),
  );
  const refined = new Map<string, PlacedRule>();
  for (const rule of own) {
    const { refines } = rule.text;
    if (refines === undefined) continue;
    const at = [...rule.path, 'refines'];
    const base = baseline.find(({ text }) => text.rule === refines);
    if (base === undefined) {
      const names = baseline.map(({ text }) => text.rule);
      rule.file.report(at, `the baseline has no rule called "${refines}"${suggestName(refines, names)}`);
    } else if (refined.has(refines))
      rule.file.report(at, `"${refines}" is refined twice: say both things in one`);
    else refined.set(refines, refineRule(base, rule, timings));
  }
  return [
    ...baseline.map((rule) => refined.get(rule.text.rule) ?? rule),
    ...own.filter(({ text }) => text.refines === undefined),
  ];
}

/** A rule's name leads to one rule, and an example's name to one example of it. */
function checkOwnNames(rules: readonly PlacedRule[], taken: readonly string[]): void {
  const seen = new Set<string>();
  for (const { text, file, path } of rules) {
    if (seen.has(text.rule)) file.report(path, `two rules are called "${text.rule}": give one another name`);
    if (taken.includes(text.rule) && text.refines !== text.rule)
      file.report(
        path,
        `the baseline has a rule called "${text.rule}": give this one another name, or refine that one`,
      );
    seen.add(text.rule);
    text.examples.forEach(({ name }, index) => {
      if (text.examples.findIndex((one) => one.name === name) < index)
        file.report([...path, 'examples', index], `two examples are called "${name}": give one another name`);
    });
  }
}

const weakestFirst = ['consider', 'offer', 'must'] as const;

/**
 * A refinement asks for the same or more: it has no condition of its own, and cannot narrow the baseline's.
 */
function refineRule(base: PlacedRule, own: PlacedRule, timings: readonly string[]): PlacedRule {
  for (const key of ['when', 'unless', 'also-in', 'consent'] as const) {
    if (own.text[key] !== undefined) {
      own.file.report(
        [...own.path, key],
        `"${own.text.rule}" refines a rule of the baseline, and cannot change its "${key}": ` +
          'write a rule of your own',
      );
    }
  }
  checkNotWeaker(base.text, own, timings);
  const { examples, cites, ...fields } = own.text;
  const strengthened = weakestFirst.some((key) => key in fields);
  const { must: _must, offer: _offer, consider: _consider, ...withoutStrength } = base.text;
  const kept: Omit<RuleText, 'cites' | 'examples'> = strengthened ? withoutStrength : base.text;
  const says = ['who', 'to', 'by', ...weakestFirst].some((key) => key in fields);
  return {
    text: { ...kept, ...fields, cites: [...new Set([...base.text.cites, ...cites])], examples },
    layer: says ? 'council' : 'baseline',
    file: own.file,
    path: own.path,
  };
}

function checkNotWeaker(base: RuleText, { text, file, path }: PlacedRule, timings: readonly string[]): void {
  if (text.never !== undefined && base.never !== undefined && text.never !== base.never)
    file.report([...path, 'never'], sayBase(base.never));
  if (text.to !== undefined && base.to !== undefined)
    file.report([...path, 'to'], 'the baseline says to whom: a refinement adds others by also-to');
  const baseKey = weakestFirst.find((key) => base[key] !== undefined);
  if (baseKey === undefined) return;
  for (const key of weakestFirst) {
    if (text[key] === undefined) continue;
    if (text[key] !== base[baseKey]) file.report([...path, key], sayBase(base[baseKey]));
    if (weakestFirst.indexOf(key) < weakestFirst.indexOf(baseKey))
      file.report(
        [...path, key],
        `the baseline says ${baseKey}: a refinement makes it stronger, never weaker`,
      );
  }
  const isLater =
    text.by !== undefined && base.by !== undefined && timings.indexOf(text.by) > timings.indexOf(base.by);
  if (isLater)
    file.report([...path, 'by'], `the baseline says ${base.by}: a refinement makes it earlier, never later`);
}

function sayBase(given: string | undefined): string {
  return `the baseline's rule gives "${given}", and a refinement gives the same`;
}
