import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { listClues } from '../../src/people/clues.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { KeyStore } from '../../src/platform/crypto/index.ts';
import { masterKeyFile, readMasterKeys } from '../../src/platform/crypto/master-key.ts';
import {
  blindToken,
  commitTo,
  type DataKey,
  deriveDataKey,
  seal,
} from '../../src/platform/crypto/sealing.ts';
import type { Connection } from '../../src/platform/database/connection.ts';
import { makeId } from '../../src/platform/ids.ts';
import { type CopyStream, openCopy } from './copy-stream.ts';
import { makeChance, nameWords } from './invent.ts';
import { inventPerson } from './invent-person.ts';
import { listSealedTables, openSealedTable, type SealedTable } from './sealed-tables.ts';

interface Rooms {
  readonly migrator: pg.Client;
  readonly migratorAt: Connection;
  readonly keysMigratorAt: Connection;
  readonly keys: KeyStore;
  readonly dataFolder: string;
  readonly tell: (what: string) => void;
}

/** Where all that is sealed goes. */
interface Ways {
  readonly keys: CopyStream;
  readonly names: CopyStream;
  readonly tokens: CopyStream;
  readonly tables: readonly SealedTable[];
  /** The keys of the organisations, by which people are found. */
  readonly organisations: ReadonlyMap<string, DataKey>;
  readonly makeKey: ReturnType<typeof openKeyMaker>;
  readonly chance: () => number;
}

/**
 * Makes a key for every copied case and person, and seals the pattern's texts anew under them: each text
 * opens in its own row alone, as Rowan asks. People get names, dates and numbers of their own. All keys hide
 * one secret, which saves the making of them and costs the same to open.
 */
export async function sealCopies(rooms: Rooms, copies: number): Promise<void> {
  const ways = await openWays(rooms);
  for (let copy = 1; copy <= copies; copy += 1) {
    await sealCopy(rooms.migrator, ways, copy);
    if (copy % 50 === 0) rooms.tell(`  sealed ${copy} of ${copies} copies`);
  }
  for (const way of [ways.keys, ways.names, ways.tokens, ...ways.tables.map(({ into }) => into)])
    await way.end();
  await writeWordTokens(rooms, ways.organisations);
}

async function openWays(rooms: Rooms): Promise<Ways> {
  const { migrator, migratorAt, keysMigratorAt, keys, dataFolder } = rooms;
  const tables: SealedTable[] = [];
  for (const each of await listSealedTables(migrator)) tables.push(await openSealedTable(rooms, each));
  const { rows } = await migrator.query<{ id: string }>(
    'select organisation_id as id from rowan.organisation',
  );
  return {
    keys: await openCopy(
      keysMigratorAt,
      'rowan_keys.data_key (key_id, kind, owner_id, wrapped, commitment, wrapped_under)',
    ),
    names: await openCopy(migratorAt, 'bench.named (person_id, organisation_id, word)'),
    tokens: await openCopy(migratorAt, 'bench.own_token (person_id, organisation_id, purpose, token)'),
    tables,
    organisations: await keys.keysFor(rows.map(({ id }) => id)),
    makeKey: openKeyMaker(dataFolder),
    chance: makeChance(11),
  };
}

interface Copy {
  readonly id: string;
  readonly old: string;
  readonly owner: string;
}

async function sealCopy(migrator: pg.Client, ways: Ways, copy: number): Promise<void> {
  const made = new Map<string, DataKey>();
  const keyOf = async (kind: string, owner: string) => {
    const known = made.get(owner);
    if (known !== undefined) return known;
    const { key, row } = await ways.makeKey(kind, owner);
    made.set(owner, key);
    await ways.keys.write(row);
    return key;
  };
  const cases = await migrator.query<{ id: string }>('select new_id as id from bench.copied where n = $1', [
    copy,
  ]);
  for (const { id } of cases.rows) await keyOf('case', id);
  for (const table of ways.tables) {
    const kind = table.owner === 'person_id' ? 'person' : 'case';
    const { rows } = await migrator.query<Copy>(chooseRows(table), [copy]);
    for (const row of rows) await sealRow(ways, table, row, await keyOf(kind, row.owner));
  }
}

function chooseRows({ table, key, owner }: SealedTable): string {
  if (owner === 'person_id')
    return 'select new_id as id, person_id as old, new_id as owner from bench.copied_person where n = $1';
  return `select bench.copy_id(t.${key}, c.n, c.older_ms) as id, t.${key} as old, c.new_id as owner
    from rowan.${table} as t join bench.copied as c on c.case_id = t.case_id where c.n = $1`;
}

async function sealRow(
  ways: Ways,
  { table, columns, patterns, into }: SealedTable,
  { id, old }: Copy,
  key: DataKey,
): Promise<void> {
  const pattern = patterns.get(old);
  if (pattern === undefined) return;
  const person =
    table === 'person'
      ? inventPerson((column) => pattern.words[column] !== undefined, ways.chance)
      : undefined;
  const words: Readonly<Record<string, string>> = { ...pattern.words, ...person?.words };
  const ciphers = columns.map((column) => {
    const text = words[column];
    return text === undefined ? null : seal(key, { table, column, row: id }, text);
  });
  await into.write([id, ...ciphers]);
  const { organisation } = pattern;
  const shared = ways.organisations.get(organisation);
  if (person === undefined || shared === undefined) return;
  for (const word of person.names) await ways.names.write([id, organisation, word]);
  for (const { purpose, text } of person.clues)
    await ways.tokens.write([id, organisation, purpose, blindToken(shared, purpose, text)]);
}

/** Keys as Rowan wraps them, but for their secret, which is one for all. */
function openKeyMaker(dataFolder: string) {
  const [master] = readMasterKeys(masterKeyFile(dataFolder));
  if (master === undefined) throw new Error('There is no master key.');
  const secret = randomBytes(32);
  const commitment = commitTo(secret);
  const shared = deriveDataKey(makeId(systemClock), '', secret);
  return async (kind: string, ownerId: string): Promise<{ key: DataKey; row: (string | Buffer)[] }> => {
    const keyId = makeId<'key'>(systemClock);
    const [wrapped] = await master.wrap([{ key_id: keyId, kind, owner_id: ownerId }], [secret]);
    const row = [keyId, kind, ownerId, wrapped as Buffer, commitment, master.commitment];
    return { key: { ...shared, keyId, ownerId }, row };
  };
}

async function writeWordTokens(
  { migratorAt }: Rooms,
  organisations: ReadonlyMap<string, DataKey>,
): Promise<void> {
  const into = await openCopy(migratorAt, 'bench.word_token (organisation_id, word, purpose, token)');
  for (const [organisation, key] of organisations) {
    for (const word of nameWords) {
      for (const { purpose, text } of listClues({ names: [word] })) {
        if (text.startsWith('whole:')) continue;
        await into.write([organisation, word, purpose, blindToken(key, purpose, text)]);
      }
    }
  }
  await into.end();
}
