import autocannon from 'autocannon';

/** One thing that somebody at a browser asks for. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly cookie: string;
  readonly body?: string;
}

export interface Taken {
  readonly times: readonly number[];
  readonly refused: number;
}

const TOO_BUSY = 503;
/** As they go over the line, compressed. */
const LARGEST_PAGE_BYTES = 60_000;

/**
 * Sends so many requests over so many connections, each as soon as the one before it is answered.
 *
 * @param next the next thing to ask for
 * @param expected the statuses of an answer that is right; any other fails the bench
 * @returns how long each took, in milliseconds, and how many were told to come back: too busy
 */
export async function sendLoad(
  address: string,
  { amount, connections }: { readonly amount: number; readonly connections: number },
  next: () => Ask,
  expected: readonly number[],
): Promise<Taken> {
  const times: number[] = [];
  let refused = 0;
  let largest = 0;
  const wrong = new Set<number>();
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const requests = [{ setupRequest: (request: object) => ({ ...request, ...describe(next(), address) }) }];
  const running = autocannon(
    { url: address, amount, connections, timeout: 60, requests },
    (error: unknown, result) => (error === null || error === undefined ? resolve(result) : reject(error)),
  );
  running.on('response', (_client, status, bytes, time) => {
    times.push(time);
    largest = Math.max(largest, bytes);
    if (status === TOO_BUSY) refused += 1;
    else if (!expected.includes(status)) wrong.add(status);
  });
  const { errors } = await promise;
  if (errors > 0 || wrong.size > 0) {
    throw new Error(`${address}: ${errors} without an answer, and answers ${[...wrong].join(', ')}`);
  }
  if (largest > LARGEST_PAGE_BYTES) throw new Error(`${address}: a page of ${largest} bytes`);
  return { times, refused };
}

function describe({ method, path, cookie, body }: Ask, origin: string) {
  const headers = {
    cookie,
    origin,
    'sec-fetch-site': 'same-origin',
    'accept-encoding': 'gzip, deflate, br',
    ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  return { method, path, headers, ...(body !== undefined && { body }) };
}
