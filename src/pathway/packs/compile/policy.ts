import type { Condition, Policy, Service } from '../../engine/index.ts';
import type { PackFiles, SharedFiles } from '../load-pack.ts';
import type { RulesText } from '../schema/rules.schema.ts';
import type { ConditionText, CoreText, WordsText } from '../schema/words.schema.ts';
import type { YamlFile } from '../yaml-file.ts';
import { compileCondition, refusalOverridden, type WordText } from './conditions.ts';
import { describeService, joinWords, type Lexicon } from './lexicon.ts';
import { joinRules } from './refine.ts';
import { compileRules, type PlacedRule, type RuleScope } from './rules.ts';

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
  /** What fills a slot that the baseline names; a name that is no slot stands for itself. */
  resolveInBaseline(name: string): string;
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
  const lexicon = joinWords(core, pack.words);
  const named = collectWords(shared.baseline, baseline, pack.rules, rules);
  const scope = makeRuleScope(core, pack, shared, lexicon, named);
  const baselineRules = place(baseline, 'baseline', shared.baseline);
  const placed = joinRules(baselineRules, place(rules, 'council', pack.rules));
  const builtIn = new Map<string, Condition>();
  const compileIn: CompiledPack['compileIn'] = (file, text, path) =>
    compileCondition(text, path, { facts: lexicon.facts, words: named, file, builtIn });
  const services = compileServices(pack, lexicon, compileIn);
  const shape = {
    ...describePolicy(core, words, lexicon, policyVersion, services),
    safeToAsk: compileIn(shared.core, core['safe-to-ask'], ['safe-to-ask']),
  };
  checkNames(core, pack, lexicon);
  return {
    policy: { ...shape, ...compileRules(placed, scope) },
    baselineOnly: { ...shape, ...compileRules(baselineRules, scope) },
    placed,
    baselineRules,
    words: named,
    compileIn,
    lexicon,
    baselineFile: shared.baseline,
    resolveInBaseline: (name) =>
      scope.resolveService(name, 'baseline') ?? scope.resolveRole(name, 'baseline') ?? name,
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
): ReadonlyMap<string, WordText> {
  const words = new Map<string, WordText>();
  for (const [id, word] of Object.entries(baseline.words)) words.set(id, { ...word, file: baselineFile });
  for (const [id, word] of Object.entries(pack.words)) {
    const known = words.get(id);
    if (id === refusalOverridden || id === 'otherwise')
      packFile.report(['words', id], `"${id}" is a word of Rowan's own`);
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
  const fills = pack.words.parsed?.fills ?? { services: {}, roles: {} };
  const fillRole = (slot: string): string | null => {
    const own = fills.roles[slot];
    if (own !== undefined) return own;
    const instead = core.slots.roles[slot]?.['when-not-filled'];
    return instead === undefined ? null : fillRole(instead);
  };
  return {
    facts: lexicon.facts,
    words,
    lexicon,
    resolveRole: (role, layer) => (layer === 'council' && lexicon.roles.has(role) ? role : fillRole(role)),
    resolveService(name, layer) {
      const own = layer === 'council' && (lexicon.services.has(name) || lexicon.roles.has(name));
      return own ? name : (fills.services[name] ?? null);
    },
    clauses: new Set(
      [...(shared.clauses.parsed ?? []), ...(pack.clauses.parsed ?? [])].flatMap(({ id, aliases }) => [
        id,
        ...aliases,
      ]),
    ),
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

/** The names outside rules: what fills the slots, who receives concerns, whose folder this is. */
function checkNames(core: CoreText, pack: PackFiles, lexicon: Lexicon): void {
  const { words } = pack;
  const text = words.parsed;
  if (text === null) return;
  if (text.council !== pack.council) {
    words.report(['council'], `the folder is called "${pack.council}", and the council "${text.council}"`);
  }
  const receiver = text['receives-concerns'];
  if (!lexicon.roles.has(receiver))
    words.report(['receives-concerns'], `"${receiver}" is not a role that this council has`);
  for (const [slot, service] of Object.entries(text.fills.services)) {
    if (core.slots.services[slot] === undefined)
      words.report(['fills', 'services', slot], `the core has no slot "${slot}"`);
    if (!lexicon.services.has(service))
      words.report(['fills', 'services', slot], `"${service}" is not a service here`);
  }
  for (const [slot, role] of Object.entries(text.fills.roles)) {
    if (core.slots.roles[slot] === undefined)
      words.report(['fills', 'roles', slot], `the core has no slot "${slot}"`);
    if (!lexicon.roles.has(role)) words.report(['fills', 'roles', slot], `"${role}" is not a role here`);
  }
  const until = text['in-force'].to;
  if (until !== undefined && until < text['in-force'].from) {
    words.report(['in-force', 'to'], `the version ends on ${until}, before it begins`);
  }
}
