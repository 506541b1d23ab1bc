import type { Named, NeverRule, Rule } from '../engine/index.ts';
import type { LoadedPolicy, PlacedRule } from '../packs/index.ts';
import type { BookRule, Chapter, ClauseLink, RuleGroup } from './chapter.ts';
import { describeCondition, listParts, type Wording } from './describe-condition.ts';
import { describeExamples } from './describe-example.ts';
import { describeConsent, describeReceivers, describeTo, describeWho, labelOf } from './describe-terms.ts';

/** Every rule, by step and then by action, and last what is never done. */
export function describeRules(loaded: LoadedPolicy): Chapter[] {
  const { policy } = loaded;
  const steps = policy.steps.map((step) => ({
    id: `step-${step.id}`,
    title: step.label,
    groups: policy.actions
      .filter((action) => action.step === step.id)
      .map((action) => ({
        of: { ...action, why: null },
        rules: policy.rules.filter((rule) => rule.action === action.id),
      })),
  }));
  const nevers = policy.nevers.map((never) => ({
    of: never,
    rules: policy.neverRules.filter((rule) => rule.never === never.id),
  }));
  return [...steps, { id: 'never', title: 'What is never done', groups: nevers }]
    .map(({ groups, ...chapter }) => ({ ...chapter, groups: groups.filter(({ rules }) => rules.length > 0) }))
    .filter(({ groups }) => groups.length > 0)
    .map((chapter, index) => describeChapter(chapter, index + 1, loaded));
}

interface PlainChapter {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly PlainGroup[];
}

interface PlainGroup {
  readonly of: Named & { readonly why: string | null };
  readonly rules: readonly (Rule | NeverRule)[];
}

function describeChapter(chapter: PlainChapter, place: number, loaded: LoadedPolicy): Chapter {
  let count = 0;
  const groups = chapter.groups.map(({ of, rules }): RuleGroup => {
    const described = rules.map((rule) => {
      count += 1;
      return describeRule(rule, `${place}.${count}`, loaded);
    });
    const { id, label, means, why } = of;
    return { id: `about-${id}`, title: label, means, why, rules: described };
  });
  return { id: chapter.id, title: chapter.title, groups };
}

function describeRule(rule: Rule | NeverRule, number: string, loaded: LoadedPolicy): BookRule {
  const { policy } = loaded;
  const placed = findPlaced(rule, loaded);
  return {
    id: nameAnchor(rule.name),
    number,
    name: rule.name,
    says: rule.says.trim(),
    strength: 'never' in rule ? 'never' : rule.strength,
    gives: 'never' in rule ? labelOf(policy.nevers, rule.never) : labelOf(policy.actions, rule.action),
    origin: findOrigin(placed),
    when: listParts(rule.when, loaded),
    unless: rule.unless === null ? null : describeCondition(rule.unless, loaded),
    ...describeOwnTerms(rule, loaded),
    clauses: linkClauses(rule.cites, loaded),
    examples: describeExamples(rule, placed, loaded),
  };
}

function describeOwnTerms(
  rule: Rule | NeverRule,
  wording: Wording,
): Pick<BookRule, 'who' | 'to' | 'alsoTo' | 'by' | 'consent'> {
  const { policy } = wording;
  if ('never' in rule) return { who: [], to: [], alsoTo: null, by: null, consent: [] };
  return {
    who: describeWho(rule, wording),
    to: describeTo(rule, wording),
    alsoTo: rule.alsoTo.length === 0 ? null : describeReceivers(rule.alsoTo, policy),
    by: rule.by === null ? null : labelOf(policy.timings, rule.by),
    consent: describeConsent(rule, policy),
  };
}

function findPlaced(rule: { readonly name: string }, { placed }: LoadedPolicy): PlacedRule {
  const found = placed.find(({ text }) => text.rule === rule.name);
  if (found === undefined) throw new Error(`the rule "${rule.name}" was compiled from no written one`);
  return found;
}

function findOrigin({ text, layer }: PlacedRule): BookRule['origin'] {
  if (text.refines !== undefined) return 'refined';
  return layer;
}

/** The anchor of a rule, on every page and in the printed booklet. */
function nameAnchor(rule: string): string {
  const plain = rule.normalize('NFKD').toLowerCase().replace(/[’']/g, '');
  return `rule-${plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;
}

/** The places of clauses as people know them; where one place holds several, they are numbered. */
export function linkClauses(cites: readonly string[], { clauses }: LoadedPolicy): ClauseLink[] {
  const seen = new Map<string, number>();
  return cites.map((id) => {
    const clause = clauses.find((one) => one.id === id || one.aliases.includes(id));
    if (clause === undefined) throw new Error(`no clause ${id}: the pack reader lets none through`);
    const text = clause.source === undefined ? clause.where : `National practice: ${clause.where}`;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return { id, text: times === 1 ? text : `${text} (${times})` };
  });
}
