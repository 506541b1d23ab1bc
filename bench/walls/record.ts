import pg from 'pg';
import type { EmbeddedServer } from '../../src/platform/database/embedded.ts';
import { makeAsks } from '../cases/asks.ts';
import type { Orders } from '../cases/child.ts';
import { openRowan } from '../cases/open-rowan.ts';
import { recordStatements, type Statement, send } from '../cases/plans.ts';
import { serve } from '../cases/processes.ts';

/** What one page asks of the database on behalf of one viewer. */
export interface Asking {
  readonly viewer: string;
  readonly statements: readonly Statement[];
}

export const pages = ['home', 'team', 'search', 'open'] as const;
export type PageName = (typeof pages)[number];
export const names: Readonly<Record<PageName, string>> = {
  home: 'home',
  team: 'my team’s work',
  search: 'a search for a person',
  open: 'a case opened',
};
export type Recorded = Readonly<Record<PageName, readonly Asking[]>>;

const SAMPLES = 50;

/** Has Rowan answer fifty people, and writes down what it asks: to be asked again where nothing opens. */
export async function recordPages(server: EmbeddedServer, dataFolder: string): Promise<Recorded> {
  const connection = server.connectAs('rowan_app');
  const orders: Orders = { dataFolder, connection, keys: server.connectAs('rowan_keeper') };
  const migrator = new pg.Client(server.migrator);
  await migrator.connect();
  const rowan = await serve('rowan', orders);
  const rooms = await openRowan(orders, () => {});
  try {
    const asks = await makeAsks(migrator, rooms, rowan.address, 0);
    const recorded: Partial<Record<PageName, Asking[]>> = {};
    for (const page of pages) {
      const samples: Asking[] = [];
      for (let count = 0; count < SAMPLES; count += 1)
        samples.push(sort(await recordStatements(() => send(rooms, asks[page]()))));
      recorded[page] = samples;
    }
    return recorded as Recorded;
  } finally {
    await rowan.stop();
    await rooms.close();
    await migrator.end();
  }
}

/** What is read on behalf of the viewer: no keys, no session, no audit. */
function sort(statements: readonly Statement[]): Asking {
  const viewers = statements.flatMap(
    ({ text }) => /set_config\('rowan.viewer', '([^']+)'/.exec(text)?.[1] ?? [],
  );
  const [viewer] = viewers;
  if (viewer === undefined || new Set(viewers).size > 1) throw new Error('Not one viewer asked.');
  const read = statements.filter(
    ({ text }) =>
      /^\s*(select|with)\b/i.test(text) &&
      !/\b(data_key|master_key)\b|rowan_private\.(append_audit|find_session)|^\s*select 1\b/.test(text),
  );
  return { viewer, statements: read };
}
