import type { LoadedPolicies } from '../packs/index.ts';
import type { CommandLine } from './pathway-command.ts';

const usage = `rowan policy check [council …]      proves the policies
rowan policy diff <one> <other>     what changes between two councils, or two versions
rowan policy draw <council>         the flow chart
rowan policy book <council>         the lead's booklet
`;

/** What the proofs need beside the terminal: milliseconds that only ever grow. */
export interface PolicyCommandLine extends CommandLine {
  readonly readMilliseconds: () => number;
}

/**
 * `rowan policy …`. What few commands need (the solver, Graphviz, the page kit) is brought in by those alone.
 *
 * @returns the exit status: 0; 1 where a proof fails; 2 for what cannot be read
 */
export async function runPolicyCommand(
  [command, ...args]: readonly string[],
  load: () => LoadedPolicies,
  line: PolicyCommandLine,
): Promise<number> {
  switch (command) {
    case 'check': {
      const { runPolicyCheck } = await import('./policy-proof-commands.ts');
      return runPolicyCheck(args, load, line);
    }
    case 'diff': {
      const { runPolicyDiff } = await import('./policy-proof-commands.ts');
      return runPolicyDiff(args, load, line);
    }
    case 'draw': {
      const { runPolicyDraw } = await import('./draw-command.ts');
      return runPolicyDraw(args, load, line);
    }
    case 'book': {
      const { runPolicyBook } = await import('../book/index.ts');
      return runPolicyBook(args, load, line);
    }
    default:
      line.err(usage);
      return 2;
  }
}
