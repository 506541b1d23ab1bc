import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { isAway } from '../database/connection.ts';
import type { Asset, PageFrame } from '../html/index.ts';
import { makeReference } from '../ids.ts';
import type { Log } from '../log.ts';
import { StartUpRefusal } from '../refusal.ts';
import { readBrowserReports, takeBrowserReports } from './browser-reports.ts';
import { guardDoor } from './door.ts';
import { sendError, sendFailure } from './failure.ts';
import { type FormMark, takeMark, type Watch } from './form-mark.ts';
import { listHeaders } from './headers.ts';
import {
  type Access,
  type Answer,
  checkRoutes,
  notFound,
  type Route,
  type RouteRequest,
  type Viewer,
} from './route.ts';
import { send } from './send.ts';
import { answerUnreadable, ignoreExpectations } from './unreadable.ts';
import { waitForStep } from './wait-for-step.ts';

export interface ServerOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly routes: readonly Route[];
  readonly assets: readonly Asset[];
  /** What stands round the pages of errors, as round every other. */
  readonly frame?: PageFrame;
  /** Where a form of ours may lead that is not here. */
  readonly formTargets?: readonly string[];
  /**
   * Milliseconds: a page that is not found is told after so many, or twice as many, …, so that how long it
   * took does not tell what is hidden from what is not there. Where nothing is said, at once.
   */
  readonly refusalsTakeMs?: number;
  /** Who is signed in, and what somebody is shown who is not and has to be. */
  readonly signIn?: SignIn;
}

export interface SignIn {
  identify(request: RouteRequest): Promise<Viewer | undefined>;
  /** The secret of the session that cookies carry, whether it is still alive or not. */
  readSession(cookies: string | undefined): string | undefined;
  /** What becomes of a page of somebody who is signed in, once they are not. */
  watch(page: string): Watch;
  /** What somebody is shown who has to be signed in and is not. */
  ask(request: RouteRequest): Answer;
  /** What somebody is shown who has to sign in again before this; nothing, where they did so just now. */
  askToConfirm(request: RouteRequest): Promise<Answer | undefined>;
  /** What somebody is shown whose form does not carry the token of their session. */
  askAgain(request: RouteRequest): Answer;
}

const LARGEST_BODY_BYTES = 1_048_576;
/** For the largest form over a bad line; whoever sends a letter at a time holds no connection for ever. */
const SENT_WITHIN_MS = 60_000;
const FOR_EVER = 'public, max-age=31536000, immutable';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on what stands in the table of routes or assets; nothing else may be served. */
    readonly isDeclared?: boolean;
    /** No line may say that somebody came, nor fetched what such a page fetches. */
    readonly isUnlogged?: boolean | undefined;
  }
  interface FastifyInstance {
    readonly pageFrame: PageFrame;
  }
}

/**
 * Builds the web server. It serves the routes of the table and the registered assets, and nothing else.
 *
 * @throws StartUpRefusal when a route does not say who may, or under what name it is recorded
 */
export async function buildServer(given: ServerOptions): Promise<FastifyInstance> {
  const options = { ...given, routes: [...given.routes, takeBrowserReports(given)] };
  checkRoutes(options.routes);
  refuseUnaskedViewers(options);
  const headers = listHeaders(options.config.publicOrigin, options.formTargets);
  const server = fastify({
    bodyLimit: LARGEST_BODY_BYTES,
    requestTimeout: SENT_WITHIN_MS,
    trustProxy: options.config.trustedProxies.length > 0 ? [...options.config.trustedProxies] : false,
    genReqId: makeReference,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerUnreadable(headers, options.frame),
    frameworkErrors: (error, _request, reply) => {
      reply.headers(headers);
      sendFailure(options.log, error, reply);
    },
  });
  ignoreExpectations(server.server);
  server.decorate('pageFrame', options.frame ?? {});
  server.addHook('onRoute', (route) => {
    if (route.config?.isDeclared) return;
    throw new StartUpRefusal(
      `The route ${route.method} ${route.url} stands outside the table of routes. ` +
        'Rowan does not start with it.',
    );
  });
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    // Quality 11, the default, takes longer than making the page.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  // Forms alone are read, and a browser's own reports: what no page of ours sends is one way in less.
  server.removeAllContentTypeParsers();
  await server.register(formbody, { bodyLimit: LARGEST_BODY_BYTES });
  readBrowserReports(server);
  guardDoor(server, options, headers);
  logRequests(server, options);
  server.setNotFoundHandler((_request, reply) => sendError(reply, 'not-found'));
  server.setErrorHandler((error, _request, reply) => sendFailure(options.log, error, reply));
  for (const asset of options.assets) serveAsset(server, asset);
  for (const route of options.routes) serveRoute(server, route, options);
  return server;
}

