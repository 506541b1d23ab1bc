import { openCast } from '../../test/faults/acts.ts';
import { recordWhileAway } from '../../test/faults/away.ts';
import { openFaultyDesk } from '../../test/faults/faulty-desk.ts';
import type { Faults } from './faults.ts';

const MINUTE_MS = 60_000;
const says = { shut: 'cut off', silent: 'without a word' } as const;

/** The database away for a minute in mid-journey, so often; cut off, and gone without a word. */
export const runAway: Faults = async function* (count = 1) {
  const desk = await openFaultyDesk();
  try {
    const cast = await openCast(desk.desk);
    for (const how of ['shut', 'silent'] as const) {
      const took: number[] = [];
      for (let time = 0; time < count; time += 1) {
        took.push(await recordWhileAway(desk, cast, { how, ms: MINUTE_MS }));
      }
      const longest = (Math.max(...took) / 1000).toFixed(1);
      yield {
        what: `away for a minute in mid-journey, ${says[how]}, ${count} times`,
        figure: `nothing lost; gone on within ${longest} s of its coming back`,
        holds: true,
      };
    }
  } finally {
    await desk.stop();
  }
};
