/**
 * A third council, and a fourth, are a folder and nothing else: put in, its own words are on the command
 * line, on every page, on the poster and in the booklet; taken out, nothing of it is left. The pages are
 * asked over HTTP, with the database away: nothing here needs one.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runPolicyBook } from '../../src/pathway/book/index.ts';
import { choosePolicy, type LoadedPolicies, type LoadedPolicy } from '../../src/pathway/index.ts';
import { checkPolicy, evaluateWithEngine, withSolver } from '../../src/pathway/proofs/index.ts';
import { openDatabase } from '../../src/platform/database/transactions.ts';
import { openLog } from '../../src/platform/log.ts';
import { policyLibraryRoutes } from '../../src/policy-library/index.ts';
import { trySituationRoutes } from '../../src/try-situation/index.ts';
import { openPages } from '../open-pages.ts';
import { type CopiedPolicies, copyPolicies } from './copied-policies.ts';

const today = '2026-11-22';
const clock = { now: () => new Date(`${today}T10:00:00Z`), readMilliseconds: () => 0 };
const log = openLog(clock, () => undefined);
const fictional = ['exampleshire', 'oddborough'] as const;
const shelves = ['', '/chart', '/clauses', '/questions', '/source', '/proofs'];

let copied: CopiedPolicies;
before(() => {
  copied = copyPolicies();
});
after(() => copied.remove());

async function openLibrary(policies: LoadedPolicies) {
  const away = openDatabase({ connectionString: 'postgres://127.0.0.1:9/none' }, log, () => false);
  const frame = {};
  const proofs = { isProving: () => false, findDiff: () => undefined };
  const routes = [
    ...trySituationRoutes({ policies, clock, frame }),
    ...policyLibraryRoutes({ policies, database: away, clock, frame, ...proofs }),
  ];
  const { server, ...pages } = await openPages(routes, clock);
  const close = async () => {
    await server.close();
    await away.close();
  };
  return { ...pages, close };
}

type Pages = Awaited<ReturnType<typeof openLibrary>>;

/** As a browser shows it: without tags and line ends, and with the signs that HTML writes in its own way. */
function readText(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** Answers one question after another, as a member of staff would, and keeps every page that is shown. */
async function trySituation(
  pages: Pages,
  council: string,
  policy: LoadedPolicy,
  story: Story,
): Promise<string> {
  const begun = await pages.post('/try-a-situation/councils', { council });
  let address = String(begun.headers.location);
  const shown: string[] = [];
  for (let asked = 0; asked <= policy.policy.facts.length; asked++) {
    const { body } = await pages.get(address);
    shown.push(body);
    const [, s = ''] = /name="s" value="([^"]*)"/.exec(body) ?? [];
    const [, q] = /name="q" value="([^"]*)"/.exec(body) ?? [];
    if (q === undefined) break;
    const fact = policy.policy.facts.find(
      ({ question }) => readText(body).includes(`${question} `) && isAsked(body, question),
    );
    const answer = fact === undefined ? undefined : story[fact.id];
    const unsure = fact?.number === null ? { a: '?' } : { a: '', unsure: '?' };
    const answered = await pages.post('/try-a-situation', {
      s,
      q,
      ...(answer === undefined ? unsure : { a: answer }),
    });
    assert.equal(answered.statusCode, 303, `${fact?.id}: ${readText(answered.body).slice(0, 300)}`);
    address = String(answered.headers.location);
  }
  return readText(shown.join(' '));
}

type Story = Readonly<Record<string, string>>;

function isAsked(body: string, question: string): boolean {
  return readText(/<h1[\s\S]*?<\/h1>/.exec(body)?.[0] ?? '').includes(question);
}

const stories: Record<(typeof fictional)[number], Story> = {
  exampleshire: {
    situation: 'disclosure',
    safeToTalk: 'yes',
    dash: 'high',
    daysSinceIncident: '5',
    fearsForAnimal: 'yes',
    agreesToFostering: 'yes',
    agreesToSharing: 'no',
    tenancy: 'farm-tied',
    service: 'rural-estates',
  },
  oddborough: {
    situation: 'disclosure',
    safeToTalk: 'yes',
    livesOnBoat: 'yes',
    homeless: 'yes',
    agreesToSharing: 'no',
    arrearsInPounds: '600',
    arrearsFromEconomicAbuse: 'yes',
  },
};

/** What the council alone says, of each kind, as staff would read it. */
function listOwnWords({ words }: LoadedPolicy): string[] {
  const labels = (entries: Record<string, { label: string }>) =>
    Object.values(entries).map(({ label }) => label);
  return [
    words.name,
    ...Object.values(words.facts).map(({ question }) => question),
    ...Object.values(words.facts).flatMap(({ bands = {} }) => Object.values(bands).map(({ said }) => said)),
    ...Object.values(words.values).flatMap(labels),
    ...[words.actions, words.nevers, words.timings, words.bases].flatMap(labels),
  ];
}

