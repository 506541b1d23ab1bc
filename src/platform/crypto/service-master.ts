import { randomBytes, timingSafeEqual } from 'node:crypto';
import { StartUpRefusal } from '../refusal.ts';
import { commitTo, joinParts } from './sealing.ts';
import type { Transit } from './transit.ts';
import type { Bound, Master } from './wrapping.ts';

/** A master key that a key service keeps, and what the database keeps to know it by. */
export interface ServiceMaster extends Master {
  readonly proof: Buffer;
}

/** The service's key as it stands now. */
export async function makeServiceMaster(transit: Transit): Promise<ServiceMaster> {
  await transit.demandKey();
  const secret = randomBytes(32);
  const [proof] = await transit.encrypt([{ plain: secret, bound: PROVES }]);
  return useService(transit, commitTo(secret), proof as Buffer);
}

/** A master key that the service was asked for before. */
export function useService(transit: Transit, commitment: Buffer, proof: Buffer): ServiceMaster {
  return {
    proof,
    commitment,
    wrap: (rows, secrets) =>
      transit.encrypt(rows.map((row, place) => ({ plain: secrets[place] as Buffer, bound: bind(row) }))),
    unwrap: (rows) => transit.decrypt(rows.map((row) => ({ cipher: row.wrapped, bound: bind(row) }))),
  };
}

/** @throws StartUpRefusal when the service's key is another one */
export async function demandSameService(
  transit: Transit,
  { commitment, proof }: ServiceMaster,
): Promise<void> {
  await transit.demandKey();
  const [secret] = await transit.decrypt([{ cipher: proof, bound: PROVES }]);
  if (secret !== undefined && timingSafeEqual(commitTo(secret), commitment)) return;
  throw new StartUpRefusal(
    `The key ${transit.name} is not the one that the database was sealed with; set KEY_SERVICE_URL and ` +
      'KEY_SERVICE_KEY to that one, or have it put back there from its back-up.',
  );
}

const PROVES = joinParts(['rowan master key']);

function bind({ key_id, kind, owner_id }: Bound): Buffer {
  return joinParts(['rowan key', key_id, kind, owner_id]);
}
