import type { Bool, Context } from 'z3-solver';

/** A formula that is true or false of a situation. */
export type Flag = Bool<'rowan'>;
export type Z3 = Context<'rowan'>;

/**
 * Starts the solver (WebAssembly, in this process), does the work and ends its threads, which would otherwise keep
 * the process alive for ever.
 */
export async function withSolver<Result>(work: (z3: Z3) => Promise<Result>): Promise<Result> {
  // Read only here: whoever asks for advice does not wait for thirty megabytes of solver.
  const { init, killThreads } = await import('z3-solver');
  const { Context: makeContext, em } = await init();
  try {
    return await work(makeContext('rowan'));
  } finally {
    await killThreads(em);
  }
}

/** Formulas, joined. All are kept alive: the solver's finalisers must not run beside a check on its other thread. */
export interface Logic {
  readonly z3: Z3;
  name(hint: string): Flag;
  always(truth: boolean): Flag;
  and(flags: readonly Flag[]): Flag;
  or(flags: readonly Flag[]): Flag;
  not(flag: Flag): Flag;
  differ(a: Flag, b: Flag): Flag;
  atMost(flags: readonly Flag[], most: number): Flag;
}

export function makeLogic(z3: Z3): Logic {
  const kept: unknown[] = [];
  const keep = (flag: Flag): Flag => {
    kept.push(flag);
    return flag;
  };
  const yes = keep(z3.Bool.val(true));
  const no = keep(z3.Bool.val(false));
  let names = 0;
  return {
    z3,
    name: (hint) => keep(z3.Bool.const(`${hint}#${names++}`)),
    always: (truth) => (truth ? yes : no),
    and(flags) {
      const rest = flags.filter((flag) => flag !== yes);
      if (rest.includes(no)) return no;
      const [first] = rest;
      if (first === undefined) return yes;
      return rest.length === 1 ? first : keep(z3.And(...rest));
    },
    or(flags) {
      const rest = flags.filter((flag) => flag !== no);
      if (rest.includes(yes)) return yes;
      const [first] = rest;
      if (first === undefined) return no;
      return rest.length === 1 ? first : keep(z3.Or(...rest));
    },
    not(flag) {
      if (flag === yes) return no;
      return flag === no ? yes : keep(z3.Not(flag));
    },
    differ: (a, b) => keep(z3.Xor(a, b)),
    atMost(flags, most) {
      const [first, ...rest] = flags;
      return first === undefined ? yes : keep(z3.AtMost([first, ...rest], most));
    },
  };
}
