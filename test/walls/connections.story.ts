import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { given } from './stage.ts';
import type { Name, World } from './world.ts';

const names = ['leo', 'rosa', 'tara', 'noor', 'frank', 'ada'] as const satisfies Name[];

/** Not proved here: a database that stops altogether; test/start-up/ does that. */
describe('who is asking, over connections that are shared and die', () => {
  test('is never somebody else, though the server ends connections all the while', async () => {
    const { world, scene } = given();
    let isOver = false;
    const killing = kill(world, () => isOver);
    const wrong: string[] = [];
    let answered = 0;
    await Promise.all(
      Array.from({ length: 300 }, async (_, place) => {
        const name = names[place % names.length] ?? 'noor';
        const seen = await ask(world, scene.case.caseId, name).catch(() => undefined);
        if (seen === undefined) return;
        answered += 1;
        const mayRead = ['leo', 'rosa', 'tara'].includes(name);
        if (seen.viewer !== world.staff[name].staffId || seen.rows !== (mayRead ? 1 : 0)) wrong.push(name);
      }),
    );
    isOver = true;
    await killing;
    assert.deepEqual(wrong, []);
    assert.ok(answered > 100, `only ${answered} were answered at all`);
  });
});

async function ask({ database, staff }: World, caseId: string, name: Name) {
  return database.readAs(staff[name].staffId, async (tx) => {
    const first = await sql`select from case_record where case_id = ${caseId}`.execute(tx);
    const who = await sql<{ viewer: string }>`
      select current_setting('rowan.viewer') as viewer, pg_sleep(0.002)`.execute(tx);
    const second = await sql`select from case_record where case_id = ${caseId}`.execute(tx);
    assert.equal(first.rows.length, second.rows.length);
    return { viewer: who.rows[0]?.viewer, rows: second.rows.length };
  });
}

/** Ends one of the application's own connections, again and again. */
async function kill({ administrator }: World, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await administrator.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where usename = 'rowan_app' and application_name = 'rowan' order by random() limit 1`,
    );
    await administrator.query('select pg_sleep(0.01)');
  }
}
