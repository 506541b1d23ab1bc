import { describe, test } from 'node:test';
import { fc } from '../property.ts';
import { compare, examples, histories } from './histories.ts';
import { interleave, schedules } from './interleavings.ts';
import { given } from './stage.ts';

const HISTORIES = 300;
const SCHEDULES = 60;

/**
 * Not proved here: which of these histories the policies allow to come about; the matrix tries that. The same
 * runs more often in `npm run faults -- histories interleavings`.
 */
describe('random histories of a case', () => {
  test(`${HISTORIES} are seen by those whom a second, plainer telling names`, async () => {
    const { world } = given();
    await fc.assert(
      fc.asyncProperty(histories, (history) => compare(world, history)),
      { numRuns: HISTORIES, examples },
    );
  });

  test(`taken away while it is used, sight is gone: ${SCHEDULES} orders of doing so`, async () => {
    const { world } = given();
    await fc.assert(
      fc.asyncProperty(schedules, (schedule) => interleave(world, schedule)),
      { numRuns: SCHEDULES },
    );
  });
});
