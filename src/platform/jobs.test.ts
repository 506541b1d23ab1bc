import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { systemClock } from './clock.ts';
import { DatabaseAway } from './database/index.ts';
import { prepareJobs } from './jobs.ts';
import { openLog } from './log.ts';
import { StartUpRefusal } from './refusal.ts';

/** A job that goes wrong as often as it is told, and says when it has run. */
function makeJob(errors: readonly Error[]) {
  const left = [...errors];
  const runs: (() => void)[] = [];
  let count = 0;
  return {
    job: {
      name: 'told',
      everyMs: 5,
      run: async () => {
        count += 1;
        for (const resolve of runs.splice(0)) resolve();
        const error = left.shift();
        if (error !== undefined) throw error;
      },
    },
    count: () => count,
    ranAgain: () => new Promise<void>((resolve) => runs.push(resolve)),
  };
}

describe('a job', () => {
  test('that goes wrong is shown, said once, and tried again until it works', async () => {
    const lines: string[] = [];
    const { job, ranAgain } = makeJob([new Error('a name'), new Error('a name'), new DatabaseAway('away')]);
    const jobs = prepareJobs(
      [job],
      openLog(systemClock, (line) => void lines.push(line)),
    );
    jobs.run();
    await ranAgain();
    assert.deepEqual(jobs.listFailing(), ['told']);
    for (let round = 0; round < 4; round += 1) await ranAgain();
    assert.deepEqual(jobs.listFailing(), []);
    await jobs.stop();
    const said = lines.join('');
    assert.equal(said.match(/job\.failed/g)?.length, 1);
    assert.match(said, /"alarm","event":"job\.failed","job":"told"[\s\S]*job\.works-again/);
    assert.doesNotMatch(said, /a name/);
  });

  test('that cannot go on says in the log what to do', async () => {
    const lines: string[] = [];
    const { job, ranAgain } = makeJob([new StartUpRefusal('Run npm run rowan -- audit verify.')]);
    const jobs = prepareJobs(
      [job],
      openLog(systemClock, (line) => void lines.push(line)),
    );
    jobs.run();
    await ranAgain();
    await jobs.stop();
    assert.match(lines.join(''), /"kind":"StartUpRefusal","says":"Run npm run rowan -- audit verify\."/);
  });

  test('that stands still holds up no other, and is waited for at the end', async () => {
    const waits = Promise.withResolvers<void>();
    const other = makeJob([]);
    const still = { name: 'still', everyMs: 5, run: () => waits.promise };
    const jobs = prepareJobs(
      [still, other.job],
      openLog(systemClock, () => {}),
    );
    jobs.run();
    await other.ranAgain();
    await other.ranAgain();
    const stopped = jobs.stop();
    waits.resolve();
    await stopped;
    const count = other.count();
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(other.count(), count);
  });
});