async function readEverything(pages: Pages, loaded: LoadedPolicy): Promise<string> {
  const { council } = loaded;
  const shelf = await Promise.all(shelves.map((shelved) => pages.get(`/policies/${council}${shelved}`)));
  for (const { statusCode } of shelf) assert.equal(statusCode, 200);
  const story = stories[council as keyof typeof stories];
  const tried = await trySituation(pages, council, loaded, story);
  return [...shelf.map(({ body }) => readText(body)), tried].join(' ');
}

function choose(policies: LoadedPolicies, council: string): LoadedPolicy {
  const chosen = choosePolicy(policies, council, today);
  assert.ok(chosen.ok, chosen.ok ? '' : chosen.message);
  return chosen.policy;
}

function makeBooklet(council: string): string {
  let text = '';
  const status = runPolicyBook([council], copied.load, {
    out: (part) => {
      text += part;
    },
    err: (part) => assert.fail(part),
    readInput: () => '',
    isTerminal: false,
    today,
  });
  assert.equal(status, 0);
  return readText(text);
}

/** What people can see of the councils that were there from the start. */
async function lookAround(): Promise<Map<string, string>> {
  const policies = copied.load();
  const pages = await openLibrary(policies);
  const seen = new Map<string, string>();
  const councils = policies.policies
    .map(({ council }) => council)
    .filter((one) => !fictional.some((other) => one === other));
  for (const url of ['/try-a-situation', '/try-a-situation/councils', '/policies'])
    seen.set(url, (await pages.get(url)).body);
  for (const council of councils) {
    for (const shelved of shelves)
      seen.set(`/policies/${council}${shelved}`, (await pages.get(`/policies/${council}${shelved}`)).body);
    seen.set(`booklet of ${council}`, makeBooklet(council));
    seen.set(`version of ${council}`, choose(policies, council).policy.policyVersion);
  }
  await pages.close();
  return seen;
}

describe('a third council', () => {
  let before: Map<string, string>;

  it('is put in as a folder, beside those that are there', async () => {
    before = await lookAround();
    for (const council of fictional) copied.put(council);
    assert.deepEqual(copied.load().problems, []);
    const { status, out } = copied.rowan(
      ['pathway', '--council', 'exampleshire', '--facts', '-', '--date', today],
      '{ "situation": "disclosure", "dash": "high", "daysSinceIncident": 5 }',
    );
    assert.equal(status, 0);
    assert.match(out, /"action":"refer-to-safety-panel"/);
  });

  for (const council of fictional) {
    it(`says all in the words of ${council}, on its pages, its poster and in its booklet`, async () => {
      const loaded = choose(copied.load(), council);
      const pages = await openLibrary(copied.load());
      try {
        assert.ok(readText((await pages.get('/try-a-situation')).body).includes(loaded.policy.name));
        assert.ok(readText((await pages.get('/policies')).body).includes(loaded.policy.name));
        const all = await readEverything(pages, loaded);
        const missing = listOwnWords(loaded).filter(
          (word) => !all.toLowerCase().includes(word.toLowerCase()),
        );
        assert.deepEqual(missing, []);
        const poster = readText((await pages.get(`/policies/${council}/chart`)).body);
        for (const { label } of Object.values(loaded.words.actions)) assert.ok(poster.includes(label), label);
      } finally {
        await pages.close();
      }
      const booklet = makeBooklet(council);
      const { actions, nevers } = loaded.words;
      for (const { label } of [...Object.values(actions), ...Object.values(nevers)])
        assert.ok(booklet.includes(label), label);
    });

    it(`has every promise of ${council} proved`, async () => {
      const report = await withSolver((z3) =>
        checkPolicy(choose(copied.load(), council), {
          z3,
          evaluate: evaluateWithEngine,
          readMilliseconds: () => 0,
        }),
      );
      assert.deepEqual(report.failures, []);
      assert.ok(report.claims > 300);
    });
  }

  it('leaves no trace when its folder is taken out', async () => {
    const words = fictional.flatMap((council) => listOwnWords(choose(copied.load(), council)));
    for (const council of fictional) copied.takeOut(council);
    assert.deepEqual(copied.load().problems, []);
    const now = await lookAround();
    assert.deepEqual([...now.keys()], [...before.keys()]);
    for (const [place, text] of now) assert.ok(text === before.get(place), `${place} is another than before`);
    const all = readText([...now.values()].join(' '));
    // A single word, or a length of time, is anybody's.
    const own = words.filter(
      (word) => word.includes(' ') && !['for the', 'within'].some((start) => word.startsWith(start)),
    );
    assert.deepEqual(
      own.filter((word) => all.includes(word)),
      [],
    );
    const pages = await openLibrary(copied.load());
    assert.equal((await pages.get('/policies/exampleshire')).statusCode, 404);
    assert.notEqual(
      (await pages.post('/try-a-situation/councils', { council: 'exampleshire' })).statusCode,
      303,
    );
    await pages.close();
    const { status, err } = copied.rowan(
      ['pathway', '--council', 'exampleshire', '--facts', '-', '--date', today],
      '{}',
    );
    assert.equal(status, 2);
    assert.match(err, /there is no council "exampleshire"/);
  });
});
