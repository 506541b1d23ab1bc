import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { openKeys } from '../../src/platform/crypto/index.ts';
import { startEmbedded } from '../../src/platform/database/embedded.ts';
import { openLog, complain as tell } from '../../src/platform/log.ts';
import { cellar, findStock } from '../stock/stock.ts';
import { multiply } from './multiply.ts';
import { recordPages } from './record.ts';

const log = openLog(clock, () => {});
/** `ROWAN_BENCH_CASES=100000` measures the stock as it is. */
export const MANY = Number(process.env['ROWAN_BENCH_CASES'] ?? 1_000_000);
/** What is multiplied. */
const STOCK = 100_000;

export const recordOf = (folder: string) => path.join(folder, 'asked.json');

const startServer = (dataFolder: string) => startEmbedded({ dataFolder, clock, log, tell, use: 'command' });

/** The data folder with so many cases and what pages asked of it, made where there is none. */
export async function findMany(): Promise<string> {
  const stock = await findStock(STOCK, tell);
  const folder = path.join(cellar, `walls-${MANY}-of-${path.basename(stock)}`);
  if (fs.existsSync(path.join(folder, 'whole'))) return folder;
  for (const name of fs.readdirSync(cellar).filter((each) => each.startsWith(`walls-${MANY}-of-`)))
    fs.rmSync(path.join(cellar, name), { recursive: true, force: true });
  execFileSync('cp', ['-a', stock, folder]);
  fs.rmSync(path.join(folder, 'whole'));
  fs.rmSync(path.join(folder, 'database/port'), { force: true });
  const server = await startServer(folder);
  const migrator = new pg.Client(server.migrator);
  const keys = openKeys({ connection: server.connectAs('rowan_keeper'), dataFolder: folder, clock, log });
  await migrator.connect();
  try {
    fs.writeFileSync(recordOf(folder), JSON.stringify(await recordPages(server, folder)));
    if (MANY > STOCK) await multiply({ migrator, keys, tell }, MANY);
  } finally {
    await keys.close();
    await migrator.end();
    await server.stop();
  }
  fs.writeFileSync(path.join(folder, 'whole'), '');
  return folder;
}
