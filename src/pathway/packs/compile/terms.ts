import type { Condition, ConsentRule, Line } from '../../engine/index.ts';
import { suggestName } from '../names.ts';
import type { Path } from '../yaml-file.ts';
import { type ConditionScope, compileLineWord } from './conditions.ts';
import type { PlacedRule, RuleScope } from './rules.ts';
import type { Refusal } from './slots.ts';

/** Who does it. The last line is the otherwise, so that somebody always does. */
export function compileWho(placed: PlacedRule, scope: RuleScope, inFile: ConditionScope): Line<string>[] {
  const { text, layer, file } = placed;
  const resolve = (role: string, at: Path) => {
    const resolved = scope.resolveRole(role, layer);
    if (resolved === null) report(placed, at, scope.refuseRole(role, layer));
    return resolved ?? role;
  };
  const path = [...placed.path, 'who'];
  if (text.who === undefined) {
    file.report(placed.path, `"${text.rule}" does not say who does it`);
    return [];
  }
  if (typeof text.who === 'string') return [{ when: null, gives: resolve(text.who, path) }];
  const lines = compileLines(placed, inFile, 'who', text.who).map(({ when, gives, at }) => ({
    when,
    gives: resolve(gives, at),
  }));
  if (lines.every(({ when }) => when !== null))
    file.report(path, 'the last line of who must be the otherwise: { otherwise: … }');
  return lines;
}

/** Whom it goes to: services, or roles of the council's. */
export function compileTo(
  placed: PlacedRule,
  scope: RuleScope,
  inFile: ConditionScope,
): Line<readonly string[]>[] {
  const { to } = placed.text;
  if (to === undefined) return [];
  const at = [...placed.path, 'to'];
  if (typeof to === 'string' || isListOfNames(to))
    return [{ when: null, gives: resolveServices(placed, scope, to, at) }];
  return compileLines(placed, inFile, 'to', to).map((line) => ({
    when: line.when,
    gives: resolveServices(placed, scope, line.gives, line.at),
  }));
}

function isListOfNames(to: readonly unknown[]): to is string[] {
  return to.every((entry) => typeof entry === 'string');
}

function compileLines<Gives>(
  { file, path }: PlacedRule,
  scope: ConditionScope,
  key: 'who' | 'to',
  lines: readonly Record<string, Gives>[],
): { when: Condition | null; gives: Gives; at: Path }[] {
  return lines.flatMap((line, index) => {
    const entries = Object.entries(line);
    if (entries.length !== 1)
      file.report([...path, key, index], `a line of ${key} has one word and what it gives: { a-word: … }`);
    return entries.map(([word, gives]) => {
      const at = [...path, key, index, word];
      if (word === 'otherwise' && index < lines.length - 1) file.report(at, 'the otherwise comes last');
      return { when: word === 'otherwise' ? null : compileLineWord(word, at, scope), gives, at };
    });
  });
}

/** Each service, or role, that stands for these names. */
export function resolveServices(
  placed: PlacedRule,
  scope: RuleScope,
  names: string | readonly string[],
  at: Path,
): string[] {
  return [names].flat().map((service) => {
    const resolved = scope.resolveService(service, placed.layer);
    if (resolved === null) report(placed, at, scope.refuseService(service, placed.layer));
    return resolved ?? service;
  });
}

function report(placed: PlacedRule, at: Path, { file, path, message }: Refusal): void {
  if (file === null) placed.file.report(at, message);
  else file.report(path, message);
}

/** How consent is labelled; it holds no condition. */
export function compileConsent({ text, file, path }: PlacedRule, scope: RuleScope): ConsentRule | null {
  const { consent } = text;
  if (consent === undefined) return null;
  const at = [...path, 'consent'];
  checkConsentFact(consent.fact, scope, (message) => file.report([...at, 'fact'], message));
  const bases = scope.lexicon.bases;
  if (consent.basis !== undefined && !bases.has(consent.basis)) {
    const message = `"${consent.basis}" is not a basis${suggestName(consent.basis, bases.keys())}`;
    file.report([...at, 'basis'], message);
  }
  const missing = (['unknown', 'if-refused', 'basis'] as const).filter((key) => consent[key] === undefined);
  if (missing.length === 1 || missing.length === 2) {
    const lacks = missing.join(' and ');
    file.report(
      at,
      `consent says its fact alone, or all of fact, unknown, if-refused and basis: it lacks ${lacks}`,
    );
  }
  return {
    fact: consent.fact,
    unknown: consent.unknown ?? 'ask',
    basis: consent.basis ?? null,
    mayBeOverridden: consent['if-refused'] === 'override',
  };
}

function checkConsentFact(id: string, scope: RuleScope, refuse: (message: string) => void): void {
  const answersConsent = (fact: string) =>
    scope.facts.get(fact)?.values.every(({ id: value }) => value === 'yes' || value === 'no') === true;
  if (answersConsent(id)) return;
  const known = [...scope.facts.keys()].filter(answersConsent);
  refuse(
    scope.facts.has(id)
      ? `"${id}" is not answered by yes and no, as consent is`
      : `"${id}" is not a fact${suggestName(id, known)}`,
  );
}
