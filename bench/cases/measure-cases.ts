import pg from 'pg';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { startEmbedded } from '../../src/platform/database/embedded.ts';
import { openLog, complain as tell } from '../../src/platform/log.ts';
import { findPercentile, type Measurement } from '../measure.ts';
import { findStock } from '../stock/stock.ts';
import { type Asks, makeAsks } from './asks.ts';
import type { Orders } from './child.ts';
import { sendLoad, type Taken } from './load.ts';
import { openRowan } from './open-rowan.ts';
import { describePlans, keepPlans } from './plans.ts';
import { type Served, serve } from './processes.ts';
import { countScans, findScanned } from './scans.ts';

const log = openLog(clock, () => {});
/** `ROWAN_BENCH_CASES=10000` measures one size alone. */
const sizes = (process.env['ROWAN_BENCH_CASES'] ?? '10000,100000').split(',').map(Number);
/** `ROWAN_BENCH_ROUNDS=1` is enough to see where one is. */
const rounds = Number(process.env['ROWAN_BENCH_ROUNDS'] ?? 3);

const pages = [
  { name: 'home', what: 'home', expected: [200] },
  { name: 'team', what: 'my team’s work', expected: [200] },
  { name: 'search', what: 'a search for a person', expected: [200, 303] },
  { name: 'open', what: 'a case opened', expected: [200] },
  { name: 'save', what: 'a concern saved', expected: [303] },
] as const;
type Name = (typeof pages)[number]['name'] | 'peer';

/** How many requests a round sends. */
const loads = [
  { connections: 1, amount: 50, saves: 25 },
  { connections: 50, amount: 300, saves: 100 },
] as const;

/** A stock of cases, served by Rowan and by the peer. */
interface Stand {
  readonly cases: number;
  readonly migrator: pg.Client;
  readonly rowan: Served;
  readonly peer: Served;
  readonly asks: Asks;
  keepPlans(): Promise<void>;
  stop(): Promise<void>;
}

/** Rowan's pages over HTTP with all walls on, at two sizes, beside a bare route in the same run. */
export async function measureCases(): Promise<Measurement[]> {
  const stands: Stand[] = [];
  try {
    for (const cases of sizes) stands.push(await openStand(cases));
    const before = await Promise.all(stands.map(({ migrator }) => countScans(migrator)));
    const measured = await measureAll(stands);
    for (const [place, { cases, migrator }] of stands.entries()) {
      const scanned = findScanned(before[place] ?? new Map(), await countScans(migrator));
      if (scanned.length === 0) continue;
      tell(`FAILED: at ${cases} cases, read from end to end: ${scanned.join(', ')}`);
      process.exitCode = 1;
    }
    await stands.at(-1)?.keepPlans();
    return measured;
  } finally {
    for (const stand of stands) await stand.stop();
  }
}

async function openStand(cases: number): Promise<Stand> {
  const dataFolder = await findStock(cases, tell);
  const server = await startEmbedded({ dataFolder, clock, log, tell, use: 'command' });
  const connection = server.connectAs('rowan_app');
  const orders: Orders = { dataFolder, connection, keys: server.connectAs('rowan_keeper') };
  const migrator = new pg.Client(server.migrator);
  await migrator.connect();
  await preparePeer(migrator);
  const [rowan, peer] = [await serve('rowan', orders), await serve('peer', orders)];
  const rooms = await openRowan(orders, () => {});
  const saves = loads.reduce((sum, load) => sum + load.saves * rounds, 0) + 20;
  const asks = await makeAsks(migrator, rooms, rowan.address, saves);
  return {
    cases,
    migrator,
    rowan,
    peer,
    asks,
    keepPlans: async () => {
      for (const { name } of pages) keepPlans(name, await describePlans(rooms, connection, asks[name]()));
    },
    stop: async () => {
      await rowan.stop();
      await peer.stop();
      await rooms.close();
      await migrator.end();
      await server.stop();
    },
  };
}

