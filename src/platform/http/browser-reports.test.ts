import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { html } from '../html/index.ts';
import { openLog } from '../log.ts';
import { buildServer, defineRoute, none, openToAll } from './index.ts';

const lines: string[] = [];
const form = defineRoute({
  method: 'POST',
  path: '/form',
  access: openToAll('a test looks at it'),
  audit: none('it reads no row'),
  handler: ({ body }) => html`${JSON.stringify(body)}`,
});
const app = await buildServer({
  config: readConfig('/', {}),
  clock: systemClock,
  log: openLog(systemClock, (line) => lines.push(line)),
  routes: [form],
  assets: [],
});

describe('a browser’s report of what a page was not let do', () => {
  const report = (payload: string, type = 'application/csp-report', url = '/browser-reports') =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      payload,
    });
  const say = (documentUri: unknown, rule: unknown = 'script-src-elem') =>
    JSON.stringify({ 'csp-report': { 'document-uri': documentUri, 'effective-directive': rule } });
  const readReports = () => lines.filter((line) => line.includes('"browser.report"'));

  test('is one line in the log: the rule and the page, without ids, secrets and queries', async () => {
    const id = '019ab3c0-0000-7000-8000-000000000005';
    await report(say(`https://rowan.example/cases/${id}/notes?name=Aisha#Aisha`));
    await report(say(`https://rowan.example/way-in/${'aB3_'.repeat(10)}abc`, 'style-src-attr Aisha'));
    const told = readReports().map((line) => JSON.parse(line));
    assert.deepEqual(
      told.map(({ rule, page }) => [rule, page]),
      [
        ['script-src-elem', '/cases/…/notes'],
        ['style-src-attr', '/way-in/…'],
      ],
    );
    assert.deepEqual(Object.keys(told[0]), ['time', 'level', 'event', 'reference', 'rule', 'page']);
  });

  test('fills no log and breaks nothing, whatever it is', async () => {
    for (const rubbish of ['', '{', '[]', '{"csp-report":7}', say(7), say({}), 'csp-report=x', '"x"'])
      assert.equal((await report(rubbish)).statusCode, 422, rubbish);
    for (const place of ['', 'about', 'data:x', '//', 'https://', 'https://x/%zz'])
      assert.equal((await report(say(place))).statusCode, 200, place);
    assert.equal((await report(say('x'.repeat(9000)))).statusCode, 413);
    assert.equal((await report(say('/page'), 'application/json')).statusCode, 400);
    assert.equal((await report('a=b', 'application/x-www-form-urlencoded')).statusCode, 422);
    const elsewhere = await report(say('/page'), 'application/csp-report', '/form');
    assert.equal(elsewhere.body, '', 'no other route is given it');
    for (let sent = 0; sent < 60; sent += 1) await report(say('https://rowan.example/work'));
    assert.ok(readReports().length <= 2 * 20, 'at most twenty a minute');
  });
});
