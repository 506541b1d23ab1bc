import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Orders } from './child.ts';

/** A server of the bench in a process of its own. */
export interface Served {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts Rowan, or the peer that it is measured beside. What they log goes nowhere, and is written. */
export async function serve(which: 'rowan' | 'peer', orders: Orders): Promise<Served> {
  const child = fork(path.join(import.meta.dirname, `${which}.ts`), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.send(orders);
  const port = await Promise.race([
    once(child, 'message').then(([told]) => Number(told)),
    fail(child, which),
  ]);
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function fail(child: ChildProcess, which: string): Promise<never> {
  await once(child, 'exit');
  throw new Error(`${which} ended before it served: run node bench/cases/${which}.ts to see why`);
}