/** The peer's own tables: the same columns and indexes, and no walls. */
async function preparePeer(migrator: pg.Client): Promise<void> {
  await migrator.query(`
    drop schema if exists bench_peer cascade;
    create schema bench_peer;
    create table bench_peer.case_record as select * from rowan.case_record;
    alter table bench_peer.case_record add primary key (case_id);
    create table bench_peer.audit_event (like rowan.audit_event including defaults including indexes);
    alter table bench_peer.audit_event drop constraint audit_event_chain_seq_key;
    grant usage on schema bench_peer to rowan_app;
    grant select on bench_peer.case_record to rowan_app;
    grant insert on bench_peer.audit_event to rowan_app;
  `);
}

type Times = Map<string, Taken>;

/** Everything by turns, so that a busy moment of the machine falls on all of it. */
async function measureAll(stands: readonly Stand[]): Promise<Measurement[]> {
  const times: Times = new Map();
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 0) tell(`Round ${round} of ${rounds}`);
    for (const load of loads) {
      for (const name of ['peer', ...pages.map((page) => page.name)] as const) {
        for (const stand of stands) {
          if (round === 0) await warm(stand, name);
          else await measureOne(times, stand, name, load);
        }
      }
    }
  }
  return loads.flatMap((load) => describeLoad(times, load, stands));
}

async function warm(stand: Stand, name: Name): Promise<void> {
  await send(stand, name, { connections: 1, amount: name === 'save' ? 5 : 40 });
}

async function measureOne(
  times: Times,
  stand: Stand,
  name: Name,
  { connections, amount, saves }: (typeof loads)[number],
): Promise<void> {
  const took = await send(stand, name, { connections, amount: name === 'save' ? saves : amount });
  const key = keyOf(name, stand.cases, connections);
  const before = times.get(key) ?? nothing;
  times.set(key, {
    times: [...before.times, ...took.times],
    refused: before.refused + took.refused,
  });
}

function send(stand: Stand, name: Name, load: { connections: number; amount: number }) {
  const { address } = name === 'peer' ? stand.peer : stand.rowan;
  const expected = pages.find((page) => page.name === name)?.expected ?? [200];
  return sendLoad(address, load, stand.asks[name], expected);
}

const nothing: Taken = { times: [], refused: 0 };
const keyOf = (name: Name, cases: number, connections: number) => `${name} ${cases} ${connections}`;

function describeLoad(
  times: Times,
  { connections }: (typeof loads)[number],
  stands: readonly Stand[],
): Measurement[] {
  const find = (name: Name, cases: number, share: number) =>
    findPercentile((times.get(keyOf(name, cases, connections)) ?? nothing).times, share);
  const clients = connections === 1 ? 'one client' : `${connections} clients`;
  const [few] = stands;
  return pages.flatMap(({ name, what }) =>
    stands.flatMap(({ cases }) =>
      [0.5, 0.95].flatMap((share): Measurement[] => {
        const taken = times.get(keyOf(name, cases, connections)) ?? nothing;
        const late = taken.refused === 0 ? '' : `, ${taken.refused} refused`;
        const figure = `${share === 0.5 ? 'median' : `p${share * 100}`} of ${taken.times.length}${late}`;
        const rowan = find(name, cases, share);
        const sized = `${what}, ${cases.toLocaleString('en-GB')} cases, ${clients}`;
        const bare = { name: 'a bare route', time: find('peer', cases, share) };
        const beside = { what: sized, figure, rowan, peer: bare, ...(share === 0.95 && { goalRatio: 2 }) };
        if (few === undefined || cases === few.cases) return [beside];
        const smaller = {
          name: `${few.cases.toLocaleString('en-GB')} cases`,
          time: find(name, few.cases, share),
        };
        return [
          beside,
          { what: sized, figure, rowan, peer: smaller, ...(share === 0.95 && { goalRatio: 1.5 }) },
        ];
      }),
    ),
  );
}
