import fs from 'node:fs';
import pg from 'pg';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/database/embedded.ts';
import { openLog, complain as tell } from '../../src/platform/log.ts';
import { explain, keepPlans, tidy } from '../cases/plans.ts';
import { countScans, findScanned } from '../cases/scans.ts';
import type { Measurement } from '../measure.ts';
import { compare, makeUnwalled } from './compare.ts';
import { MANY, recordOf } from './many-cases.ts';
import { type Asking, names, type PageName, pages, type Recorded } from './record.ts';

const log = openLog(clock, () => {});
const ROUNDS = 3;

/**
 * What row-level security costs at a million cases: the statements of a page, by turns as the application's
 * role and as one to whom no policy applies, and nothing else.
 */
export async function measureStatements(folder: string): Promise<Measurement[]> {
  const server = await startEmbedded({ dataFolder: folder, clock, log, tell, use: 'command' });
  const migrator = new pg.Client(server.migrator);
  await migrator.connect();
  const clients = await openBoth(server, migrator);
  try {
    const recorded: Recorded = JSON.parse(fs.readFileSync(recordOf(folder), 'utf8'), reviveBytes);
    const before = await countScans(migrator);
    const measured: Measurement[] = [];
    for (const page of pages) {
      measured.push(...(await measurePage(clients, page, recorded[page])));
      await keepPlansOf(clients.walls, page, recorded[page]);
    }
    const scanned = findScanned(before, await countScans(migrator));
    if (scanned.length > 0) {
      tell(`FAILED: read from end to end: ${scanned.join(', ')}`);
      process.exitCode = 1;
    }
    return measured;
  } finally {
    await clients.walls.end();
    await clients.none.end();
    await migrator.end();
    await server.stop();
  }
}

interface Both {
  readonly walls: pg.Client;
  readonly none: pg.Client;
}

async function openBoth(server: EmbeddedServer, migrator: pg.Client): Promise<Both> {
  const app = server.connectAs('rowan_app');
  const walls = new pg.Client(app);
  const none = new pg.Client(await makeUnwalled(migrator, app));
  for (const client of [walls, none]) await client.connect();
  return { walls, none };
}

async function measurePage(
  { walls, none }: Both,
  page: PageName,
  askings: readonly Asking[],
): Promise<Measurement[]> {
  const on: number[] = [];
  const off: number[] = [];
  // The first round is not counted: by then each statement has its plan, and the pages are in memory.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [place, asking] of askings.entries()) {
      const order = (place + round) % 2 === 0 ? ([walls, none] as const) : ([none, walls] as const);
      for (const client of order) {
        const took = await ask(client, asking);
        if (round > 0) (client === walls ? on : off).push(took);
      }
    }
  }
  return compare(`${names[page]}: its statements, ${MANY.toLocaleString('en-GB')} cases`, on, off);
}

const statementNames = new Map<string, string>();

async function ask(client: pg.Client, { viewer, statements }: Asking): Promise<number> {
  await client.query(`begin; select set_config('rowan.viewer', '${viewer}', true)`);
  const begun = performance.now();
  for (const { text, values } of statements) {
    const name = statementNames.get(text) ?? `bench_${statementNames.size}`;
    statementNames.set(text, name);
    await client.query({ name, text, values: [...values] });
  }
  const took = performance.now() - begun;
  await client.query('rollback');
  return took;
}

async function keepPlansOf(walls: pg.Client, page: PageName, [asking]: readonly Asking[]): Promise<void> {
  if (asking === undefined) return;
  const parts: string[] = [];
  for (const { text, values } of asking.statements)
    parts.push(`${tidy(text)}\n${await explain(walls, asking.viewer, { text, values })}`);
  keepPlans(`walls-${page}`, `${[...new Set(parts)].join('\n\n')}\n`);
}

/** JSON writes bytes so. */
const reviveBytes = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'type' in value && 'data' in value && value.type === 'Buffer'
    ? Buffer.from(value.data as number[])
    : value;
