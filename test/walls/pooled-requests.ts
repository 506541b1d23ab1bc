import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Name, World } from './world.ts';

/** Who asks, and whether they see the case that is asked for. */
const askers = { leo: true, rosa: true, tara: true, noor: false, frank: false, ada: false } as const;
const names = Object.keys(askers) as (keyof typeof askers)[];

/** More than the pool has connections: each is lent to somebody else at once. */
const AT_ONCE = 40;

export interface Asked {
  readonly answered: number;
  readonly killed: number;
  /** Those who were answered as somebody else, or saw what is not theirs, or not what is. */
  readonly wrong: readonly string[];
}

/** So many requests by turns for six people over one pool, while the server ends its connections. */
export async function askWhileKilled(
  world: World,
  caseId: string,
  { requests, killEveryMs }: { readonly requests: number; readonly killEveryMs: number },
): Promise<Asked> {
  let begun = 0;
  let answered = 0;
  let killed = 0;
  const wrong: string[] = [];
  const work = async () => {
    while (begun < requests) {
      const name = names[begun++ % names.length] ?? 'noor';
      const seen = await ask(world, caseId, name).catch(() => undefined);
      if (seen === undefined) continue;
      answered += 1;
      const rows = Number(askers[name]);
      const isRight = seen.viewer === world.staff[name].staffId && seen.rows.every((each) => each === rows);
      if (!isRight) wrong.push(name);
    }
  };
  const working = Promise.all(Array.from({ length: AT_ONCE }, work));
  let isOver = false;
  const killing = (async () => {
    while (!isOver) {
      killed += await killOne(world);
      await pause(killEveryMs);
    }
  })();
  await working;
  isOver = true;
  await killing;
  return { answered, killed, wrong };
}

async function ask({ database, staff }: World, caseId: string, name: Name) {
  return database.readAs(staff[name].staffId, async (tx) => {
    const first = await sql`select from case_record where case_id = ${caseId}`.execute(tx);
    const who = await sql<{ viewer: string }>`
      select current_setting('rowan.viewer') as viewer, pg_sleep(0.002)`.execute(tx);
    const second = await sql`select from case_record where case_id = ${caseId}`.execute(tx);
    return { viewer: who.rows[0]?.viewer, rows: [first.rows.length, second.rows.length] };
  });
}

/** Ends one of the application's own connections. */
async function killOne({ administrator }: World): Promise<number> {
  const { rowCount } = await administrator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where usename = 'rowan_app' and application_name = 'rowan' order by random() limit 1`,
  );
  return rowCount ?? 0;
}
