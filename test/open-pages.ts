import type { FastifyInstance } from 'fastify';
import type { Clock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { assets } from '../src/platform/html/index.ts';
import { buildServer, type Route } from '../src/platform/http/index.ts';
import { openLog } from '../src/platform/log.ts';

const host = { host: 'localhost' };
const sameOrigin = { ...host, 'sec-fetch-site': 'same-origin' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Routes behind Rowan's own server, asked without a network, as a browser on the same origin asks. */
export interface OpenPages {
  readonly server: FastifyInstance;
  readonly get: (url: string) => ReturnType<typeof ask>;
  /** Sends a form: its fields, or its text as it would go over the line. */
  readonly post: (
    url: string,
    fields: Readonly<Record<string, string>> | string,
    headers?: Readonly<Record<string, string>>,
  ) => ReturnType<typeof ask>;
}

/** @param say is given each line of the log */
export async function openPages(
  routes: readonly Route[],
  clock: Clock,
  say: (line: string) => void = () => {},
): Promise<OpenPages> {
  const config = readConfig('', {});
  const server = await buildServer({ config, clock, log: openLog(clock, say), assets, routes });
  return {
    server,
    get: (url) => ask(server, { url, headers: host }),
    post: (url, fields, headers = {}) =>
      ask(server, {
        method: 'POST',
        url,
        headers: { ...sameOrigin, ...form, ...headers },
        payload: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      }),
  };
}

type Asked = {
  readonly method?: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
};

const ask = (server: FastifyInstance, asked: Asked) => server.inject(asked);
