import type { RuleText } from '../schema/rules.schema.ts';
import type { PlacedRule } from './rules.ts';

/** The baseline's rules and a council's own, each refined rule once. */
export function joinRules(baseline: readonly PlacedRule[], own: readonly PlacedRule[]): PlacedRule[] {
  const joined: PlacedRule[] = [];
  const refined = new Map<string, PlacedRule>();
  const names = new Set<string>();
  for (const rule of own) {
    if (names.has(rule.text.rule)) rule.file.report(rule.path, `two rules are called "${rule.text.rule}"`);
    names.add(rule.text.rule);
    const { refines } = rule.text;
    if (refines === undefined) {
      joined.push(rule);
      continue;
    }
    const base = baseline.find(({ text }) => text.rule === refines);
    if (base === undefined)
      rule.file.report([...rule.path, 'refines'], `the baseline has no rule called "${refines}"`);
    else if (refined.has(refines))
      rule.file.report([...rule.path, 'refines'], `"${refines}" is refined twice`);
    else refined.set(refines, refineRule(base, rule));
  }
  return [...baseline.map((rule) => refined.get(rule.text.rule) ?? rule), ...joined];
}

/**
 * A refinement asks for the same or more: it has no condition of its own, and cannot narrow the baseline's.
 */
function refineRule(base: PlacedRule, own: PlacedRule): PlacedRule {
  for (const key of ['when', 'unless', 'also-in', 'consent'] as const) {
    if (own.text[key] !== undefined) {
      own.file.report(
        [...own.path, key],
        `"${own.text.rule}" refines a rule of the baseline, and cannot change its "${key}"`,
      );
    }
  }
  const { examples, cites, ...fields } = own.text;
  const strengthened = ['must', 'offer', 'consider'].some((key) => key in fields);
  const { must: _must, offer: _offer, consider: _consider, ...withoutStrength } = base.text;
  const kept: Omit<RuleText, 'cites' | 'examples'> = strengthened ? withoutStrength : base.text;
  const says = ['who', 'to', 'by', 'must', 'offer', 'consider'].some((key) => key in fields);
  return {
    text: { ...kept, ...fields, cites: [...new Set([...base.text.cites, ...cites])], examples },
    layer: says ? 'council' : 'baseline',
    file: own.file,
    path: own.path,
  };
}
