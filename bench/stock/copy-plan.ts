import type pg from 'pg';

/** So many copies are of now, with their work still open; what is older is done, all but a little. */
const RECENT = 50;
const DAY_MS = 86_400_000;
const TEN_YEARS_MS = 3650 * DAY_MS;

/**
 * Chooses which cases of the pattern are copied how often, and how much older each copy is: those of now
 * over two weeks more, the others over ten years. What nobody had taken up is copied only for now.
 *
 * @param after the number of the copy before the first, where there are others; and how many are of now
 */
export async function planCopies(
  migrator: pg.Client,
  count: number,
  { after = 0, mostRecent = RECENT } = {},
): Promise<number> {
  const { rows } = await migrator.query<{ all: number; opened: number }>(
    `select count(*)::int as all, (select count(*)::int from rowan.case_opening) as opened
     from rowan.case_record`,
  );
  const [{ all, opened } = { all: 0, opened: 0 }] = rows;
  const recent = Math.min(mostRecent, Math.ceil(count / all));
  const old = Math.ceil(Math.max(0, count - recent * all) / opened);
  await migrator.query(
    `insert into bench.copied
     select c.case_id, n + $3::int, n % 12,
       case when n <= $1::int then n * 21600000::bigint
         else ${30 * DAY_MS} + (n - $1::int) * ${TEN_YEARS_MS} / greatest($2::int, 1) end,
       n > $1::int, null, null
     from rowan.case_record as c cross join generate_series(1, $1::int + $2::int) as n
     where n <= $1::int or exists (select from rowan.case_opening as o where o.case_id = c.case_id)`,
    [recent, old, after],
  );
  // The references of a council, each once, in no order.
  await migrator.query(
    `update bench.copied as c set new_id = bench.copy_id(c.case_id, c.n, c.older_ms),
       reference = (100000 + (r.place * 7919) % 900000)::text
     from (
       select copied.case_id, copied.n,
         row_number() over (partition by organisation_id order by copied.n, copied.case_id) as place
       from bench.copied join rowan.case_record using (case_id)
     ) as r
     where r.case_id = c.case_id and r.n = c.n`,
  );
  await migrator.query(
    // A reference of the pattern's own may be among them: that copy is left out.
    `delete from bench.copied as c using rowan.case_record as own, rowan.case_record as taken
     where own.case_id = c.case_id and taken.organisation_id = own.organisation_id
       and taken.reference = c.reference`,
  );
  await migrator.query(
    `insert into bench.copied_person
     select distinct on (cp.person_id, c.n) cp.person_id, c.n, c.party, c.older_ms,
       bench.copy_id(cp.person_id, c.n, c.older_ms)
     from rowan.case_person as cp join bench.copied as c on c.case_id = cp.case_id`,
  );
  return recent + old;
}