/** The route's pattern is logged, never the address: an address may one day hold what nobody foresaw. */
function logRequests(server: FastifyInstance, { log }: ServerOptions): void {
  server.addHook('onResponse', (request, reply, next) => {
    if (request.routeOptions.config.isUnlogged) return next();
    log.info('request', {
      reference: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    });
    next();
  });
}

function serveAsset(server: FastifyInstance, asset: Asset): void {
  server.get(asset.address, { config: { isDeclared: true, isUnlogged: true } }, (_request, reply) =>
    reply.header('cache-control', FOR_EVER).type(asset.type).send(asset.bytes),
  );
}

function serveRoute(server: FastifyInstance, route: Route, options: ServerOptions): void {
  const { routes, signIn } = options;
  server.route({
    method: route.method,
    url: route.path,
    config: { isDeclared: true, isUnlogged: route.isUnlogged },
    handler: async (came, reply) => {
      const request = readRequest(came, signIn);
      const viewer = await findViewer(route.access, request, signIn);
      const answer = await answerRoute(route, { ...request, viewer }, options);
      if (isNotFound(answer)) await waitForStep(reply.elapsedTime, options.refusalsTakeMs);
      return send(reply, answer, findMark({ ...request, viewer }, answer, signIn));
    },
  });
  const isFormAlone =
    route.method === 'POST' && !routes.some((other) => other.method === 'GET' && other.path === route.path);
  if (!isFormAlone) return;
  server.get(route.path, { config: { isDeclared: true } }, (_request, reply) =>
    sendError(reply.header('allow', 'POST'), 'wrong-method'),
  );
}

const isNotFound = (answer: Answer) => 'kind' in answer && answer.kind === 'not-found';

function refuseUnaskedViewers({ routes, signIn }: ServerOptions): void {
  const lost = routes.find(({ access }) => access.viewer !== undefined);
  if (signIn !== undefined || lost === undefined) return;
  throw new StartUpRefusal(
    `The route ${lost.path} asks who is signed in, and nobody was told how to find out.`,
  );
}

async function answerRoute(
  route: Route,
  request: RouteRequest,
  { signIn, log }: ServerOptions,
): Promise<Answer> {
  const { viewer, isOwnForm } = request;
  if (route.access.viewer === 'wanted' && viewer === undefined) return signIn?.ask(request) ?? notFound;
  const isDoubtful = route.method === 'POST' && viewer !== undefined && !isOwnForm;
  if (isDoubtful) return signIn?.askAgain(request) ?? notFound;
  const answer = await answerWhoeverMay(route, request, signIn);
  if (isNotFound(answer) && viewer)
    log.info('request.not-found', { reference: request.reference, staff: viewer.staffId });
  return answer;
}

async function answerWhoeverMay(
  route: Route,
  request: RouteRequest,
  signIn: SignIn | undefined,
): Promise<Answer> {
  if (!(await route.access.allows(request))) return notFound;
  const confirming = route.stepUp && (await confirm(request, signIn));
  return confirming || (await route.handler(request));
}

/** What stands between somebody and a route that reaches far, if anything. */
async function confirm(request: RouteRequest, signIn: SignIn | undefined): Promise<Answer | undefined> {
  return signIn === undefined ? notFound : await signIn.askToConfirm(request);
}

async function findViewer(
  { viewer }: Access,
  request: RouteRequest,
  signIn: SignIn | undefined,
): Promise<Viewer | undefined> {
  if (viewer === undefined) return undefined;
  try {
    return await signIn?.identify(request);
  } catch (error) {
    if (viewer === 'if-there' && isAway(error)) return undefined;
    throw error;
  }
}

function readRequest(
  { method, url, params, query, headers, id, ip, body: sent }: FastifyRequest,
  signIn: SignIn | undefined,
): RouteRequest {
  const { isOwn, page, whose, body } = takeMark(sent, signIn?.readSession(headers.cookie));
  const from = method === 'POST' ? (page ?? '/') : url;
  const form = { isForm: method === 'POST', isOwnForm: isOwn, whoseForm: whose };
  return { ...form, url, from, params, query, body, headers, address: ip, viewer: undefined, reference: id };
}

/** By the session that the browser has once it has the answer: signing in gives it another. */
function findMark(
  { headers, from, viewer }: RouteRequest,
  answer: Answer,
  signIn: SignIn | undefined,
): FormMark | undefined {
  const given = 'kind' in answer && answer.kind === 'with-headers' ? answer.headers['set-cookie'] : undefined;
  const session = signIn?.readSession(given === undefined ? headers.cookie : String(given));
  const isSignedIn = viewer !== undefined || given !== undefined;
  return session === undefined
    ? undefined
    : { session, page: from, whose: viewer?.staffId, watch: isSignedIn ? signIn?.watch(from) : undefined };
}
