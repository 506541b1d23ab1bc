import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { openSite } from '../walls/site.ts';
import type { World } from '../walls/world.ts';
import { type Attempt, makeAttempt } from './attempts.ts';
import { type Dice, makeDice } from './dice.ts';
import { findChanged, openFingerprints } from './fingerprint.ts';
import { judge } from './judge.ts';
import { enter, gatherStock, type Listed, type Stock } from './stock.ts';
import { type Answered, readHeader, sendOverWire } from './wire.ts';

/** What came of a run. */
export interface Fuzzed {
  readonly faults: readonly string[];
  /** How many answers had each status. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly routes: readonly Listed[];
  /** Routes whose form no page showed: those are sent what another form has. */
  readonly formless: readonly string[];
  /** Milliseconds, sorted. */
  readonly times: readonly number[];
}

/** After so many the records are new ones: what was sent has worn the others out. */
const ROUND = 500;

/**
 * Sends requests that are nearly right, and rubbish, to every route of Rowan over a real connection, one
 * after the other, and judges each answer and what it left behind.
 */
export async function fuzz(world: World, seed: number, count: number): Promise<Fuzzed> {
  const dice = makeDice(seed);
  const rounds: Fuzzed[] = [];
  for (let from = 0; from < count; from += ROUND)
    rounds.push(await runRound(world, dice, from, Math.min(from + ROUND, count)));
  const statuses = new Map<number, number>();
  for (const [status, often] of rounds.flatMap((round) => [...round.statuses]))
    statuses.set(status, (statuses.get(status) ?? 0) + often);
  return {
    faults: rounds.flatMap(({ faults }) => faults),
    statuses,
    routes: rounds[0]?.routes ?? [],
    formless: rounds[0]?.formless ?? [],
    times: rounds.flatMap(({ times }) => times).sort((a, b) => a - b),
  };
}

async function runRound(world: World, dice: Dice, from: number, to: number): Promise<Fuzzed> {
  const logged: string[] = [];
  const { site, port, routes } = await listen(world, (line) => logged.push(line));
  const stock = await gatherStock(world, site, routes, nameRound(from / ROUND));
  const takeFingerprint = await openFingerprints(world.administrator);
  let before = await takeFingerprint();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const times: number[] = [];
  for (let number = from; number < to; number += 1) {
    const attempt = makeAttempt(dice, stock, pickRoute(dice, routes, number));
    logged.length = 0;
    const answered = await sendOverWire(port, attempt.wired);
    const changed = findChanged(before, await takeFingerprint());
    const wrong = await judge(world, stock, { attempt, answered, changed, logged: [...logged] });
    faults.push(...wrong.map((fault) => `${fault}\n    ${tell(number, attempt, answered)}`));
    const { status = 0 } = answered;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    times.push(answered.milliseconds);
    if (isSignedOut(answered)) stock.sessions.set(attempt.who, await enter(world, site, attempt.who));
    if (changed.length > 0 || isSignedOut(answered)) before = await takeFingerprint();
  }
  await site.app.close();
  return { faults, statuses, routes, formless: listFormless(stock), times };
}

/** Each in its turn; what only says that a form is sent gives most of its turns to forms. */
function pickRoute(dice: Dice, routes: readonly Listed[], number: number): Listed {
  const own = routes[number % routes.length] as Listed;
  const forms = routes.filter(({ method }) => method === 'POST');
  const isTwin = own.method === 'GET' && forms.some(({ url }) => url === own.url);
  return isTwin && !dice.isOneIn(4) ? dice.pick(forms) : own;
}

/** Letters alone: a reference to nothing. */
const nameRound = (round: number) =>
  `round${String.fromCharCode(97 + Math.floor(round / 26), 97 + (round % 26))}`;

/** Fastify's own table of routes, as it stands once Rowan is put together: none can be forgotten. */
export async function listen(world: World, say?: (line: string) => void) {
  const routes: Listed[] = [];
  const listTo = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, url });
    });
  };
  const starting = channel('fastify.initialization');
  starting.subscribe(listTo);
  const site = await openSite(world, [], say && { say });
  starting.unsubscribe(listTo);
  await site.app.listen({ host: '127.0.0.1', port: 0 });
  const address = site.app.server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { site, port, routes };
}

const listFormless = ({ routes, forms }: Stock) =>
  routes
    .map(({ method, url }) => `${method} ${url}`)
    .filter((name) => name.startsWith('POST') && !forms.has(name));

function isSignedOut(answered: Answered): boolean {
  const { status, body } = answered;
  const isAsked =
    readHeader(answered, 'location')?.startsWith('/sign-in?') ||
    (status === 403 && body.includes('Sign in</h1>'));
  return isAsked || readHeader(answered, 'set-cookie') !== undefined;
}

function tell(number: number, { who, route, wired }: Attempt, { status }: Answered): string {
  const { method, target, headers, body } = wired;
  const sent = headers
    .filter(([name]) => !/^(?:Host|Cookie|Content-Length)$/.test(name))
    .map((each) => each.join(': '));
  return [
    `${number}: ${who ?? 'nobody'}, ${route.method} ${route.url}, answered ${status}:`,
    ...[`${method} ${target}`, ...sent, body.toString('latin1')].map((line) => line.slice(0, 400)),
  ].join('\n    ');
}
