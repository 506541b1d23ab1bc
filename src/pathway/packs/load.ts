import { fileURLToPath } from 'node:url';
import { type Advisor, type Condition, type Invariant, makeAdvisor, type Policy } from '../engine/index.ts';

import { checkRegister } from './check-register.ts';
import { compileInvariants } from './compile/invariants.ts';
import { type CompiledPack, compilePack } from './compile/policy.ts';
import type { PlacedRule } from './compile/rules.ts';
import { type Example, tryExamples } from './examples.ts';
import {
  hashFiles,
  listPackFolders,
  MissingFileError,
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
  try {
    const shared = readSharedFiles(root);
    const problems = collect([shared.core, shared.baseline, shared.clauses]);
    const packs = listPackFolders(root).map((folder) => loadPack(root, folder, shared));
    const sharedNames = checkSharedNames(packs.map(({ files }) => files));
    return {
      root,
      policies: packs.flatMap(({ loaded }) => (loaded === null ? [] : [loaded])),
      problems: dedupe([...problems, ...packs.flatMap((pack) => pack.problems()), ...sharedNames]),
    };
  } catch (error) {
    if (!(error instanceof MissingFileError)) throw error;
    return {
      root,
      policies: [],
      problems: [{ file: error.file, line: 1, column: 1, message: 'this file is missing' }],
    };
  }
}

function loadPack(root: string, folder: string, shared: SharedFiles) {
  const files = readPackFiles(root, folder);
  const contentHash = hashFiles([...shared.texts, ...files.texts]);
  const version = files.words.parsed?.version ?? '?';
  const compiled = compilePack(shared, files, `${version}-${contentHash.slice(0, 16)}`);
  const problems = () =>
    collect([
      shared.core,
      shared.baseline,
      files.words,
      files.rules,
      files.invariants,
      files.clauses,
      files.questions,
    ]);
  const sound = compiled !== null && problems().length === 0 && shared.clauses.problems.length === 0;
  const loaded = sound ? finish(files, shared, compiled, version, contentHash) : null;
  return { files, problems, loaded };
}

function finish(
  files: PackFiles,
  shared: SharedFiles,
  compiled: CompiledPack,
  version: string,
  contentHash: string,
): LoadedPolicy {
  const advisor = makeAdvisor(compiled.policy);
  const own = compiled.placed.filter(({ file }) => file !== shared.baseline);
  const examples = [
    ...tryExamples(own, advisor),
    ...tryExamples(compiled.baselineRules, makeAdvisor(compiled.baselineOnly)),
  ];
  checkRegister(files, compiled.placed);
  return {
    council: compiled.policy.council,
    version,
    contentHash,
    words: files.words.parsed as WordsText,
    policy: compiled.policy,
    baselineOnly: compiled.baselineOnly,
    advisor,
    placed: compiled.placed,
    named: [...compiled.words].map(([id, { means, when, file }]) => ({
      means,
      condition: compiled.compileIn(file, when, ['words', id, 'when']),
    })),
    invariants: compileInvariants(files, shared, compiled),
    examples,
    clauses: [...(files.clauses.parsed ?? []), ...(shared.clauses.parsed ?? [])],
    questions: files.questions.parsed ?? [],
    sources: files.sources,
  };
}

function collect(files: readonly { problems: readonly Problem[] }[]): Problem[] {
  return files.flatMap(({ problems }) => problems);
}

/**
 * The baseline is compiled with each council's words, so that one mistake in it may be noted several times.
 */
function dedupe(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

const sharedKinds = ['services', 'roles', 'facts', 'actions', 'nevers', 'timings', 'bases'] as const;

/** One name space: two councils that use one name say the same of it. */
function checkSharedNames(packs: readonly PackFiles[]): Problem[] {
  const first = new Map<string, { text: string; council: string }>();
  for (const { words, council, folder } of packs) {
    for (const kind of sharedKinds) {
      for (const [id, entry] of Object.entries(words.parsed?.[kind] ?? {})) {
        const text = JSON.stringify(entry);
        const known = first.get(`${kind}/${id}`);
        if (known === undefined) first.set(`${kind}/${id}`, { text, council });
        else if (known.text !== text && known.council !== council) {
          words.report(
            [kind, id],
            `${known.council} says something else of "${id}": one name means one thing (${folder})`,
          );
        }
      }
    }
  }
  return packs.flatMap(({ words }) => words.problems);
}
