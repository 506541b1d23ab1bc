import { readFileSync } from 'node:fs';
import type pg from 'pg';

/** One thing in the walls that is changed, and how it is put there and taken back. */
export interface Mutant {
  /** `function relates: "and" for "or"` */
  readonly what: string;
  readonly change: string;
  readonly restore: string;
}

/** What could be mistaken for what, in SQL as PostgreSQL writes it. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/\band\b/gi, 'or'],
  [/\bor\b(?! replace)/gi, 'and'],
  [/\bnot exists\b/gi, 'exists'],
  [/(?<!not )\bexists\b/gi, 'not exists'],
  [/\bis null\b/gi, 'is not null'],
  [/\bis not null\b/gi, 'is null'],
  [/(?<![:<>=!]) = (?!any)/g, ' <> '],
  [/ <> /g, ' = '],
  [/ <= /g, ' > '],
  [/ < /g, ' >= '],
  [/ > /g, ' <= '],
  [/ >= /g, ' < '],
  [/\bis distinct from\b/gi, 'is not distinct from'],
  [/\bnot (?!exists|null|distinct|\(exists|in\b)/gi, ''],
  [/\btrue\b/g, 'false'],
  [/\bfalse\b/g, 'true'],
  // Which row is the newest; not in which order a list is told.
  [/(?<!recorded_at) desc\b/g, ' asc'],
  [/\bsees_whole_case\b/g, 'sees_case'],
  [/\bsees_case\b/g, 'sees_whole_case'],
  [/\bmay_lead\b/g, 'may_join'],
  [/'lead'/g, `'recorder'`],
  [/'manager'/g, `'team'`],
  [/'team'/g, `'recorder'`],
  [/'recorder'/g, `'emergency'`],
  [/'receiver'/g, `'recorder'`],
  [/'emergency'/g, `'lead'`],
];

/** A text with one slip in it, for each place where one can be made; a comment is none. */
function listSlips(text: string): readonly { readonly what: string; readonly text: string }[] {
  const isComment = ({ index }: RegExpExecArray) => /--.*$/.test(text.slice(0, index));
  return slips.flatMap(([pattern, slip]) =>
    [...text.matchAll(pattern)]
      .filter((found) => !isComment(found))
      .map((found) => {
        const around = text.slice(Math.max(0, found.index - 30), found.index + 40).replaceAll(/\s+/g, ' ');
        return {
          what: `${slip.trim()} for ${found[0].trim()} in “${around.trim()}”`,
          text: text.slice(0, found.index) + slip + text.slice(found.index + found[0].length),
        };
      }),
  );
}

/** What is tried by other tests alone, since it has no row in the matrix. */
const ELSEWHERE = ['draft', 'message', 'hidden_match', 'unusual_reading'];

/** What the application asks for lists and searches, beside what the policies ask. */
const LISTS = [
  'my_case_ids(',
  'my_emergencies(',
  'my_owed_case_ids(',
  'find_for_emergency(',
  'let_owners_in(',
];

/** Every slip in every policy of a table of cases, and in every function that such a policy asks. */
export async function listMutants(administrator: pg.Pool): Promise<readonly Mutant[]> {
  const policies = await administrator.query<Policy>(
    `
    select p.tablename as table, p.policyname as name, p.qual as using, p.with_check as check
    from pg_policies as p
    where p.schemaname = 'rowan' and 'rowan_app' = any(p.roles) and p.tablename <> all($1) and exists (
      select from information_schema.columns as c
      where c.table_schema = 'rowan' and c.table_name = p.tablename
        and c.column_name in ('case_id', 'person_id')
    ) order by 1, 2`,
    [ELSEWHERE],
  );
  const functions = await administrator.query<{ name: string; body: string; definition: string }>(`
    select proname as name, prosrc as body, pg_get_functiondef(oid) as definition
    from pg_proc where pronamespace = 'rowan_private'::regnamespace and prokind = 'f' order by 1`);
  const asked = findAsked(
    [...policies.rows.flatMap(({ using, check }) => [using, check]), ...LISTS].join('\n'),
    functions.rows,
  );
  return [...policies.rows.flatMap(mutatePolicy), ...asked.flatMap(mutateFunction)];
}

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly using: string | null;
  readonly check: string | null;
}

function mutatePolicy({ table, name, using, check }: Policy): Mutant[] {
  const write = (one: string | null, other: string | null) =>
    `alter policy ${name} on rowan.${table} ${one === null ? '' : `using (${one})`} ${
      other === null ? '' : `with check (${other})`
    }`;
  const restore = write(using, check);
  const slipsIn = (text: string | null, put: (slipped: string) => string) =>
    listSlips(text ?? '').map(({ what, text: slipped }) => ({
      what: `policy ${name} of ${table}: ${what}`,
      change: put(slipped),
      restore,
    }));
  return [
    ...slipsIn(using, (slipped) => write(slipped, check)),
    ...slipsIn(check, (slipped) => write(using, slipped)),
  ];
}

interface Asked {
  readonly name: string;
  readonly body: string;
  readonly definition: string;
}

function mutateFunction({ name, body, definition }: Asked): Mutant[] {
  return listSlips(body).map(({ what, text }) => ({
    what: `function ${name}: ${what}`,
    change: definition.replace(body, () => text),
    restore: definition,
  }));
}

/** The functions that a text names, and those that they name. */
function findAsked(text: string, functions: readonly Asked[]): readonly Asked[] {
  const found = new Set<Asked>();
  const look = (words: string) => {
    for (const each of functions) {
      if (found.has(each) || !new RegExp(`\\b${each.name}\\(`).test(words)) continue;
      found.add(each);
      look(each.body);
    }
  };
  look(text);
  return [...found];
}

/** The access table of the application with one level changed in it, as source text. */
export function listTableMutants(): readonly { readonly what: string; readonly source: string }[] {
  const source = readFileSync(new URL('../../src/access/case.access.ts', import.meta.url), 'utf8');
  const from = source.indexOf('const table = {');
  const to = source.indexOf('} as const satisfies', from);
  const levels = ['lead', 'receiver', 'manager', 'team', 'emergency', 'recorder', 'never'];
  return [...source.slice(from, to).matchAll(/(?:concern|case): '([a-z]+)'/g)].flatMap((found) => {
    const [whole, now = ''] = found;
    const at = from + found.index;
    const line = source.slice(source.lastIndexOf('\n', at) + 1, source.indexOf('\n', at)).trim();
    return levels
      .filter((level) => level !== now)
      .map((level) => ({
        what: `${level} for ${now} (${whole}) in ${line}`,
        source: source.slice(0, at) + whole.replace(now, level) + source.slice(at + whole.length),
      }));
  });
}
