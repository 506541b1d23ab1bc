/** `rowan demo`, as somebody types it. It is stopped once it has begun: its end is in founding.test.ts. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { after, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import { startDatabase } from '../../src/platform/database/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf, ask, makeDataFolder } from '../start-up/rowan.ts';

const data = makeDataFolder();
const forget = "delete from rowan_keys.data_key where kind = 'demonstration'";
after(() => fs.rmSync(data, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly said: string;
}

/** @param stopAfter once it has said this, it is stopped as Ctrl-C does it */
async function runDemo(settings: Readonly<Record<string, string>>, stopAfter?: string): Promise<Ended> {
  const child = spawn(process.execPath, ['src/cli.ts', 'demo'], {
    env: { PATH: process.env['PATH'], ROWAN_DATA: data, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (stopAfter !== undefined && said.includes(stopAfter)) child.kill('SIGINT');
    });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, said };
}

test('never on a database of one’s own, with what to do', async () => {
  const nowhere = (role: string, database = 'rowan') => `postgres://${role}@127.0.0.1:1/${database}`;
  const own = {
    DATABASE_URL: nowhere('rowan_app'),
    WORKER_DATABASE_URL: nowhere('rowan_worker'),
    KEYS_DATABASE_URL: nowhere('rowan_keeper', 'keys'),
  };
  const { status, said } = await runDemo(own);
  assert.equal(status, 1);
  assert.match(said, /only ever made on the database that Rowan brings along; leave DATABASE_URL out/);
});

test('makes it, says as whom to sign in, and goes on the next time', async () => {
  const first = await runDemo({}, 'Making the demonstration partnership');
  assert.equal(first.status, 0, first.said);
  assert.match(first.said, /of 300 concerns and cases; the next start goes on/);
  assert.match(first.said, /lead\.mansfield +Safeguarding lead, who receives concerns/);
  const second = await runDemo({}, 'Demonstration: ');
  assert.equal(second.status, 0, second.said);
  assert.doesNotMatch(second.said, /Making the demonstration/);
});

test('refuses a database that holds something else', async () => {
  const log = openLog(systemClock, () => {});
  const options = { dataFolder: data, clock: systemClock, log, tell: () => {}, use: 'command' } as const;
  const started = await startDatabase({ ...options, choice: { kind: 'embedded' } });
  // Without its marks it is the work of people, as far as anybody can tell.
  await ask(addressOf(data, 'rowan_administrator', 'rowan_keys'), forget);
  await started.stop();
  const { status, said } = await runDemo({});
  assert.equal(status, 1);
  assert.match(said, /holds something else, so no demonstration is made/);
});
