import path from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { askIn, runAuditCommand } from './audit/index.ts';
import { makeBackUp, restoreBackUp } from './platform/back-up/index.ts';
import { systemClock as clock } from './platform/clock.ts';
import { readBackUpRecipient } from './platform/config.ts';
import { makeSecretFile, readSecretFile } from './platform/crypto/index.ts';
import { complain, tell } from './platform/log.ts';
import { StartUpRefusal } from './platform/refusal.ts';
import { sayRefusal, withDatabase } from './with-database.ts';

const usage = `rowan backup identity FILE            makes the identity that opens back-ups, and says its name
rowan backup FOLDER                   makes a back-up for BACKUP_RECIPIENT; Rowan may serve meanwhile
rowan restore BACK-UP --identity FILE puts a back-up into an empty Rowan, and verifies it
`;

/**
 * Makes back-ups, and restores them.
 *
 * @returns the exit status
 */
export function lookAfterBackUps(args: readonly string[]): Promise<number> {
  return sayRefusal(async () => {
    const [command, first, second, third, ...more] = args;
    if (command === 'backup' && first === 'identity' && second !== undefined && third === undefined) {
      return await makeIdentity(path.resolve(second));
    }
    if (command === 'backup' && first !== undefined && second === undefined) {
      return await backUp(path.resolve(first));
    }
    const isRestore = command === 'restore' && second === '--identity' && more.length === 0;
    if (isRestore && first !== undefined && third !== undefined) {
      return await restore(path.resolve(first), path.resolve(third));
    }
    complain(usage);
    return 2;
  });
}

async function makeIdentity(file: string): Promise<number> {
  const identity = await generateIdentity();
  makeSecretFile(file, `${identity}\n`);
  const kept = readIdentity(file);
  tell(`Back-ups are opened by ${file} alone: keep it, and a copy, where no back-up is. Then set`);
  tell(`BACKUP_RECIPIENT=${await identityToRecipient(kept)}`);
  return 0;
}

function backUp(into: string): Promise<number> {
  const recipient = readBackUpRecipient();
  return withDatabase('command', async ({ backUp: records, keys }) => {
    if (records === undefined) {
      throw new StartUpRefusal('Set BACKUP_DATABASE_URL to the same database with rowan_backup signing in.');
    }
    const made = await makeBackUp({ records, keys }, { into, recipient, now: clock.now() });
    const rows = made.records.tables.reduce((sum, table) => sum + table.rows, 0);
    const keyRows = made.keys.tables.find(({ name }) => name === 'data_key')?.rows;
    tell(`${made.folder}: ${rows} rows of ${made.records.tables.length} tables, and ${keyRows} keys.`);
    return 0;
  });
}

function restore(folder: string, identityFile: string): Promise<number> {
  const identity = readIdentity(identityFile);
  return withDatabase('application', async ({ administrators, worker }, { dataFolder, keyService }) => {
    if (administrators === undefined) {
      throw new StartUpRefusal(
        'Set MIGRATION_DATABASE_URL and KEYS_MIGRATION_DATABASE_URL to the administrators of both databases.',
      );
    }
    const { records, keysOf, erasedAgain, unopened } = await restoreBackUp(administrators, {
      folder,
      identity,
      masterPlace: { dataFolder, keyService },
    });
    for (const { name, rows } of records.tables.filter((table) => table.rows > 0)) tell(`${rows}\t${name}`);
    tell(`All counted and compared. The keys are those of ${keysOf}, and every one of them opens.`);
    if (erasedAgain > 0) tell(`${erasedAgain} keys were erased since, and are erased again.`);
    if (unopened > 0) {
      tell(`${unopened} texts do not open: their keys were renewed after ${folder}. Restore ${keysOf}.`);
    }
    const status = await runAuditCommand(['verify'], {
      dataFolder,
      say: tell,
      withDatabase: (work) => worker.withReferenceTx((tx) => work(askIn(tx))),
    });
    return unopened > 0 ? 1 : status;
  });
}

function readIdentity(file: string): string {
  const text = readSecretFile('The identity', file)?.trim();
  if (text?.startsWith('AGE-SECRET-KEY-1')) return text;
  throw new StartUpRefusal(`${file} holds no identity; it begins with AGE-SECRET-KEY-1.`);
}
