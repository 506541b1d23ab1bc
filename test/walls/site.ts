import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { listMarks, type Route } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { gatherRoutes, makeFrame } from '../../src/routes.ts';
import { makeSignIn, type Providers } from '../../src/signing-in/index.ts';
import { loadFictionalCouncils } from '../fictional-councils.ts';
import { type Name, password, type World } from './world.ts';

/** What was sent back, to the last byte. */
export interface Sent {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
  readonly to: string;
}

/** Somebody at a browser without script. */
export interface Visitor {
  /** The secret of their session. */
  readonly session: string | undefined;
  get(url: string): Promise<Sent>;
  /** @param marks what the form carries beside its fields; those of their own session, where not said */
  post(url: string, fields?: Fields, marks?: Readonly<Record<string, string>>): Promise<Sent>;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The hidden fields of the last form on a page, as a browser would send them. */
export function readForm({ body }: Sent) {
  const form = body.slice(body.lastIndexOf('<form', body.lastIndexOf('name="form-token"')));
  const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return {
    action: /action="([^"]*)"/.exec(form)?.[1] ?? '',
    fields: Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value])),
  };
}

/** Every page of Rowan over the world of the walls, with nobody's network between. */
export interface Site {
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
  /** Signed in once, and for as long as the site is open. Undefined is nobody at all. */
  visitor(name: Name | undefined): Promise<Visitor>;
  /** Signs in once more. */
  enter(name: Name): Promise<Visitor>;
  /** Whoever has this session. */
  visitorOf(session: string): Visitor;
}

/** @param say is given each line of the log; where it is not said, defects are shown */
export async function openSite(
  { database, keys }: World,
  extra: readonly Route[] = [],
  {
    providers,
    say = showDefect,
    refusalsTakeMs = 0,
  }: {
    readonly providers?: Providers;
    readonly say?: (line: string) => void;
    readonly refusalsTakeMs?: number;
  } = {},
): Promise<Site> {
  const policies = loadFictionalCouncils();
  const frame = makeFrame(undefined);
  const proofs = { isProving: () => false, findDiff: () => undefined };
  const options = {
    policies,
    database,
    keys,
    clock: systemClock,
    frame,
    publicOrigin: undefined,
    ...proofs,
    ...(providers && { providers }),
  };
  const routes = [...gatherRoutes(options), ...extra];
  const config = readConfig('/', {});
  const log = openLog(systemClock, say);
  const signIn = makeSignIn(database, undefined, frame, providers?.ways);
  const app = await buildApp({
    config,
    database,
    clock: systemClock,
    log,
    routes,
    frame,
    signIn,
    refusalsTakeMs,
  });
  const visitors = new Map<Name | undefined, Promise<Visitor>>();
  return {
    app,
    routes,
    enter: (name) => enter(app, name),
    visitorOf: (session) => makeVisitor(app, session),
    visitor: (name) => {
      const known = visitors.get(name) ?? enter(app, name);
      visitors.set(name, known);
      return known;
    },
  };
}

function showDefect(line: string): void {
  if (line.includes('"defect"')) process.stderr.write(line);
}

async function enter(app: FastifyInstance, name: Name | undefined): Promise<Visitor> {
  if (name === undefined) return makeVisitor(app, undefined);
  const came = await makeVisitor(app, undefined).post('/sign-in', { name, password });
  const session = /rowan=([\w-]{43})/.exec(came.headers)?.[1];
  if (session === undefined) throw new Error(`${name} was not let in: ${came.status}`);
  return makeVisitor(app, session);
}

function makeVisitor(app: FastifyInstance, session: string | undefined): Visitor {
  const send = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Sent> => {
    const headers = {
      'sec-fetch-site': 'same-origin',
      ...(session !== undefined && { cookie: `rowan=${session}` }),
      ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const came = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
    const to = String(came.headers.location ?? '');
    return { status: came.statusCode, headers: JSON.stringify(came.headers), body: came.body, to };
  };
  return {
    session,
    get: (url) => send('GET', url),
    post: (url, fields = {}, marks = session === undefined ? {} : listMarks({ session, page: url })) => {
      const typed = new URLSearchParams(marks);
      for (const [name, values] of Object.entries(fields)) {
        for (const value of [values].flat()) typed.append(name, value);
      }
      return send('POST', url, typed.toString());
    },
  };
}
