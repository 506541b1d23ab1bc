import type { Came } from '../casework/recording-desk.ts';
import { acts, type Cast, type Filled } from './acts.ts';
import type { FaultyDesk } from './faulty-desk.ts';
import type { Fault } from './faulty-line.ts';
import { describeChange, type Snapshot } from './snapshot.ts';

/** What an act asks of its databases and changes in them when nothing goes wrong. */
export interface Whole {
  readonly statements: number;
  readonly change: string;
}

/** A fault at one of an act's statements, the first of which is 1. */
export interface Mishap {
  readonly at: number;
  readonly what: Fault;
}

/** A draft that is saved once more is on record once more. */
const recordedAgain = 'a draft is saved';

/** Does an act without a fault. */
export async function doAct({ plan, camera }: FaultyDesk, cast: Cast, name: string): Promise<Whole> {
  const form = await fillIn(cast, name);
  const before = await camera.take();
  plan.begin();
  const came = await send(form);
  const statements = plan.sent;
  if (came.status !== 303) throw new Error(`${name}: answered with ${came.status}`);
  return { statements, change: describeChange(before, await camera.take()) };
}

/**
 * Sends the form of an act, again and again, each time with another mishap, and at last without. Where a
 * mishap left it kept, that form is done with, and the next mishaps befall another.
 *
 * @returns what is wrong, in sentences; and how many mishaps there were: a form that is sent again may take
 *   fewer statements
 */
export async function breakAct(
  desk: FaultyDesk,
  cast: Cast,
  name: string,
  whole: Whole,
  mishaps: readonly Mishap[],
): Promise<{ readonly wrong: readonly string[]; readonly happened: number }> {
  const { plan, camera } = desk;
  const wrong: string[] = [];
  let happened = 0;
  let form = await fillIn(cast, name);
  let before = await camera.take();
  for (const mishap of mishaps) {
    plan.begin(mishap);
    const came = await send(form);
    if (plan.sent >= mishap.at) happened += 1;
    plan.begin();
    const change = describeChange(before, await camera.take());
    const faults = [
      ...(change === '' || change === whole.change ? [] : [`half was kept: ${change}`]),
      ...(isHonest(came, change !== '')
        ? []
        : [`it answered ${came.status} and kept ${change || 'nothing'}`]),
    ];
    if (change !== '') {
      faults.push(...(await sendAgain(desk, name, { form, before, whole })));
      form = await fillIn(cast, name);
      before = await camera.take();
    }
    wrong.push(...faults.map((sentence) => `${name}, statement ${mishap.at} ${mishap.what}: ${sentence}`));
  }
  const last = await sendAgain(desk, name, { form, before, whole });
  wrong.push(...last.map((sentence) => `${name}, at last: ${sentence}`));
  return { wrong, happened };
}

/** Whether it is kept or not: after the same form has come once more, it is kept once. */
async function sendAgain(
  { camera }: FaultyDesk,
  name: string,
  { form, before, whole }: { readonly form: Filled; readonly before: Snapshot; readonly whole: Whole },
): Promise<readonly string[]> {
  const { status } = await send(form);
  const change = describeChange(before, await camera.take());
  return [
    ...(status === 303 ? [] : [`sent again, it answered ${status}`]),
    ...(change === whole.change || name === recordedAgain ? [] : [`sent again, it made of it: ${change}`]),
  ];
}

/** Who reads "saved" can rely on it; who reads that it may not be can send it again, with all they typed. */
function isHonest({ status, text }: Came, isKept: boolean): boolean {
  if (status === 303) return isKept;
  return status === 503 && /may not be saved/.test(text) && /Send it again/.test(text);
}

const send = ({ who, path, fields }: Filled): Promise<Came> => who.post(path, fields);

function fillIn(cast: Cast, name: string): Promise<Filled> {
  const act = acts[name];
  if (act === undefined) throw new Error(`There is no act “${name}”.`);
  return act(cast);
}
