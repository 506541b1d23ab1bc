import net from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { isLoopback } from '../environment.ts';
import { StartUpRefusal } from '../refusal.ts';

type Place = Pick<Config, 'host' | 'port' | 'publicOrigin'>;

/** Looks whether the port is free before anything that takes time is begun. */
export async function refusePortInUse(place: Place): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const probe = net.createServer();
  probe.once('error', (error) => reject(explain(error, place)));
  probe.listen(place.port, place.host, () => probe.close(() => resolve()));
  await promise;
}

/**
 * Begins to serve.
 *
 * @returns the address to open in a browser
 * @throws StartUpRefusal when the port or the host cannot be had
 */
export async function listen(server: FastifyInstance, place: Place): Promise<string> {
  try {
    await server.listen({ host: place.host, port: place.port });
  } catch (error) {
    throw explain(error, place);
  }
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : place.port;
  const name = isLoopback(place.host) ? 'localhost' : place.host;
  return place.publicOrigin ?? `http://${name}:${port}`;
}

function explain(error: unknown, { host, port }: Place): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new StartUpRefusal(
      `Port ${port} is in use, perhaps by another Rowan; ` +
        `stop that program, or choose another port: PORT=${port + 1} npm start.`,
    );
  }
  if (code === 'EACCES') {
    return new StartUpRefusal(
      `Port ${port} may not be used by this user; choose one above 1023, for example PORT=3000.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new StartUpRefusal(
      `HOST is "${host}", which is no address of this machine; leave it out, or set it to one that is.`,
    );
  }
  return error;
}
