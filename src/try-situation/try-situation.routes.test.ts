/** The pages over HTTP, with fictional councils and no database: none of them reads one. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadFictionalCouncils } from '../../test/fictional-councils.ts';
import { openPages } from '../../test/open-pages.ts';
import { describeCouncil } from '../advice/index.ts';
import { beginSituation, type Situation, sayOf } from '../advice/situation.rules.ts';
import { findFactsOf } from '../pathway/index.ts';
import { addressOf } from './addresses.rules.ts';
import { trySituationRoutes } from './try-situation.routes.ts';

const policies = loadFictionalCouncils();
const [exampleshire, oddborough] = policies.policies.map(describeCouncil);
assert.ok(exampleshire && oddborough);
const [gate = ''] = findFactsOf(exampleshire.policy.safeToAsk);
const [danger = ''] = exampleshire.policy.askFirst;
const clock = { now: () => new Date('2026-11-22T10:00:00Z'), readMilliseconds: () => 0 };
const said: string[] = [];
const { server, get, post } = await openPages(
  trySituationRoutes({ policies, clock, frame: {} }),
  clock,
  (line) => said.push(line),
);
before(() => server.ready());
after(() => server.close());

const begun = beginSituation([exampleshire]);
const codeOf = (situation: Situation) => addressOf(situation).split('s=')[1] ?? '';
const placeOf = (id: string) => String(begun.facts.findIndex((fact) => fact.id === id));
const daysPlace = placeOf('daysSinceIncident');
const titleOf = (markup: string) => /<title>([^<]*)</.exec(markup)?.[1];

describe('trying a situation', () => {
  test('starts with the choice of council', async () => {
    const { statusCode, body } = await get('/try-a-situation');
    assert.equal(statusCode, 200);
    for (const { name } of [exampleshire, oddborough]) assert.ok(body.includes(name));
  });

  test('a council that has been chosen leads to its first question', async () => {
    const answer = await post('/try-a-situation/councils', 'council=exampleshire');
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, addressOf(begun));
    const { body } = await get(String(answer.headers.location));
    assert.ok(body.includes(begun.facts.find(({ id }) => id === danger)?.question ?? '?'));
  });

  test('an answer is kept in the address alone', async () => {
    const body = { s: codeOf(begun), q: placeOf(danger), a: 'yes' };
    const answer = await post('/try-a-situation', body);
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, addressOf(sayOf(begun, danger, 'yes')));
    assert.equal(answer.headers['set-cookie'], undefined);
    const page = await get(String(answer.headers.location));
    assert.equal(page.headers['cache-control'], 'no-store');
    assert.match(page.body, /rowan-step--danger[\s\S]*?href="tel:999"/);
    assert.match(page.body, /1 now, \d+ in all/);
  });

  test('the danger that was answered is the one red thing, and goes when it is over', async () => {
    const calm = await get(addressOf(sayOf(begun, danger, 'no')));
    assert.doesNotMatch(calm.body, /rowan-step--danger/);
  });

  test('every step says how strongly, who and why, with its clause and its place', async () => {
    const situation = sayOf(sayOf(begun, 'situation', 'disclosure'), gate, 'yes');
    const { body } = await get(addressOf(situation));
    assert.match(body, /Do this<\/span> · Colleague/);
    assert.match(body, /Because they have told somebody about the abuse/);
    assert.match(body, /href="\/policies\/exampleshire\/clauses#exampleshire-1\.1"/);
    assert.match(body, /href="\/policies\/exampleshire\/source#line-\d+"/);
    assert.match(body, /Never visit without an agreed time/);
    assert.match(body, /answers would change this/);
  });

  test('a council that has not confirmed Rowan’s reading has it said', async () => {
    assert.doesNotMatch((await get(addressOf(begun))).body, /Not yet confirmed/);
    assert.match((await get(addressOf(beginSituation([oddborough])))).body, /Not yet confirmed/);
  });

  test('titles, addresses and the log hold no word of what was answered', async () => {
    const situation = sayOf(sayOf(begun, 'situation', 'disclosure'), danger, 'yes');
    const { body } = await get(addressOf(situation));
    assert.equal(titleOf(body), 'Try a situation – Rowan');
    const addresses = [...body.matchAll(/(?:href|action)="([^"]*)"/g)]
      .map(([, address = '']) => decodeURIComponent(address))
      .filter((address) => address.startsWith('/try-a-situation'));
    const words = begun.facts.flatMap((fact) => [fact.id, ...fact.values.map(({ id }) => id)]);
    const telling = words.filter((word) => word.length > 4);
    for (const text of [...addresses, ...said]) {
      for (const word of telling.filter((each) => each !== 'situation')) assert.ok(!text.includes(word));
    }
  });

  test('"I don’t know yet" and "skip for now" go on to the next question, and stand below', async () => {
    const body = { s: codeOf(begun), q: placeOf(danger), a: '?' };
    const { body: page } = await get(String((await post('/try-a-situation', body)).headers.location));
    assert.match(page, /You do not know yet\./);
    const skip = /class="govuk-link rowan-skip" href="([^"]*)"/.exec(page)?.[1] ?? '';
    assert.match((await get(skip)).body, /Left for later\./);
  });

  test('an answer may be changed and cleared, and the others stay', async () => {
    const situation = sayOf(sayOf(begun, 'situation', 'concern'), danger, 'no');
    const page = (await get(addressOf(situation))).body;
    assert.ok(
      page.includes(`href="${addressOf(sayOf(begun, 'situation', 'concern')).replace('&', '&amp;')}"`),
    );
    const changing = (await get(`${addressOf(situation)}&q=${placeOf(danger)}`)).body;
    assert.match(changing, /Leave it as it is/);
    assert.match(changing, /value="no" checked/);
    const changed = await post('/try-a-situation', { s: codeOf(situation), q: placeOf(danger), a: 'yes' });
    assert.equal(changed.headers.location, addressOf(sayOf(situation, danger, 'yes')));
  });

  test('what only they can say waits, and the page says for what', async () => {
    const unsafe = sayOf(sayOf(begun, 'situation', 'disclosure'), gate, 'no');
    const { body } = await get(addressOf(unsafe));
    assert.match(body, /questions are for them to answer\. Rowan does not put them/);
  });
});

describe('a number', () => {
  test('is typed, and goes into its band', async () => {
    const { body } = await get(`${addressOf(begun)}&q=${daysPlace}`);
    assert.match(body, /inputmode="numeric"/);
    const answer = await post('/try-a-situation', { s: codeOf(begun), q: daysPlace, a: ' 30 ' });
    assert.equal(answer.headers.location, addressOf(sayOf(begun, 'daysSinceIncident', 'this-month')));
  });

  test('that is none, or is out of range, comes back with what was typed', async () => {
    for (const typed of ['', 'last week', '3650', '-1', '1e3', 'NaN', '9'.repeat(50), '<b>7']) {
      const answer = await post('/try-a-situation', { s: codeOf(begun), q: daysPlace, a: typed });
      assert.equal(answer.statusCode, 422, typed);
      assert.match(answer.body, /Enter a number of days: 0 or more, and less than 3650/);
      assert.match(answer.body, /href="#answer"/);
      assert.match(titleOf(answer.body) ?? '', /^Error: /);
      if (typed === 'last week') assert.match(answer.body, /value="last week"/);
      assert.ok(!answer.body.includes('<b>7'));
    }
  });

  test('that is half typed is no failure of the live update', async () => {
    const body = { s: codeOf(begun), q: daysPlace, a: '' };
    assert.equal((await post('/try-a-situation', body, { 'x-live': '1' })).statusCode, 200);
  });

  test('may be not known', async () => {
    const answer = await post('/try-a-situation', { s: codeOf(begun), q: daysPlace, a: '', unsure: '?' });
    assert.equal(answer.headers.location, addressOf(sayOf(begun, 'daysSinceIncident', '?')));
  });
});

describe('what our pages did not send', () => {
  const s = codeOf(begun);
  const q = placeOf(danger);

  test('an answer that is missing, or is none of those on the page, comes back with a word', async () => {
    for (const a of ['', 'perhaps', 'constructor', '__proto__', 'toString', '~']) {
      const answer = await post('/try-a-situation', { s, q, a });
      assert.equal(answer.statusCode, 422, a);
      assert.match(answer.body, /Choose an answer|Choose one of the answers/);
    }
    assert.equal((await post('/try-a-situation', { s, q })).statusCode, 422);
  });

  test('an address that was changed is refused in words, and nothing of it is repeated', async () => {
    const bad = [
      `${s}A`,
      s.slice(1),
      'x'.repeat(10_000),
      '__proto__',
      '<script>',
      `${s}&s=${s}`,
      `${s}&q=9999`,
    ];
    for (const text of [...bad, `${s}&q=1&q=2`, `${s}&q=-1`, `${s}&q=__proto__`]) {
      const answer = await get(`/try-a-situation?s=${text}`);
      assert.equal(answer.statusCode, 400, text);
      assert.match(answer.body, /We cannot read this address/);
      assert.ok(!answer.body.includes('<script>'));
    }
    assert.equal((await get('/try-a-situation?q=1')).statusCode, 400);
  });

  test('an address of an earlier policy says so', async () => {
    const earlier = addressOf(beginSituation([{ ...exampleshire, contentHash: '0'.repeat(64) }]));
    const answer = await get(earlier);
    assert.equal(answer.statusCode, 410);
    assert.match(answer.body, /The policy has changed since/);
  });

  test('a form that was made elsewhere is refused', async () => {
    const bodies = [
      '',
      `s=${s}`,
      `q=${q}&a=yes`,
      `s=${s}&s=${s}&q=${q}&a=yes`,
      `s=${s}&q=${q}&a=yes&a=no`,
      `s=${s}&q=__proto__&a=yes`,
      `s=${s}&q=${q}&a=${'y'.repeat(10_000)}`,
      `s=${s}&q=99999&a=yes`,
      `s=${s}&q=9999&a=yes`,
    ];
    for (const body of bodies) assert.equal((await post('/try-a-situation', body)).statusCode, 400, body);
    for (const body of [
      `s=${s}&f9999=yes`,
      `s=${s}&f0=wrong`,

      `s=${s}&f0=a&f0=b`,
      'f0=yes',
    ]) {
      assert.equal((await post('/try-a-situation/questions', body)).statusCode, 400, body);
    }
    const harmless = await post('/try-a-situation/questions', `s=${s}&__proto__=yes`);
    assert.equal(harmless.headers.location, addressOf(begun));
    for (const body of ['council=nowhere', 'council=__proto__', `s=x&council=exampleshire`]) {
      assert.equal((await post('/try-a-situation/councils', body)).statusCode, 400, body);
    }
  });
});

describe('every question at once, and two councils', () => {
  test('many answers are given, changed and taken back together', async () => {
    const page = await get(addressOf(begun, 'questions'));
    for (const { question } of begun.facts) assert.ok(page.body.includes(question.replaceAll("'", '&#39;')));
    const before = sayOf(begun, danger, 'no');
    const answer = await post('/try-a-situation/questions', {
      s: codeOf(before),
      [`f${placeOf(danger)}`]: '',
      [`f${placeOf('situation')}`]: 'disclosure',
      [`f${daysPlace}`]: 'this-week',
    });
    const wanted = sayOf(sayOf(begun, 'situation', 'disclosure'), 'daysSinceIncident', 'this-week');
    assert.equal(answer.headers.location, addressOf(wanted));
  });

  test('choosing none, or more than two, is an error beside the field', async () => {
    const none = await post('/try-a-situation/councils', '');
    assert.equal(none.statusCode, 422);
    assert.match(none.body, /href="#council">Choose a council/);
  });

  test('the answers go along to two councils, and what differs is said in words', async () => {
    const situation = sayOf(sayOf(begun, 'situation', 'disclosure'), 'dash', 'high');
    const body = `s=${codeOf(situation)}&council=exampleshire&council=oddborough`;
    const answer = await post('/try-a-situation/councils', body);
    const { body: page } = await get(String(answer.headers.location));
    assert.match(page, /steps? (is|are) the same, \d+ differs?, \d+ (is|are) only in one of them/);
    assert.match(page, /Differs: .*who does it/);
    assert.match(page, /Only here: Exampleshire Council/);
    assert.ok(page.indexOf('The same in both') < page.indexOf('>Different<'));
  });

  test('an answer for which the other council has no word is not dropped in silence', async () => {
    const situation = sayOf(sayOf(begun, 'situation', 'disclosure'), 'daysSinceIncident', 'this-week');
    const answer = await post('/try-a-situation/councils', `s=${codeOf(situation)}&council=oddborough`);
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, /How many days ago was the last incident\?/);
    const onwards = addressOf(sayOf(beginSituation([oddborough]), 'situation', 'disclosure'));
    assert.ok(answer.body.includes(onwards));
  });
});
