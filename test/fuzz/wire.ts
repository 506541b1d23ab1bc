import net from 'node:net';

/** A request to the last byte: no library puts right what was meant to be wrong. */
export interface Wired {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Answered {
  /** Undefined where the connection was cut off without an answer. */
  readonly status: number | undefined;
  /** As they came over the line, in lines. */
  readonly head: string;
  readonly body: string;
  readonly milliseconds: number;
}

const LONGEST_MS = 30_000;

/** Sends it over a connection of its own and reads until the server closes that. */
export function sendOverWire(port: number, { method, target, headers, body }: Wired): Promise<Answered> {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  const head = Buffer.from(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`, 'latin1');
  const began = performance.now();
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = net.connect(port, '127.0.0.1');
    socket.setTimeout(LONGEST_MS, () => socket.destroy());
    socket.on('data', (part) => parts.push(part));
    // A server that has read enough closes while the rest is still being written.
    socket.on('error', () => {});
    socket.on('close', () => resolve(read(Buffer.concat(parts), performance.now() - began)));
    socket.write(head);
    socket.write(body);
  });
}

function read(bytes: Buffer, milliseconds: number): Answered {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, Math.max(end, 0)).toString('latin1');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  const body = bytes.subarray(end + 4).toString('utf8');
  return { status: status === undefined ? undefined : Number(status), head, body, milliseconds };
}

/** A header of an answer; undefined where it has none. */
export function readHeader({ head }: Answered, name: string): string | undefined {
  const found = head.split('\r\n').find((line) => line.toLowerCase().startsWith(`${name}:`));
  return found?.slice(name.length + 1).trim();
}
