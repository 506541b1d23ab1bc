import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import type { Connection } from '../../src/platform/database/connection.ts';

/** What the bench sends to a process that it starts. */
export interface Orders {
  readonly dataFolder: string;
  readonly connection: Connection;
  readonly keys: Connection;
}

export async function readOrders(): Promise<Orders> {
  process.on('disconnect', () => process.exit());
  const [orders] = await once(process, 'message');
  return orders as Orders;
}

export function tellPort(server: FastifyInstance): void {
  const address = server.server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
}
