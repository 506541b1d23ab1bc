import { fileURLToPath } from 'node:url';
import { type Advisor, type Condition, type Invariant, makeAdvisor, type Policy } from '../engine/index.ts';

import { checkSharedNames, checkVersions } from './check-packs.ts';
import { checkBaselineRegister, checkRegister } from './check-register.ts';
import { compileInvariants } from './compile/invariants.ts';
import { type CompiledPack, compilePack } from './compile/policy.ts';
import type { PlacedRule } from './compile/rules.ts';
import { type Example, tryExamples } from './examples.ts';
import { checkSharedHandbooks } from './handbook/compare-handbooks.ts';
import { compileHandbook } from './handbook/compile-handbook.ts';
import { addContacts } from './handbook/contacts.ts';
import type { Handbook } from './handbook/handbook.ts';
import { indexRegisters, type Registers } from './handbook/registers.ts';
import {
  hashFiles,
  listPackFolders,
  type PackFiles,
  readPackFiles,
  readSharedFiles,
  type SharedFiles,
} from './load-pack.ts';
import type { ClauseText, QuestionText } from './schema/register.schema.ts';
import type { WordsText } from './schema/words.schema.ts';
import type { Problem } from './yaml-file.ts';

/** A situation to which a pack or the baseline gave a name, with its sentence of meaning. */
export interface NamedSituation {
  readonly means: string;
  readonly condition: Condition;
}

/** One version of one council's policy, whole. */
export interface LoadedPolicy {
  readonly council: string;
  readonly version: string;
  /** SHA-256 over core, baseline and pack, 64 hexadecimal digits. */
  readonly contentHash: string;
  readonly words: WordsText;
  readonly policy: Policy;
  readonly baselineOnly: Policy;
  readonly advisor: Advisor;
  readonly placed: readonly PlacedRule[];
  readonly named: readonly NamedSituation[];
  readonly invariants: readonly Invariant[];
  readonly examples: readonly Example[];
  /** The council's own register and the baseline's. */
  readonly clauses: readonly ClauseText[];
  readonly questions: readonly QuestionText[];
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly handbook: Handbook;
}

export interface LoadedPolicies {
  readonly root: string;
  readonly policies: readonly LoadedPolicy[];
  readonly problems: readonly Problem[];
}

/** The folder of the policies that are shipped with Rowan. */
export const shippedPolicies = fileURLToPath(new URL('../../../policies', import.meta.url));

/** Reads and compiles every policy below a folder. Where there are problems, nothing may start on it. */
export function loadPolicies(root: string = shippedPolicies): LoadedPolicies {
  const shared = readSharedFiles(root);
  checkBaselineRegister(shared);
  const files = listPackFolders(root).map((folder) => readPackFiles(root, folder));
  const registers = indexRegisters(files, shared);
  const packs = files.map((one) => loadPack(one, shared, registers));
  checkSharedNames(files);
  checkSharedHandbooks(files);
  checkVersions(files);
  return {
    root,
    policies: packs.filter((loaded) => loaded !== null),
    problems: dedupe([...listProblems(shared), ...files.flatMap(listProblems)]),
  };
}

function loadPack(files: PackFiles, shared: SharedFiles, registers: Registers): LoadedPolicy | null {
  const contentHash = hashFiles([...shared.texts, ...files.texts]);
  const version = files.words.parsed?.version ?? '?';
  const compiled = compilePack(shared, files, `${version}-${contentHash.slice(0, 16)}`);
  if (compiled === null) return null;
  checkRegister(files, shared, compiled.placed);
  const parts = {
    invariants: compileInvariants(files, shared, compiled),
    handbook: compileHandbook(files, shared, compiled, registers),
    named: [...compiled.words].map(([id, { means, when, file }]) => ({
      means,
      condition: compiled.compileIn(file, when, ['words', id, 'when']),
    })),
  };
  const isSound = [shared, files].every((all) => listProblems(all).length === 0);
  return isSound ? finish(files, shared, compiled, { version, contentHash, ...parts }) : null;
}

function finish(
  files: PackFiles,
  shared: SharedFiles,
  compiled: CompiledPack,
  rest: Pick<LoadedPolicy, 'version' | 'contentHash' | 'invariants' | 'named' | 'handbook'>,
): LoadedPolicy {
  const policy = addContacts(compiled.policy, rest.handbook.directory);
  const advisor = makeAdvisor(policy);
  const words = files.words.parsed as WordsText;
  const own = compiled.placed.filter(({ file }) => file !== shared.baseline);
  const examples = [
    ...tryExamples(own, advisor),
    ...tryExamples(compiled.baselineRules, makeAdvisor(compiled.baselineOnly)),
  ];
  return {
    ...rest,
    council: policy.council,
    words: { ...words, settings: { ...shared.core.parsed?.settings, ...words.settings } },
    policy,
    baselineOnly: compiled.baselineOnly,
    advisor,
    placed: compiled.placed,
    examples,
    clauses: [...(files.clauses.parsed ?? []), ...(shared.clauses.parsed ?? [])],
    questions: files.questions.parsed ?? [],
    sources: files.sources,
  };
}

function listProblems(files: SharedFiles | PackFiles): Problem[] {
  const own =
    'core' in files
      ? [files.core, files.baseline, files.clauses]
      : [files.words, files.rules, files.invariants, files.clauses, files.questions, ...listHandbook(files)];
  return own.flatMap(({ problems }) => problems);
}

function listHandbook({ directory, signs, guidance }: PackFiles) {
  return [directory, signs, guidance].filter((file) => file !== null);
}

/**
 * The baseline is compiled with each council's words, so that one mistake in it may be noted several times.
 */
function dedupe(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
