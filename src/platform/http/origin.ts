import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.ts';
import { isLoopback } from '../environment.ts';

type Place = Pick<Config, 'host' | 'publicOrigin' | 'trustedProxies'>;

/**
 * Whether the request was meant for us. On loopback any page on the internet can send its visitors' browsers
 * here under a name of its own that it points at 127.0.0.1, and would then be let in as the same origin.
 *
 * @param host the Host header, or what a trusted proxy says it was
 */
export function isOwnHost(place: Place, host: string): boolean {
  const url = URL.parse(`http://${host}`);
  if (url === null) return false;
  if (isLoopback(place.host) && isLoopback(url.hostname)) return true;
  return place.publicOrigin !== undefined && url.hostname === new URL(place.publicOrigin).hostname;
}

/**
 * Whether the request came to us as it may. Where people come by https through a proxy that was named,
 * whoever comes otherwise was read on the way, or came past it.
 *
 * @param protocol of the connection, or what a trusted proxy says it was
 */
export function isGuarded({ publicOrigin, trustedProxies }: Place, protocol: string): boolean {
  const isAsked = publicOrigin?.startsWith('https:') === true && trustedProxies.length > 0;
  return !isAsked || protocol === 'https';
}

/**
 * Whether a POST comes from one of our own pages. Our pages send no referrer, and a browser then says
 * `Origin: null` for an ordinary form: there, `Sec-Fetch-Site` decides, which no page can set. A browser
 * that sends neither is refused.
 */
export function isOwnPage(place: Place, host: string, headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = headers;
  if (origin === undefined || origin === 'null') return site === 'same-origin';
  if (place.publicOrigin !== undefined) return origin === place.publicOrigin;
  const [said, own] = [URL.parse(origin), URL.parse(`http://${host}`)];
  return said !== null && own !== null && said.protocol === 'http:' && said.host === own.host;
}
