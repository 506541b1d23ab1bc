import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { accountRoutes } from '../../src/accounts/index.ts';
import { caseRoutes } from '../../src/cases/index.ts';
import { recordingRoutes, savedRoutes } from '../../src/concerns/index.ts';
import { directoryRoutes } from '../../src/directory/index.ts';
import { emergencyRoutes } from '../../src/emergency/index.ts';
import { homeRoutes } from '../../src/home/index.ts';
import { messageRoutes } from '../../src/messages/index.ts';
import { oversightRoutes } from '../../src/oversight/index.ts';
import type { LoadedPolicies } from '../../src/pathway/index.ts';
import { readConfig } from '../../src/platform/config.ts';
import { assets, type PageFrame } from '../../src/platform/html/index.ts';
import { buildServer, listMarks } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { makeSignIn, ownWays, quickLeave, signInRoutes } from '../../src/signing-in/index.ts';
import { workRoutes } from '../../src/work/index.ts';
import { openPartnership, type Partnership } from './partnership.ts';

/** What came back: its status, its text, and where it leads. */
export interface Came {
  readonly status: number;
  readonly text: string;
  readonly to: string;
}

/** Somebody at a browser without script. */
export interface Visitor {
  get(path: string): Promise<Came>;
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<Came>;
  /** Follows where a page leads. */
  follow(came: Came): Promise<Came>;
}

/** The pages of recording over a partnership of its own. */
export interface Desk {
  readonly scene: Partnership;
  readonly app: FastifyInstance;
  signIn(name: string): Promise<Visitor>;
  readonly signedOut: Visitor;
  stop(): Promise<void>;
}

const mark = { title: 'Demonstration', text: 'Everything here is invented' };
const frame: PageFrame = { urgent: { href: 'tel:999', text: 'Call 999' }, mark, quickLeave };

/** @param over a partnership of the caller's own; one is opened where none is given */
export async function openDesk(given?: LoadedPolicies, over?: Partnership): Promise<Desk> {
  const scene = over ?? (await openPartnership(given));
  const { started, keys, policies, clock } = scene;
  const { database } = started;
  const config = readConfig('/tmp', {});
  const log = openLog(clock, (line) => void (line.includes('defect') && process.stderr.write(line)));
  const options = { database, keys, policies, clock, frame };
  const routes = [
    ...homeRoutes(frame, options),
    ...signInRoutes({ database, keys, clock, publicOrigin: undefined, frame }),
    ...accountRoutes({ ...options, publicOrigin: undefined, ways: ownWays }),
    ...recordingRoutes(options),
    ...savedRoutes(options),
    ...caseRoutes(options),
    ...emergencyRoutes(options),
    ...oversightRoutes(options),
    ...workRoutes(options),
    ...messageRoutes(options),
    ...directoryRoutes({ policies, clock, frame, staff: { database, keys } }),
  ];
  const signIn = makeSignIn(database, undefined, frame);
  const app = await buildServer({ config, clock, log, routes, assets, frame, signIn });
  return {
    scene,
    app,
    signedOut: makeVisitor(app, ''),
    signIn: async (name) => {
      const came = await send(app, '', 'POST', '/sign-in', { name, password: 'not to be guessed' });
      return makeVisitor(app, String(came.headers['set-cookie']).split(';')[0] ?? '');
    },
    stop: async () => {
      await app.close();
      await scene.stop();
    },
  };
}

function makeVisitor(app: FastifyInstance, cookie: string): Visitor {
  const read = (came: Awaited<ReturnType<typeof send>>): Came => {
    const isPage = String(came.headers['content-type']).startsWith('text/html');
    assert.ok(!isPage || came.body.includes(mark.text), 'a page of whatever status without the mark');
    return { status: came.statusCode, text: came.body, to: String(came.headers.location ?? '') };
  };
  const get = async (path: string) => read(await send(app, cookie, 'GET', path));
  return {
    get,
    post: async (path, fields = {}) => read(await send(app, cookie, 'POST', path, fields)),
    follow: async (came) => {
      let here = came;
      while (here.status === 303) here = { ...(await get(here.to)), to: here.to };
      return here;
    },
  };
}

function send(
  app: FastifyInstance,
  cookie: string,
  method: 'GET' | 'POST',
  url: string,
  fields: Readonly<Record<string, string | readonly string[]>> = {},
) {
  const session = cookie.split('=')[1];
  const typed = new URLSearchParams(session === undefined ? {} : listMarks({ session, page: url }));
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) typed.append(name, value);
  }
  return app.inject({
    method,
    url,
    headers: {
      host: 'localhost:3000',
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-origin',
      cookie,
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(method === 'POST' && { payload: typed.toString() }),
  });
}

/** The id that a form carries. */
export const readHidden = (text: string, name: string): string =>
  new RegExp(`name="${name}" value="([0-9a-f-]+)"`).exec(text)?.[1] ?? '';
