/**
 * Rowan and its database are killed in every combination while rows are written. What this does not prove:
 * that a disk which lies about having written keeps anything.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { countProofs, writeUntilCut } from './proofs.ts';
import { findServer, launch, makeDataFolder, readStatus, start, until } from './rowan.ts';

describe('kill -9 loses nothing that was acknowledged', () => {
  test('of the application, of the database, and of both, while rows are written', async (context) => {
    const data = makeDataFolder(context);
    let rowan = await start({ ROWAN_DATA: data });
    let acknowledged = 0;
    for (const killed of ['application', 'database', 'both'] as const) {
      const writing = writeUntilCut(data);
      await until(() => writing.count() > 20, 'some rows are written');
      const server = findServer(data);
      assert.ok(server);
      if (killed !== 'database') rowan.child.kill('SIGKILL');
      if (killed !== 'application') process.kill(server, 'SIGKILL');
      if (killed === 'application') await writing.cut();
      acknowledged += await writing.end();

      if (killed === 'database') {
        await until(async () => (await readStatus(`${rowan.url()}/health`)) === 200, 'the database is back');
      } else {
        await rowan.stop('SIGKILL');
        rowan = await start({ ROWAN_DATA: data });
      }
      const kept = await countProofs(data);
      assert.ok(kept >= acknowledged, `after the end of ${killed}: ${kept} kept of ${acknowledged}`);
      acknowledged = kept;
    }
    assert.equal(await rowan.stop(), 0);
    assert.equal(findServer(data), undefined);
  });

  test('while the database is being made: the next start begins afresh', async (context) => {
    const data = makeDataFolder(context);
    const interrupted = launch({ ROWAN_DATA: data });
    const isHalfMade = () =>
      fs.readdirSync(data).some((name) => fs.existsSync(path.join(data, name, 'files/pg_hba.conf')));
    await until(isHalfMade, 'half of the files are there');
    await interrupted.stop('SIGKILL');
    assert.equal(fs.existsSync(path.join(data, 'database')), false);

    const rowan = await start({ ROWAN_DATA: data });
    const left = fs.readdirSync(data).filter((name) => name.startsWith('database'));
    assert.deepEqual(left, ['database']);
    await rowan.stop();
  });
});
