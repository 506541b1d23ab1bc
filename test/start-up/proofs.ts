import pg from 'pg';
import { addressOf, ask } from './rowan.ts';

const insertProof = `insert into policy_proof
  (council, content_hash, started_at, finished_at, invariants_proved, invariants_failed,
   situations_enumerated, agreed, seconds)
  values ('exampleshire', repeat('a', 64), now(), now(), $1, 0, 0, true, 0)`;

/** Keeps one row, as the application's role may. */
export async function keepProof(data: string, number: number): Promise<void> {
  await ask(addressOf(data, 'rowan_app'), insertProof, [number]);
}

/** Counts the rows kept. */
export async function countProofs(data: string): Promise<number> {
  const rows = await ask<{ n: string }>(
    addressOf(data, 'rowan_app'),
    'select count(*) as n from policy_proof',
  );
  return Number(rows[0]?.n);
}

/** Writes one row after the other on one connection, and counts those that the database acknowledged. */
export function writeUntilCut(data: string) {
  const client = new pg.Client({ connectionString: addressOf(data, 'rowan_app') });
  client.on('error', () => {});
  let count = 0;
  let isCut = false;
  const run = async () => {
    await client.connect();
    while (!isCut) {
      await client.query(insertProof, [count]);
      count += 1;
    }
    await client.end();
  };
  const ended = run().catch(() => {});
  return {
    count: () => count,
    cut: async () => {
      isCut = true;
      await ended;
    },
    end: async () => {
      await ended;
      return count;
    },
  };
}
