import type { Condition, Policy, Service } from '../../engine/index.ts';
import { listIds } from '../check-register.ts';
import type { PackFiles, SharedFiles } from '../load-pack.ts';
import type { ConditionText } from '../schema/condition.schema.ts';
import type { RulesText } from '../schema/rules.schema.ts';
import type { CoreText, WordsText } from '../schema/words.schema.ts';
import type { YamlFile } from '../yaml-file.ts';
import { checkCoreNames, checkPackNames } from './check-names.ts';
import { compileCondition, refusalOverridden, type WordText } from './conditions.ts';
import { conditionWords } from './facts.ts';
import { describeService, joinWords, type Lexicon } from './lexicon.ts';
import { joinRules } from './refine.ts';
import { compileRules, type PlacedRule, type RuleScope } from './rules.ts';
import { fillSlots, type Receivers } from './slots.ts';

/** A policy and the baseline alone in this council's words, with the rules as they were written. */
export interface CompiledPack {
  readonly policy: Policy;
  readonly baselineOnly: Policy;
  readonly placed: readonly PlacedRule[];
  readonly baselineRules: readonly PlacedRule[];
  readonly words: ReadonlyMap<string, WordText>;
  /** Compiles a condition of another file of this pack: an invariant's where, a service's serves. */
  compileIn(file: YamlFile, text: ConditionText, path: readonly (string | number)[]): Condition;
  readonly lexicon: Lexicon;
  readonly baselineFile: YamlFile;
  readonly receivers: Receivers;
}

/**
 * Compiles one version of a council's policy, or null where a file could not be read. Mistakes are noted in
 * the files.
 */
export function compilePack(
  shared: SharedFiles,
  pack: PackFiles,
  policyVersion: string,
): CompiledPack | null {
  const core = shared.core.parsed;
  const baseline = shared.baseline.parsed;
  const words = pack.words.parsed;
  const rules = pack.rules.parsed;
  if (core === null || baseline === null || words === null || rules === null) return null;
  checkCoreNames(shared.core);
  if (shared.core.problems.length > 0) return null;
  const lexicon = joinWords(shared.core, pack.words);
  const named = collectWords(shared.baseline, baseline, pack.rules, rules, lexicon);
  const scope = makeRuleScope(core, pack, shared, lexicon, named);
  const baselineRules = place(baseline, 'baseline', shared.baseline);
  const timings = lexicon.timings.map(({ id }) => id);
  const placed = joinRules(baselineRules, place(rules, 'council', pack.rules), timings);
  const builtIn = new Map<string, Condition>();
  const compileIn: CompiledPack['compileIn'] = (file, text, path) =>
    compileCondition(text, path, { facts: lexicon.facts, words: named, file, builtIn });
  const services = compileServices(pack, lexicon, compileIn);
  const shape = {
    ...describePolicy(core, words, lexicon, policyVersion, services),
    safeToAsk: compileIn(shared.core, core['safe-to-ask'], ['safe-to-ask']),
  };
  checkPackNames(core, pack, lexicon);
  return {
    policy: { ...shape, ...compileRules(placed, scope) },
    baselineOnly: { ...shape, ...compileRules(baselineRules, scope) },
    placed,
    baselineRules,
    words: named,
    compileIn,
    lexicon,
    baselineFile: shared.baseline,
    receivers: scope,
  };
}

function place(text: RulesText, layer: PlacedRule['layer'], file: YamlFile): PlacedRule[] {
  return text.rules.map((rule, index) => ({ text: rule, layer, file, path: ['rules', index] }));
}

/** A pack may use the baseline's words, and may say one again only in the same way. */
function collectWords(
  baselineFile: YamlFile,
  baseline: RulesText,
  packFile: YamlFile,
  pack: RulesText,
  lexicon: Lexicon,
): ReadonlyMap<string, WordText> {
  const words = new Map<string, WordText>();
  const refuse = (file: YamlFile, id: string) => {
    const ownWord = id === refusalOverridden || conditionWords.includes(id);
    if (ownWord) file.report(['words', id], `"${id}" is a word of Rowan's own: choose another name`);
    if (lexicon.facts.has(id)) file.report(['words', id], `"${id}" is a fact already: choose another name`);
  };
  for (const [id, word] of Object.entries(baseline.words)) {
    refuse(baselineFile, id);
    words.set(id, { ...word, file: baselineFile });
  }
  for (const [id, word] of Object.entries(pack.words)) {
    const known = words.get(id);
    refuse(packFile, id);
    if (known !== undefined && JSON.stringify(known.when) !== JSON.stringify(word.when)) {
      packFile.report(['words', id], `the baseline's word "${id}" means something else: choose another name`);
    }
    words.set(id, { ...word, file: packFile });
  }
  return words;
}

function makeRuleScope(
  core: CoreText,
  pack: PackFiles,
  shared: SharedFiles,
  lexicon: Lexicon,
  words: ReadonlyMap<string, WordText>,
): RuleScope {
  const registers = [shared.clauses.parsed, pack.clauses.parsed];
  return {
    facts: lexicon.facts,
    words,
    lexicon,
    ...fillSlots(core, pack.words, lexicon),
    clauses: registers.includes(null)
      ? null
      : new Set(registers.flatMap((clauses) => listIds(clauses ?? []))),
  };
}

function compileServices(pack: PackFiles, lexicon: Lexicon, compileIn: CompiledPack['compileIn']): Service[] {
  return [...lexicon.services].map(([id, text]) => ({
    ...describeService(id, text),
    serves: text.serves === undefined ? null : compileIn(pack.words, text.serves, ['services', id, 'serves']),
  }));
}

function describePolicy(
  core: CoreText,
  words: WordsText,
  lexicon: Lexicon,
  policyVersion: string,
  services: Service[],
): Omit<Policy, 'safeToAsk' | 'rules' | 'neverRules'> {
  const place = (step: string) => lexicon.steps.findIndex(({ id }) => id === step);
  return {
    council: words.council,
    name: words.name,
    policyVersion,
    facts: [...lexicon.facts.values()],
    askFirst: core['ask-first'],
    actions: [...lexicon.actions.values()].toSorted((a, b) => place(a.step) - place(b.step)),
    steps: lexicon.steps,
    nevers: [...lexicon.nevers.values()],
    services,
    roles: [...lexicon.roles.values()],
    timings: lexicon.timings,
    bases: [...lexicon.bases.values()],
  };
}
