import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { systemClock as clock } from './platform/clock.ts';
import {
  openSealedRecords,
  type Renewal,
  type Rotation,
  renewKeys,
  rotateMasterKey,
} from './platform/crypto/index.ts';
import type { Database } from './platform/database/index.ts';
import { complain, tell } from './platform/log.ts';
import { StartUpRefusal } from './platform/refusal.ts';
import { sayRefusal, withDatabase } from './with-database.ts';

const usage = `rowan keys rotate           wraps every key under a new master key; Rowan may serve meanwhile
rowan keys rotate --to-file  the same, and the new one is kept in the file: to leave a key service
rowan keys renew --council PACK --case REFERENCE
                             new keys for a case, those in it and what is being typed about it; what they
                             sealed is sealed again, and the old ones destroyed; Rowan may serve meanwhile
rowan keys renew --all       the same for every case, person, draft and organisation
`;

/**
 * Looks after the keys. It works beside a Rowan that serves.
 *
 * @returns the exit status
 */
export function lookAfterKeys([command, ...args]: readonly string[]): Promise<number> {
  const what = args.join(' ');
  if (command === 'rotate' && what === '') return sayRefusal(() => rotate());
  if (command === 'rotate' && what === '--to-file') return sayRefusal(() => rotate('file'));
  const wanted = command === 'renew' ? readWanted(args) : undefined;
  if (wanted !== undefined) return sayRefusal(() => renew(wanted));
  complain(usage);
  return Promise.resolve(2);
}

function rotate(into?: Rotation['keptBy']): Promise<number> {
  return withDatabase('command', async ({ keys }, { dataFolder, keyService }) => {
    const done = await rotateMasterKey(keys, { dataFolder, keyService }, into);
    const { rewrapped, spoilt } = done;
    tell(
      done.wasUnfinished
        ? `The exchange that was stopped half-way is ended: ${rewrapped} keys were left. Run it once more.`
        : `The master key is a new one, and ${rewrapped} keys are wrapped under it.`,
    );
    if (spoilt > 0) tell(`${spoilt} keys do not open: their rows were changed. The old master key stays.`);
    tell(ADVICE[done.keptBy]);
    return spoilt === 0 ? 0 : 1;
  });
}

const ADVICE: Readonly<Record<Rotation['keptBy'], string>> = {
  file: 'Keep a copy of master.key where no database or back-up is; the copy of before opens old back-ups.',
  service:
    'The key service keeps it. A master.key in the data folder opens old back-ups alone: take it to where ' +
    'its copies are.',
};

/** What the installation itself seals is gone within 12 hours. */
const RENEWED = ['case', 'person', 'draft', 'organisation'];

type OneCase = { readonly council: string; readonly reference: string };

function readWanted(args: readonly string[]): OneCase | 'all' | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { all: { type: 'boolean' }, council: text, case: text },
    });
    const { all, council, case: reference } = values;
    if (all && council === undefined && reference === undefined) return 'all';
    return all || !council || !reference ? undefined : { council, reference };
  } catch {
    return undefined;
  }
}

function renew(wanted: OneCase | 'all'): Promise<number> {
  return withDatabase('command', async ({ keys, worker }, { dataFolder, keyService }) => {
    const owners = wanted === 'all' ? undefined : await findOwners(worker, wanted);
    const needs = {
      ...{ dataFolder, keyService, clock, tell },
      connection: keys,
      records: openSealedRecords(worker),
    };
    const done = await renewKeys(needs, owners === undefined ? { kinds: RENEWED } : { owners });
    for (const sentence of describe(done)) tell(sentence);
    return done.spoilt === 0 ? 0 : 1;
  });
}

async function findOwners(worker: Database, { council, reference }: OneCase): Promise<readonly string[]> {
  const { rows } = await worker.askOnce((tx) =>
    sql<{ owner: string }>`
      select owner from rowan_private.owners_in_case(${council}, ${reference}) as owner
    `.execute(tx),
  );
  if (rows.length > 0) return rows.map(({ owner }) => owner);
  throw new StartUpRefusal(`There is no case ${reference} of ${council}; nothing was changed.`);
}

function describe({ renewed, spoilt, wasUnfinished }: Renewal): readonly string[] {
  return [
    wasUnfinished
      ? `The renewal that was stopped half-way is ended: ${renewed} keys are new ones. Run it once more.`
      : `${renewed} keys are new ones. What the old ones sealed is sealed with them; the old ones are gone.`,
    ...(spoilt > 0
      ? [`${spoilt} old keys stay: they do not open, or something that they sealed does not.`]
      : []),
    'Make a back-up now: once a newer one is beside them, older ones do not open what was renewed.',
  ];
}
