import type { IncomingHttpHeaders } from 'node:http';
import type { Html } from '../html/index.ts';
import type { Id, ViewerId } from '../ids.ts';
import { StartUpRefusal } from '../refusal.ts';

/** Who is signed in, as the session says at this request. */
export interface Viewer {
  readonly staffId: ViewerId;
  readonly organisationId: Id<'organisation'>;
  /** The name of the organisation's policy pack. */
  readonly council: string;
  readonly roles: readonly string[];
}

/** What a handler is given. Params, query and body come from outside: a form's schema reads them. */
export interface RouteRequest {
  /** The address that was asked for, with what stands behind its question mark. */
  readonly url: string;
  /** Whether a form was sent there. */
  readonly isForm: boolean;
  /** Whether the form carries the mark of the session that it was sent with. */
  readonly isOwnForm: boolean;
  /** Who was signed in on the page of the form, by their id, as far as the form says. */
  readonly whoseForm: string | undefined;
  /** The address of the page that a browser shows: of a form, the page that it says it stands on. */
  readonly from: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  /** The network address that the request came from, past the proxies that are believed. */
  readonly address: string;
  /** Undefined where nobody is signed in, and where the route's access does not ask. */
  readonly viewer: Viewer | undefined;
  /** What a person can quote when ringing about this request; it stands in the log as well. */
  readonly reference: string;
}

export type Answer =
  | Html
  | { readonly kind: 'page'; readonly status: number; readonly html: Html }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'data'; readonly status: number; readonly data: unknown }
  | { readonly kind: 'with-headers'; readonly headers: AnswerHeaders; readonly answer: Answer }
  | { readonly kind: 'not-found' };

export type AnswerHeaders = Readonly<Record<string, string | string[]>>;

/** Who may. Whoever may not is told that there is no such page. */
export interface Access {
  readonly name: string;
  /**
   * Whether the server looks up who is signed in: `wanted`, and whoever is not is sent to sign in; or
   * `welcome`, and the page is shown all the same; or `if-there`, and it is shown even where the database is
   * away and nobody can be looked up. Where nothing is said nobody is looked up.
   */
  readonly viewer?: 'wanted' | 'welcome' | 'if-there';
  allows(request: RouteRequest): boolean | Promise<boolean>;
}

/** The name under which a visit or an act is recorded, or the reason why it is not. */
export type Audit = string | { readonly none: string };

export interface Route {
  readonly method: 'GET' | 'POST';
  /** As Fastify writes it: `/councils/:council`. Lower case, no full stop, no slash at the end. */
  readonly path: string;
  readonly access: Access;
  readonly audit: Audit;
  /**
   * It reaches far (an export, an emergency's way in, roles, keys): whoever did not sign in a few minutes ago
   * is asked to sign in again first, and what they sent is kept.
   */
  readonly stepUp?: true;
  /** No line of the log says that somebody came: for whoever reads it, that alone may be a danger. */
  readonly isUnlogged?: true;
  handler(request: RouteRequest): Answer | Promise<Answer>;
}

/**
 * States a route. Its access, its audit and its handler stand on neighbouring lines, where a reviewer sees
 * all three.
 */
export function defineRoute(route: Route): Route {
  return route;
}

/**
 * Access for everybody, signed in or not.
 *
 * @param why in a sentence: what the page shows that anybody may see
 */
export function openToAll(why: string): Access {
  return { name: `open to all: ${why}`, allows: () => true };
}

/**
 * No audit.
 *
 * @param why in a sentence: what the page cannot show
 */
export function none(why: string): Audit {
  return { none: why };
}

/** A page with a status of its own, a form that comes back with errors for example. */
export function answerPage(html: Html, status: number): Answer {
  return { kind: 'page', status, html };
}

/** A page with a form, which comes back as refused where something in it is wrong. */
export function answerForm(html: Html, isRefused: boolean): Answer {
  return isRefused ? answerPage(html, 422) : html;
}

/** After a POST: the browser fetches this address, and loading again sends nothing twice. */
export function redirect(to: `/${string}`): Answer {
  return { kind: 'redirect', to };
}

/** To a page of somebody else, where its owner is asked something: the council's own sign-in. */
export function sendAway(to: URL): Answer {
  return { kind: 'redirect', to: to.href };
}

/** The same answer with headers of its own, a cookie for example. */
export function withHeaders(answer: Answer, headers: AnswerHeaders): Answer {
  return { kind: 'with-headers', headers, answer };
}

/** Data for a machine, as JSON. */
export function answerData(data: unknown, status = 200): Answer {
  return { kind: 'data', status, data };
}

/** There is no such page; also for a page that the reader may not see. */
export const notFound: Answer = { kind: 'not-found' };

/**
 * Holds the table of routes to its promises.
 *
 * @throws StartUpRefusal naming the first route that says too little, or that stands there twice
 */
export function checkRoutes(routes: readonly Partial<Route>[]): void {
  const seen = new Set<string>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const complaint = seen.has(name) ? 'stands in the table twice' : findGap(route);
    seen.add(name);
    if (complaint !== undefined)
      throw new StartUpRefusal(`The route ${name} ${complaint}. Rowan does not start without.`);
  }
}

function findGap(route: Partial<Route>): string | undefined {
  if (route.method !== 'GET' && route.method !== 'POST') return 'is neither GET nor POST';
  if (!/^\/(?:[a-z0-9:-]+(?:\/[a-zA-Z0-9:-]+)*)?$/.test(route.path ?? ''))
    return 'has an address that is not plain';
  if (typeof route.access?.allows !== 'function' || !route.access.name)
    return 'does not say who may (access)';
  if (!saysAudit(route.audit))
    return 'does not say under what name it is recorded (audit), nor why it is not';
  if (route.stepUp && route.access.viewer !== 'wanted')
    return 'asks somebody to sign in again (stepUp) who need not have signed in';
  if (typeof route.handler !== 'function') return 'has no handler';
  return undefined;
}

function saysAudit(audit: Audit | undefined): boolean {
  return typeof audit === 'object' ? Boolean(audit?.none?.trim()) : Boolean(audit?.trim());
}
