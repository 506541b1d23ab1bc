import { sql } from 'kysely';
import { openName } from '../../councils/index.ts';
import { choosePolicy, type LoadedPolicies, listCouncils, readSetting } from '../../pathway/index.ts';
import { hashSurname } from '../../people/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { KeyStore } from '../../platform/crypto/index.ts';
import type { Database } from '../../platform/database/index.ts';

export interface ReadingJobNeeds {
  /** As the worker. */
  readonly worker: Database;
  readonly policies: LoadedPolicies;
  readonly keys: KeyStore;
  readonly clock: Clock;
}

/** A night and what led to it: what was found already is not found again. */
const LOOK_BACK_MS = 12 * 60 * 60_000;
const NAMES_AT_ONCE = 500;

/**
 * A job: reading that is out of the usual is noted, and whoever read is asked why: many cases in an hour, in
 * the night, a case in which somebody bears the reader's surname, and emergencies that found none, again and
 * again. Names are compared by their keyed hashes alone.
 *
 * @returns how many were found
 */
export async function findUnusualReading(needs: ReadingJobNeeds): Promise<number> {
  await hashNames(needs);
  const { worker, policies, clock } = needs;
  const now = clock.now();
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  let count = 0;
  for (const council of listCouncils(policies.policies)) {
    const chosen = choosePolicy(policies, council, readLondonTime(now).day);
    if (!chosen.ok) continue;
    const read = (name: string) => readSetting(chosen.policy.words, name);
    const { rows } = await worker.withReferenceTx((tx) =>
      sql<{ count: number }>`
        select rowan_private.find_unusual_reading(
          ${council}, ${since}, ${read('unusual-reading-cases-an-hour')},
          ${read('unusual-reading-from-hour')}, ${read('unusual-reading-until-hour')}, ${now}
        ) + rowan_private.find_vain_emergencies(
          ${council}, ${since}, ${read('emergencies-in-vain-an-hour')}, ${now}
        ) as count
      `.execute(tx),
    );
    count += rows[0]?.count ?? 0;
  }
  return count;
}

interface NamedStaff {
  readonly staff_id: string;
  readonly organisation_id: string;
  readonly name_cipher: Buffer;
}

/** Colleagues who are new, or have another name, get the hash of their surname. */
async function hashNames({ worker, keys }: ReadingJobNeeds): Promise<void> {
  await worker.withReferenceTx(async (tx) => {
    const { rows } = await sql<NamedStaff>`
      select * from rowan_private.staff_to_hash(${NAMES_AT_ONCE})
    `.execute(tx);
    for (const { staff_id: staffId, organisation_id: organisationId, name_cipher: cipher } of rows) {
      const key = await keys.keyFor(organisationId);
      const token = hashSurname(key, openName(key, staffId, cipher));
      await sql`select rowan_private.keep_staff_hash(${staffId}, ${cipher}, ${token})`.execute(tx);
    }
  });
}
