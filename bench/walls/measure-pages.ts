import pg from 'pg';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { startEmbedded } from '../../src/platform/database/embedded.ts';
import { openLog, complain as tell } from '../../src/platform/log.ts';
import { makeAsks } from '../cases/asks.ts';
import { sendLoad } from '../cases/load.ts';
import { openRowan } from '../cases/open-rowan.ts';
import { serve } from '../cases/processes.ts';
import type { Measurement } from '../measure.ts';
import { compare, makeUnwalled } from './compare.ts';
import { names, type PageName } from './record.ts';

const log = openLog(clock, () => {});
const TURNS = 30;
const ASKED_A_TURN = 10;

/** What the walls cost a page, over HTTP: Rowan by turns as its own role and as one without walls. */
export async function measurePages(
  dataFolder: string,
  cases: number,
  pages: readonly PageName[],
): Promise<Measurement[]> {
  const server = await startEmbedded({ dataFolder, clock, log, tell, use: 'command' });
  const migrator = new pg.Client(server.migrator);
  await migrator.connect();
  const connection = server.connectAs('rowan_app');
  const orders = { dataFolder, connection, keys: server.connectAs('rowan_keeper') };
  const unwalled = { ...orders, connection: await makeUnwalled(migrator, connection) };
  const [walled, bare] = [await serve('rowan', orders), await serve('rowan', unwalled)];
  const rooms = await openRowan(orders, () => {});
  try {
    const asks = await makeAsks(migrator, rooms, walled.address, 0);
    const measured: Measurement[] = [];
    for (const page of pages) {
      const on: number[] = [];
      const off: number[] = [];
      for (let turn = 0; turn <= TURNS; turn += 1) {
        for (const served of turn % 2 === 0 ? [walled, bare] : [bare, walled]) {
          const load = { amount: ASKED_A_TURN, connections: 1 };
          const { times } = await sendLoad(served.address, load, asks[page], [200, 303]);
          if (turn > 0) (served === walled ? on : off).push(...times);
        }
      }
      const what = `${names[page]}: the page, ${cases.toLocaleString('en-GB')} cases, one client`;
      measured.push(...compare(what, on, off));
    }
    return measured;
  } finally {
    await walled.stop();
    await bare.stop();
    await rooms.close();
    await migrator.end();
    await server.stop();
  }
}
