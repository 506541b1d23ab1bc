import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

export interface SessionRow {
  readonly sessionId: string;
  readonly browser: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly isThis: boolean;
}

/** Those of the viewer that are alive, the one that they are in first. */
export async function readSessions(tx: ViewerTx, tokenHash: Buffer): Promise<readonly SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select session_id as "sessionId", browser, started_at as "startedAt", last_seen_at as "lastSeenAt",
      is_this as "isThis"
    from rowan_private.my_sessions(${tokenHash})
  `.execute(tx);
  return rows;
}

/** @returns how many there were to end; never the one that the viewer is in */
export async function endSessions(tx: ActTx, tokenHash: Buffer, sessionId?: string): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select rowan_private.end_my_sessions(${tokenHash}, ${sessionId ?? null}) as ended
  `.execute(tx);
  return rows[0]?.ended ?? 0;
}
