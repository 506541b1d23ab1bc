/** Rowan is started as `npm start` starts it, stopped in order, and started again. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { countProofs, keepProof } from './proofs.ts';
import { addressOf, ask, findServer, isRunning, makeDataFolder, readStatus, refuse, start } from './rowan.ts';

describe('one command starts Rowan, and Ctrl-C ends it', () => {
  const data = makeDataFolder();
  after(() => fs.rmSync(data, { recursive: true, force: true }));

  test('the first start makes a database for its owner alone, and Ctrl-C ends it', async () => {
    const rowan = await start({ ROWAN_DATA: data });
    assert.match(rowan.said(), /Creating the database/);
    assert.match(rowan.said(), /Ready: http:\/\/localhost:\d+/);
    assert.equal(await readStatus(`${rowan.url()}/health`), 200);
    await keepProof(data, 1);

    assert.equal(fs.statSync(path.join(data, 'database/passwords.json')).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.join(data, 'database')).mode & 0o777, 0o700);
    const wrong = addressOf(data, 'rowan_app').replace(/:[^:@]+@/, ':guess@');
    await assert.rejects(ask(wrong, 'select 1'), { code: '28P01' });

    const server = findServer(data);
    assert.ok(server);
    assert.equal(await rowan.stop(), 0);
    assert.equal(isRunning(server), false, 'the database server still runs');
  });

  test('the second start finds what was kept, and a Rowan beside it is refused', async () => {
    const rowan = await start({ ROWAN_DATA: data });
    assert.doesNotMatch(rowan.said(), /Creating|Bringing/);
    assert.equal(await countProofs(data), 1);

    const beside = await refuse({ ROWAN_DATA: data });
    assert.equal(beside.status, 1);
    assert.match(beside.said, /already running on the data folder/);
    assert.equal(await readStatus(`${rowan.url()}/health`), 200);

    assert.equal(await rowan.stop('SIGTERM'), 0);
    assert.equal(findServer(data), undefined);
  });

  test('a note that names somebody else’s process does not keep the database from starting', async () => {
    const note = [process.pid, path.join(data, 'database/files'), 1, 1, '', '127.0.0.1', '', 'ready', ''];
    fs.writeFileSync(path.join(data, 'database/files/postmaster.pid'), note.join('\n'));
    const rowan = await start({ ROWAN_DATA: data });
    assert.equal(await readStatus(`${rowan.url()}/health`), 200);
    await rowan.stop();
  });
});
