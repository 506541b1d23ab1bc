import http from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { assets } from '../../src/platform/html/index.ts';

/** As strict as Rowan's own: an inline style or script in a page is seen as a fault. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
};

/** Where axe stands beside each page: brought in by the browser's own cache, in half the time. */
export const AXE_ADDRESS = '/axe.js';

const script = 'text/javascript; charset=utf-8';
const kept = [...assets, { address: AXE_ADDRESS, type: script, bytes: Buffer.from(axe.source) }];

/** The page that waits at each address until it is fetched. */
const waiting = new Map<string, string>();
let server: Promise<string> | undefined;

/** Puts markup where a browser may fetch it once, with the real style sheet and script beside it. */
export async function serveMarkup(markup: string): Promise<string> {
  server ??= openServer();
  const address = `/page-${crypto.randomUUID()}`;
  waiting.set(address, markup);
  return `${await server}${address}`;
}

/** Whether a page came from here, so that axe stands beside it. */
export const isServedHere = async (address: string): Promise<boolean> =>
  server !== undefined && address.startsWith(`${await server}/`);

function openServer(): Promise<string> {
  const opened = http.createServer((request, response) => {
    const address = request.url ?? '';
    const asset = kept.find((each) => each.address === address);
    const markup = waiting.get(address);
    waiting.delete(address);
    const always = { 'cache-control': 'public, max-age=31536000, immutable' };
    if (asset) response.writeHead(200, { 'content-type': asset.type, ...always }).end(asset.bytes);
    else if (markup === undefined) response.writeHead(404).end();
    else response.writeHead(200, PAGE_HEADERS).end(markup);
  });
  // The tests' own process may end while it listens.
  opened.unref();
  return new Promise((resolve) => {
    opened.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(opened.address() as AddressInfo).port}`),
    );
  });
}
