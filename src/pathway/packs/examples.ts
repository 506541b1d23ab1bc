import {
  type Advisor,
  type Facts,
  judgeRule,
  type NeverRule,
  type Rule,
  readFacts,
} from '../engine/index.ts';
import type { PlacedRule } from './compile/rules.ts';
import { suggestName } from './names.ts';
import type { ExampleText } from './schema/rules.schema.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** A rule's example as the booklet prints it: its facts as read, and what was found to be so. */
export interface Example {
  readonly rule: string;
  readonly name: string;
  readonly facts: Facts;
  readonly verdict: 'yes' | 'no' | 'unknown';
}

/** Tries each example of each rule; one that does not hold is a mistake at its place. */
export function tryExamples(placed: readonly PlacedRule[], advisor: Advisor): Example[] {
  return placed.flatMap(({ text, file, path }) => {
    const tried = text.examples.flatMap((example, index) =>
      tryExample(text.rule, example, advisor, file, [...path, 'examples', index]),
    );
    checkVariety(text.rule, text.refines !== undefined, tried, file, path);
    return tried;
  });
}

/** A new rule shows itself at least firing; one that can be undecided or refused shows that as well. */
function checkVariety(
  rule: string,
  refines: boolean,
  tried: readonly Example[],
  file: YamlFile,
  path: Path,
): void {
  if (refines) return;
  if (!tried.some(({ verdict }) => verdict === 'yes'))
    file.report(
      path,
      `"${rule}" has no example in which it holds: tell one, with its facts and what it gives`,
    );
}

function tryExample(
  rule: string,
  example: ExampleText,
  advisor: Advisor,
  file: YamlFile,
  path: Path,
): Example[] {
  const read = readFacts(advisor.policy, example.facts);
  if (!read.ok) {
    const facts = advisor.policy.facts.map(({ id }) => id);
    for (const { fact, message } of read.errors) {
      const near = fact === null || facts.includes(fact) ? '' : suggestName(fact, facts);
      file.report([...path, 'facts', fact ?? ''], `${message}${near}`);
    }
    return [];
  }
  if (!checkAsks(example, advisor, file, path)) return [];
  const compiled = [...advisor.policy.rules, ...advisor.policy.neverRules].find(({ name }) => name === rule);
  if (compiled === undefined) return [];
  const verdict = judgeRule(compiled, read.facts);
  const complaint =
    compareVerdict(example, verdict) ??
    compareAsks(example, advisor, read.facts) ??
    compareTerms(example, advisor, read.facts, compiled);
  if (complaint !== null) file.report(path, `the example "${example.name}" is not so: ${complaint}`);
  return [{ rule, name: example.name, facts: read.facts, verdict }];
}

function checkAsks({ asks = [] }: ExampleText, { policy }: Advisor, file: YamlFile, path: Path): boolean {
  const facts = policy.facts.map(({ id }) => id);
  asks.forEach((fact, index) => {
    if (!facts.includes(fact))
      file.report([...path, 'asks', index], `"${fact}" is not a fact${suggestName(fact, facts)}`);
  });
  return asks.every((fact) => facts.includes(fact));
}

const said = {
  yes: 'the rule holds',
  no: 'the rule does not hold, which is gives: nothing',
  unknown: 'the rule cannot tell yet, which is gives: possible',
};

function compareVerdict({ gives }: ExampleText, verdict: 'yes' | 'no' | 'unknown'): string | null {
  const wanted = gives === 'nothing' ? 'no' : gives === 'possible' ? 'unknown' : 'yes';
  return wanted === verdict ? null : said[verdict];
}

function compareAsks({ asks = [] }: ExampleText, advisor: Advisor, facts: Facts): string | null {
  if (asks.length === 0) return null;
  const asked = advisor.advise(facts).ask.map(({ fact }) => fact);
  const missing = asks.find((fact) => !asked.includes(fact));
  return missing === undefined ? null : `"${missing}" is not among what is asked`;
}

function compareTerms(
  { gives }: ExampleText,
  advisor: Advisor,
  facts: Facts,
  rule: Rule | NeverRule,
): string | null {
  if (typeof gives === 'string' || !('action' in rule)) return null;
  const stands = advisor.adviseOnAction(rule.action, facts).terms;
  if (stands === null) return `${rule.action} does not stand`;
  const found: Record<string, unknown> = {
    strength: stands.strength,
    who: stands.who,
    to: stands.to.toSorted().join(', '),
    by: stands.by,
    consent: stands.consent.state,
    basis: stands.consent.basis,
  };
  for (const [key, wanted] of Object.entries(gives)) {
    const expected = key === 'to' ? [wanted].flat().toSorted().join(', ') : wanted;
    if (found[key] !== expected)
      return `its ${key} is ${found[key] || 'nobody and nothing'}, not ${expected}`;
  }
  return null;
}
