import type pg from 'pg';
import type { KeyServiceSettings } from '../config-outside.ts';
import { StartUpRefusal } from '../refusal.ts';
import { makeMasterKeyFile, masterKeyFile, readMasterKeys } from './master-key.ts';
import { demandSameService, makeServiceMaster, type ServiceMaster, useService } from './service-master.ts';
import { openTransit, type Transit } from './transit.ts';
import { findMaster, type Master } from './wrapping.ts';

/** Where master keys are kept. */
export interface MasterPlace {
  /** Holds the file. */
  readonly dataFolder: string;
  /** Keeps the master key in place of the file, once the keys are wrapped by it. */
  readonly keyService?: KeyServiceSettings | undefined;
}

/** The master keys that are at hand, and which of them the database has in use. */
export interface Ring {
  readonly masters: readonly Master[];
  readonly inUse: Master;
  /** Whether a key service keeps the one in use. */
  readonly isOfService: boolean;
}

export type Ask = <Row extends pg.QueryResultRow>(
  statement: string,
  values: readonly unknown[],
) => Promise<readonly Row[]>;

interface MasterRow {
  readonly commitment: Buffer;
  readonly proof: Buffer | null;
  readonly is_in_use: boolean;
}

/**
 * Gathers the master keys, and makes the first where the database knows none.
 *
 * @throws StartUpRefusal when the one in use is lost, is another one, may be read by others, or its service
 * is away
 */
export async function openRing(place: MasterPlace, ask: Ask): Promise<Ring> {
  const transit = place.keyService && openTransit(place.keyService);
  const before = await readRows(ask);
  if (before.length === 0) await makeFirst(place, transit, ask);
  const rows = before.length === 0 ? await readRows(ask) : before;
  const row = rows.find((each) => each.is_in_use) as MasterRow;
  const kept = readMasterKeys(masterKeyFile(place.dataFolder));
  const served = transit === undefined ? [] : rows.flatMap((each) => readService(transit, each) ?? []);
  const masters = [...kept, ...served];
  const inUse = findMaster(masters, row.commitment);
  if (inUse === undefined) throw refuse(place, row, kept.length > 0);
  const service = served.find((each) => each === inUse);
  if (transit !== undefined && service !== undefined) await demandSameService(transit, service);
  return { masters, inUse, isOfService: service !== undefined };
}

function readRows(ask: Ask): Promise<readonly MasterRow[]> {
  return ask('select commitment, proof, retired_at is null as is_in_use from rowan_keys.master_key', []);
}

function readService(transit: Transit, { commitment, proof }: MasterRow): ServiceMaster | undefined {
  return proof === null ? undefined : useService(transit, commitment, proof);
}

async function makeFirst({ dataFolder }: MasterPlace, transit: Transit | undefined, ask: Ask): Promise<void> {
  const first =
    transit === undefined ? findFirst(masterKeyFile(dataFolder)) : await makeServiceMaster(transit);
  await ask('insert into rowan_keys.master_key (commitment, proof) values ($1, $2) on conflict do nothing', [
    first?.commitment,
    first?.proof ?? null,
  ]);
}

function findFirst(file: string): (Master & { readonly proof?: Buffer }) | undefined {
  const there = readMasterKeys(file);
  return (there.length > 0 ? there : makeMasterKeyFile(file))[0];
}

function refuse({ dataFolder }: MasterPlace, { proof }: MasterRow, hasFile: boolean): StartUpRefusal {
  const file = masterKeyFile(dataFolder);
  if (proof !== null) {
    return new StartUpRefusal(
      'The keys in the database are wrapped by a key service; set KEY_SERVICE_URL, KEY_SERVICE_KEY and ' +
        'KEY_SERVICE_TOKEN_FILE to it.',
    );
  }
  return new StartUpRefusal(
    hasFile
      ? `The master key ${file} is not the one that the database was sealed with; ` +
          'put the right file back from where you keep its copy.'
      : `The master key ${file} is missing, and what the database holds is sealed with it; ` +
          'put the file back from where you keep its copy.',
  );
}
