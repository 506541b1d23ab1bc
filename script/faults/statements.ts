import { acts, openCast } from '../../test/faults/acts.ts';
import { breakAct, doAct } from '../../test/faults/break-act.ts';
import { openFaultyDesk } from '../../test/faults/faulty-desk.ts';
import { faults } from '../../test/faults/faulty-line.ts';
import type { Faults } from './faults.ts';

/**
 * Each main transaction with a fault at each of its statements, of each kind.
 *
 * @param count how often each
 */
export const runStatements: Faults = async function* (count = 1) {
  const desk = await openFaultyDesk();
  try {
    const cast = await openCast(desk.desk);
    for (const name of Object.keys(acts)) {
      await doAct(desk, cast, name);
      // By the second time it is known what is remembered between requests.
      const whole = await doAct(desk, cast, name);
      const statements = Array.from({ length: whole.statements }, (_, place) => place + 1);
      const mishaps = statements.flatMap((at) => faults.map((what) => ({ at, what })));
      const wrong: string[] = [];
      let happened = 0;
      for (let turn = 0; turn < count; turn += 1) {
        const broken = await breakAct(desk, cast, name, whole, mishaps);
        wrong.push(...broken.wrong);
        happened += broken.happened;
      }
      const why = wrong.length === 0 ? '' : `; not: ${wrong.join('; ')}`;
      const tried = `${happened} faults at ${whole.statements} statements`;
      yield { what: name, figure: `${tried}: all or nothing${why}`, holds: wrong.length === 0 };
    }
  } finally {
    await desk.stop();
  }
};
