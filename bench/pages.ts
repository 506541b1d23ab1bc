import fastify, { type FastifyInstance } from 'fastify';
import { listCouncils, loadPolicies } from '../src/pathway/index.ts';
import type { Database } from '../src/platform/database/index.ts';
import { buildServer, type Route } from '../src/platform/http/index.ts';
import { policyLibraryRoutes } from '../src/policy-library/index.ts';
import { trySituationRoutes } from '../src/try-situation/index.ts';
import { answerQuestions } from './answer-questions.ts';
import { alternate, compare, type Measurement } from './measure.ts';

const clock = { now: () => new Date('2026-11-22T10:00:00Z'), readMilliseconds: () => performance.now() };
const runs = 150;
const answers = 8;

/** Pages rendered in this process, without a network, beside a bare Fastify that answers as many bytes. */
export async function measurePages(): Promise<Measurement[]> {
  const policies = loadPolicies();
  const councils = listCouncils(policies.policies);
  const [council = ''] = councils;
  const server = await build([
    ...trySituationRoutes({ policies, clock, frame: {} }),
    ...policyLibraryRoutes({
      policies,
      database: emptyDatabase,
      clock,
      frame: {},
      isProving: () => false,
      findDiff: () => undefined,
    }),
  ]);
  const one = await answerQuestions(server, [council], answers);
  const two = await answerQuestions(server, councils.slice(0, 2), answers);
  const pages: [string, string, number][] = [
    [`Try a situation, ${answers} answers`, one, runs],
    ['Try a situation, two councils', two, runs],
    ['Try a situation, with the chart', `${one}&c=1`, 40],
    ['Policy library', '/policies', runs],
    ['a booklet of the library', `/policies/${council}`, 40],
  ];
  const measured: Measurement[] = [];
  for (const [what, address, times] of pages)
    measured.push(...(await measurePage(server, what, address, times)));
  await server.close();
  return measured;
}

/** No page that is measured here shows a row: the time of the database is not in question. */
const emptyDatabase = {
  isThere: () => Promise.resolve(true),
  withReferenceTx: () => Promise.resolve([]),
} as unknown as Database;

function build(routes: readonly Route[]): Promise<FastifyInstance> {
  const config = {
    host: '127.0.0.1',
    port: 0,
    publicOrigin: undefined,
    trustedProxies: [],
    dataFolder: '',
    database: { kind: 'embedded' },
  } as const;
  const log = { info: () => undefined, alarm: () => undefined };
  return buildServer({ config, clock, log, assets: [], routes });
}

async function measurePage(
  server: FastifyInstance,
  what: string,
  address: string,
  times: number,
): Promise<Measurement[]> {
  const get = (from: FastifyInstance) => async () => {
    const answered = await from.inject({ url: address, headers: { host: 'localhost' } });
    if (answered.statusCode !== 200) throw new Error(`${address} answered ${answered.statusCode}`);
    return answered.body;
  };
  const body = await get(server)();
  const bare = fastify();
  bare.get('*', (_, reply) => reply.type('text/html; charset=utf-8').send(body));
  for (let warm = 0; warm < 10; warm += 1) await get(server)();
  const measured = await alternate(times, get(server), get(bare));
  await bare.close();
  const size = `${Math.round(Buffer.byteLength(body) / 1024)} KiB`;
  return compare(`${what}, ${size}`, 'a bare Fastify, as many bytes', measured, [0.5, 0.95]);
}
