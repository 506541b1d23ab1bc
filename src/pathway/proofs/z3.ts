import type { Bool, Context } from 'z3-solver';

/** A formula that is true or false of a situation. */
export type Flag = Bool<'rowan'>;

/** The solver, started. */
export interface Z3 {
  readonly context: Context<'rowan'>;
  readonly memory: Memory;
}

/** What is used of the solver's WebAssembly beneath its own front. */
interface Memory {
  readonly HEAPU32: Uint32Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
  _Z3_solver_check_assumptions(context: unknown, solver: unknown, count: number, at: number): number;
  readonly PThread: { terminateAllThreads(): void };
}

/** Starts the solver (WebAssembly, in this process), does the work and ends the solver's threads. */
export async function withSolver<Result>(work: (z3: Z3) => Promise<Result> | Result): Promise<Result> {
  // Read only here: whoever asks for advice does not wait for thirty megabytes of solver.
  const { init } = await import('z3-solver');
  const { Context: makeContext, em } = await init();
  const memory: Memory = em;
  try {
    return await work({ context: makeContext('rowan'), memory });
  } finally {
    memory.PThread.terminateAllThreads();
  }
}

/** Formulas, joined. */
export interface Logic {
  name(hint: string): Flag;
  always(truth: boolean): Flag;
  and(flags: readonly Flag[]): Flag;
  or(flags: readonly Flag[]): Flag;
  not(flag: Flag): Flag;
  differ(a: Flag, b: Flag): Flag;
  atMost(flags: readonly Flag[], most: number): Flag;
  makeSolver(): Solver;
}

export interface Solver {
  add(flag: Flag): void;
  /** How these flags, all true, may be met: a reading of any flag, or null where they cannot be. */
  meet(flags: readonly Flag[]): ((flag: Flag) => boolean) | null;
}

export function makeLogic(z3: Z3): Logic {
  const { context } = z3;
  const yes = context.Bool.val(true);
  const no = context.Bool.val(false);
  let names = 0;
  return {
    name: (hint) => context.Bool.const(`${hint}#${names++}`),
    always: (truth) => (truth ? yes : no),
    and(flags) {
      const rest = flags.filter((flag) => flag !== yes);
      if (rest.includes(no)) return no;
      const [first] = rest;
      if (first === undefined) return yes;
      return rest.length === 1 ? first : context.And(...rest);
    },
    or(flags) {
      const rest = flags.filter((flag) => flag !== no);
      if (rest.includes(yes)) return yes;
      const [first] = rest;
      if (first === undefined) return no;
      return rest.length === 1 ? first : context.Or(...rest);
    },
    not(flag) {
      if (flag === yes) return no;
      return flag === no ? yes : context.Not(flag);
    },
    differ: (a, b) => context.Xor(a, b),
    atMost(flags, most) {
      const [first, ...rest] = flags;
      return first === undefined ? yes : context.AtMost([first, ...rest], most);
    },
    makeSolver: () => makeSolver(z3),
  };
}

function makeSolver({ context, memory }: Z3): Solver {
  const solver = new context.Solver('QF_FD');
  return {
    add: (flag) => solver.add(flag),
    meet(flags) {
      solver.push();
      for (const flag of flags) solver.add(flag);
      const isMet = check();
      const model = isMet ? solver.model() : null;
      solver.pop();
      return model === null ? null : (flag) => context.isTrue(model.eval(flag, true));
    },
  };

  /**
   * The solver's own `check` starts a thread each time, and once, on a busy machine, it never came back.
   * Called beneath it, the same check runs in this thread.
   */
  function check(): boolean {
    const answer = memory._Z3_solver_check_assumptions(context.ptr, solver.ptr, 0, 0);
    if (answer === 0) throw new Error(`the solver gave up: ${solver.reasonUnknown()}`);
    return answer === 1;
  }
}
