import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Attempt } from '../fuzz/attempts.ts';
import { fuzz, listen } from '../fuzz/fuzz.ts';
import { judge, type Outcome } from '../fuzz/judge.ts';
import { mark, tricks } from '../fuzz/rubbish.ts';
import type { Stock } from '../fuzz/stock.ts';
import { sendOverWire } from '../fuzz/wire.ts';
import { nameCanaries, type SitePlace } from './places.ts';
import { given } from './stage.ts';
import { makeUuid } from './world.ts';

const COUNT = 300;

const hidden = { caseId: makeUuid(), canaries: nameCanaries('fuzzed') } as SitePlace;

const rightHead = [
  'HTTP/1.1 200 OK',
  'content-type: text/html; charset=utf-8',
  'cache-control: no-store',
  "content-security-policy: default-src 'none'",
  'referrer-policy: no-referrer',
  'x-content-type-options: nosniff',
  'cross-origin-opener-policy: same-origin',
  'cross-origin-resource-policy: same-origin',
].join('\r\n');

/**
 * A small part of what `npm run faults -- fuzz` does; `SEED=…` repeats it.
 *
 * Not proved here: what only several requests in a certain order, or at once, would bring about.
 */
describe('requests that are nearly right, and rubbish', () => {
  test('break nothing, tell nothing and change nothing, whoever sends them', async (context) => {
    const seed = Number(process.env['SEED'] ?? 1);
    const { faults, statuses, routes, formless } = await fuzz(given().world, seed, COUNT);
    context.diagnostic(
      `${COUNT} requests to ${routes.length} routes, without a form of their own: ${formless.join(', ')}`,
    );
    assert.deepEqual(faults, []);
    for (const status of [200, 303, 404, 422])
      assert.ok((statuses.get(status) ?? 0) > 5, `too few are answered with ${status}`);
  });

  test('serves nothing that is not in the table, by any trick of an address', async (context) => {
    const { site, port } = await listen(given().world);
    context.after(() => site.app.close());
    const headers = [['Host', 'localhost']] as const;
    for (const target of tricks.filter((trick) => !trick.startsWith('/?'))) {
      const answered = await sendOverWire(port, { method: 'GET', target, headers, body: Buffer.alloc(0) });
      const told = `${target.slice(0, 60)}: ${answered.status}`;
      // What is no path is read as the path in it (RFC 9112, 3.2.2), or as the start, which is open to all.
      const fitting = [...(target.startsWith('/') ? [] : [200]), 303, 400, 404, 405, 431];
      assert.ok(fitting.includes(answered.status ?? 0), told);
      assert.doesNotMatch(answered.body, /repositoryformatversion|ref: refs|root:x:|"private"/, told);
    }
  });

  for (const [what, outcome, says] of listBreaches())
    test(`${what} is found`, async () => {
      const stock = {
        places: [hidden],
        draftWords: 'a draft of Rita’s',
        carried: new Set(),
      } as unknown as Stock;
      assert.deepEqual(await judge(given().world, stock, makeOutcome({})), []);
      assert.match((await judge(given().world, stock, makeOutcome(outcome))).join('\n'), says);
    });
});

type Said = Partial<Outcome['answered'] & Pick<Outcome, 'changed' | 'logged'>>;

function makeOutcome({ changed = [], logged = [], ...answered }: Said): Outcome {
  const wired = { method: 'GET', target: '/', headers: [], body: Buffer.alloc(0) };
  const attempt: Attempt = { who: 'noor' as 'leo', route: { method: 'GET', url: '/' }, wired };
  const right = { status: 200, head: rightHead, body: `<p>${mark}</p>`, milliseconds: 1 };
  return { attempt, answered: { ...right, ...answered }, changed, logged };
}

function listBreaches(): readonly (readonly [string, Said, RegExp])[] {
  const log = (more: string) => [`{"level":"info","event":"request"${more}}\n`];
  return [
    ['an error of ours', { status: 500 }, /broken: 500/],
    ['a connection that is cut off', { status: undefined }, /cut off/],
    ['an answer that takes long', { milliseconds: 6000 }, /slow: 6000 ms/],
    [
      'a page that browsers keep',
      { head: rightHead.replace('no-store', 'private') },
      /cache-control is private/,
    ],
    ['a file of another kind', { head: rightHead.replace('text/html', 'text/csv') }, /of the type text\/csv/],
    ['a header that was put in', { head: `${rightHead}\r\nx-${mark}: 1` }, /a header was put in/],
    ['a way out of Rowan', { head: `${rightHead}\r\nlocation: //${mark}.example` }, /leads away/],
    ['a place in the code', { body: 'at /srv/rowan/src/app.ts:12' }, /tells how it is made/],
    ['an element', { body: `<${mark}>` }, /is markup in <fuzzq7>/],
    ['an attribute', { body: `<p class="" on${mark}=1>` }, /is markup in <p>/],
    ['a link that runs', { body: `<a href="javascript:${mark}()">` }, /is markup in <a>/],
    ['a script', { body: `<script>${mark}</script>` }, /is markup in <script>/],
    ['a row that a page changes', { changed: ['note'] }, /200, and changed note/],
    ['a line that somebody wrote', { logged: log(`,"route":"${mark}"`) }, /the log has what was sent/],
    ['two lines for one event', { logged: ['{"event":\n"request"}\n'] }, /the log has what was sent/],
    ['a defect', { logged: ['{"level":"alarm","event":"defect"}\n'] }, /the log says/],
    ['a word of a draft', { body: 'a draft of Rita’s' }, /a leak: the words of a draft/],
    ['a word of a record', { body: `<p>${hidden.canaries.note}</p>` }, /a leak: note/],
  ];
}
