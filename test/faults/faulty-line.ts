import net from 'node:net';
import { readAnswers, readStatements } from './wire.ts';

/**
 * What goes wrong with one statement: the server refuses it; the connection is cut before the server has it;
 * the server does it, and the connection is cut before anybody hears.
 */
export const faults = ['refused', 'cut before', 'cut after'] as const;
export type Fault = (typeof faults)[number];

/**
 * A line to a PostgreSQL server on which a chosen statement goes wrong. Whoever is at its end knows nothing
 * of it: it is a port like another.
 */
export interface FaultyLine {
  readonly port: number;
  /** Cuts the line, or carries nothing more on it; and lets new connections through again. */
  become(state: LineState): void;
  close(): Promise<void>;
}

/** Not there; or gone without a word, so that whoever waits is told nothing. */
export type LineState = 'open' | 'shut' | 'silent';

/** What is counted, and which of them goes wrong: one plan for all lines of a request. */
export interface Plan {
  /** How many statements were sent since the plan was begun. */
  readonly sent: number;
  /** Begins to count anew. */
  begin(fault?: { readonly at: number; readonly what: Fault }): void;
  /** Counts a statement, and tells what is to go wrong with it. */
  take(): Fault | undefined;
}

export function makePlan(): Plan {
  let sent = 0;
  let wanted: { readonly at: number; readonly what: Fault } | undefined;
  return {
    get sent() {
      return sent;
    },
    begin: (fault) => {
      sent = 0;
      wanted = fault;
    },
    take: () => {
      sent += 1;
      return sent === wanted?.at ? wanted.what : undefined;
    },
  };
}

/** Opens a line to the server on a port. */
export async function openFaultyLine(serverPort: number, plan: Plan): Promise<FaultyLine> {
  const open = new Set<net.Socket>();
  let state: LineState = 'open';
  const listener = net.createServer((client) => {
    const server = net.connect(serverPort, '127.0.0.1');
    for (const socket of [client, server]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    if (state === 'shut') client.destroy();
    if (state === 'open') join(client, server, plan);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  listener.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = listener.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    become: (next) => {
      state = next;
      if (next === 'shut') for (const socket of open) socket.destroy();
      if (next === 'silent') for (const socket of open) socket.removeAllListeners('data').resume();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((done) => listener.close(() => done()));
    },
  };
}

function join(client: net.Socket, server: net.Socket, plan: Plan): void {
  const cut = () => {
    client.destroy();
    server.destroy();
  };
  let asked = 0;
  let answered = 0;
  /** The statement of this connection whose answer nobody is to hear. */
  let unheard = Number.POSITIVE_INFINITY;
  client.on(
    'data',
    readStatements((bytes, isStatement) => {
      if (!isStatement) return void server.write(bytes);
      asked += 1;
      const fault = plan.take();
      if (fault === 'cut before') return cut();
      if (fault === 'cut after') unheard = asked;
      server.write(fault === 'refused' ? refusal : bytes);
    }),
  );
  server.on(
    'data',
    readAnswers((bytes, isEnd) => {
      // The first end is that of signing in.
      const isUnheard = answered === unheard;
      if (isEnd) answered += 1;
      if (!isUnheard) return void client.write(bytes);
      if (isEnd) cut();
    }),
  );
}

/**
 * In place of a statement: the server itself refuses it, as it does when its disk is full, so that its
 * transaction has failed there too.
 */
const refusal = writeQuery(
  `do $$ begin raise exception 'a fault that was made to happen' using errcode = 'disk_full'; end $$`,
);

function writeQuery(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5, 'Q');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
