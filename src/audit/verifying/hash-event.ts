import { sha256 } from '../seals/merkle.ts';
import type { StoredEvent } from './stored.ts';

/** The hash of a row, as migrations/0009-sessions.sql states it: each field behind its length. */
export function hashEvent(chain: string, event: StoredEvent): Buffer {
  const fields: readonly (Buffer | null)[] = [
    uuidBytes(event.eventId),
    uuidBytes(event.organisationId),
    Buffer.from(chain),
    bigBytes(event.seq),
    event.previousHash,
    event.caseId === null ? null : uuidBytes(event.caseId),
    event.staffId === null ? null : uuidBytes(event.staffId),
    Buffer.from(event.actingAs),
    Buffer.from(event.verb),
    event.reasonCommitment,
    bigBytes(event.micros),
    Buffer.from(event.reference),
    Buffer.concat(event.casesShown.map(uuidBytes)),
  ];
  const parts = fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : field.length);
    return field === null ? [length] : [length, field];
  });
  return sha256('rowan audit event 1', ...parts);
}

/** What the first row of a chain names as the one before it. */
export function beginChain(chain: string): Buffer {
  return sha256(chain);
}

const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function bigBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
