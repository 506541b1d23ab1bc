import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadedPolicies, loadPolicies, runPathwayCommand } from '../../src/pathway/index.ts';

const shipped = fileURLToPath(new URL('../../policies', import.meta.url));
const fictional = fileURLToPath(new URL('../packs', import.meta.url));
const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** A copy of the shipped policies in a folder of its own, into which councils are put and taken out again. */
export interface CopiedPolicies {
  readonly root: string;
  put(council: string): void;
  takeOut(council: string): void;
  /** Adds rules, each indented as in rules.yaml, to a council that was put in. */
  addRules(council: string, rules: string): void;
  load(): LoadedPolicies;
  /** The command line on this folder, in a process of its own. */
  rowan(args: readonly string[], input?: string): Said;
  /** `rowan pathway` on this folder, in this process. */
  runPathway(args: readonly string[], input: string): Said;
  /** `rowan pathway --lines`, with one line for each set of facts. */
  advise(council: string, facts: readonly object[]): readonly Answer[];
  remove(): void;
}

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a line of `rowan pathway --lines` answers. */
export interface Answer {
  readonly policyVersion: string;
  readonly actions: readonly {
    readonly action: string;
    readonly who: string;
    readonly to: readonly string[];
    readonly by: string | null;
    readonly strength: string;
    readonly consent: { readonly state: string; readonly basis: string | null };
    readonly because: string;
  }[];
  readonly possible: readonly { readonly action: string; readonly dependsOn: readonly string[] }[];
  readonly never: readonly { readonly never: string }[];
  readonly ask: readonly { readonly fact: string }[];
}

export function copyPolicies(): CopiedPolicies {
  const root = mkdtempSync(join(tmpdir(), 'rowan-policies-'));
  cpSync(shipped, root, { recursive: true });
  const rowan: CopiedPolicies['rowan'] = (args, input = '') => {
    const env = { ...process.env, ROWAN_POLICIES: root };
    const run = spawnSync(process.execPath, [cli, ...args], { input, env, encoding: 'utf8' });
    return { status: run.status, out: run.stdout, err: run.stderr };
  };
  let loaded: LoadedPolicies | null = null;
  const load = () => {
    loaded ??= loadPolicies(root);
    return loaded;
  };
  const changing =
    <Args extends string[]>(change: (...args: Args) => void) =>
    (...args: Args) => {
      change(...args);
      loaded = null;
    };
  const runPathway: CopiedPolicies['runPathway'] = (args, input) => {
    const said = { out: '', err: '' };
    const status = runPathwayCommand(args, load, {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      readInput: () => input,
      isTerminal: false,
      today: '2026-11-22',
    });
    return { status, ...said };
  };
  return {
    root,
    put: changing((council) => cpSync(join(fictional, council), join(root, council), { recursive: true })),
    takeOut: changing((council) => rmSync(join(root, council), { recursive: true })),
    addRules: changing((council, rules) => appendFileSync(join(root, council, 'rules.yaml'), rules)),
    load,
    rowan,
    runPathway,
    advise(council, facts) {
      const lines = facts.map((one, id) => JSON.stringify({ id, council, facts: one }));
      const { status, out, err } = runPathway(['--lines'], lines.join('\n'));
      if (status !== 0) throw new Error(err);
      return out
        .trimEnd()
        .split('\n')
        .map((line): Answer => JSON.parse(line));
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** What is said of one action; undefined where it does not stand. */
export function findAction(
  answer: Answer | undefined,
  action: string,
): Answer['actions'][number] | undefined {
  return answer?.actions.find((one) => one.action === action);
}
