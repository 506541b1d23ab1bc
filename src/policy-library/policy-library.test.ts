/**
 * The library as a browser gets it, from a real server on a real database: every way in it leads somewhere.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { defaultTreeAdapter, parse } from 'parse5';
import { type RunningLibrary, runLibrary } from '../../test/policy-library/running-library.ts';
import type { ProofReport } from '../pathway/proofs/index.ts';
import { readLatestProofs, recordPolicyVersions, storeProof } from './policy.actions.ts';

let library: RunningLibrary;
const drawn = new Map<string, Drawn>();

interface Drawn {
  readonly status: number;
  readonly html: string;
  readonly ids: readonly string[];
  readonly links: readonly string[];
  readonly words: string;
}

before(async () => {
  library = await runLibrary();
});
after(() => library.stop());

async function open(address: string): Promise<Drawn> {
  const { statusCode, body, headers } = await library.app.inject({
    url: address,
    headers: { host: 'localhost' },
  });
  // What is for staff alone leads to signing in.
  if (headers.location?.startsWith('/sign-in')) return open(headers.location);
  return { status: statusCode, html: body, ...readPage(body) };
}

async function openOnce(address: string): Promise<Drawn> {
  const page = drawn.get(address) ?? (await open(address));
  drawn.set(address, page);
  return page;
}

function readPage(markup: string): Pick<Drawn, 'ids' | 'links' | 'words'> {
  const ids: string[] = [];
  const links: string[] = [];
  const words: string[] = [];
  const visit = (node: ReturnType<typeof defaultTreeAdapter.getChildNodes>[number]): void => {
    if (defaultTreeAdapter.isTextNode(node)) words.push(node.value);
    if (!defaultTreeAdapter.isElementNode(node)) return;
    const read = (name: string) => node.attrs.find((attribute) => attribute.name === name)?.value;
    const [id, href] = [read('id'), read('href')];
    if (id !== undefined) ids.push(id);
    if (node.tagName === 'a' && href !== undefined) links.push(href);
    for (const child of node.childNodes) visit(child);
  };
  for (const child of parse(markup).childNodes) visit(child);
  return { ids, links, words: words.join(' ').replace(/\s+/g, ' ') };
}

/** As the server compresses it. */
const asServed = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const pagesOf = (council: string) =>
  ['', '/chart', '/clauses', '/source', '/questions', '/proofs'].map((page) => `/policies/${council}${page}`);
const listPages = () => [
  '/policies',
  '/policies/compare',
  ...library.policies.policies.flatMap(({ council }) => pagesOf(council)),
];

describe('the library', () => {
  it('opens every page of every council, each smaller than 60 kB on its way', async () => {
    for (const address of listPages()) {
      const { status, html } = await openOnce(address);
      assert.equal(status, 200, address);
      assert.ok(brotliCompressSync(html, asServed).length < 60_000, `${address} is too large`);
    }
  });

  it('has no dead link: each address opens, and each anchor is there', async () => {
    const dead: string[] = [];
    let followed = 0;
    for (const address of listPages()) {
      const from = await openOnce(address);
      assert.equal(new Set(from.ids).size, from.ids.length, `an id stands twice in ${address}`);
      for (const link of new Set(from.links)) {
        if (!link.startsWith('/') && !link.startsWith('#')) continue;
        followed += 1;
        const [path = '', anchor = ''] = link.split('#');
        const to = path === '' ? from : await openOnce(path);
        const isThere = anchor === '' || to.ids.includes(decodeURIComponent(anchor));
        if (to.status !== 200 || !isThere) dead.push(`${address}: ${link}`);
      }
    }
    assert.deepEqual(dead, []);
    assert.ok(followed > 1000, `only ${followed} links were followed`);
  });

  it('has an anchor for every clause and every name that it had before', async () => {
    for (const { council, clauses } of library.policies.policies) {
      const { ids } = await openOnce(`/policies/${council}/clauses`);
      const missing = clauses
        .flatMap(({ id, aliases }) => [id, ...aliases])
        .filter((id) => !ids.includes(id));
      assert.deepEqual(missing, []);
    }
  });

  it('leads from each clause of a document to its place in it', async () => {
    for (const { council, clauses } of library.policies.policies) {
      const { links } = await openOnce(`/policies/${council}/clauses`);
      const own = clauses.filter(({ source, lines }) => source === undefined && lines.length > 0);
      for (const { id, lines } of own) {
        assert.ok(
          links.some((link) => link.endsWith(`#line-${lines[0]}`)),
          id,
        );
      }
    }
  });

  it('says of every rule and never of a register where it is carried out, or what it waits for', async () => {
    for (const { council } of library.policies.policies) {
      for (const kind of ['rule', 'never']) {
        const { words } = await open(`/policies/${council}/clauses?kind=${kind}&state=nothing-to-do`);
        assert.match(words, /There is no such clause/, `${council}: a ${kind} is carried out nowhere`);
      }
    }
  });

  it('keeps council and clause out of titles', async () => {
    for (const address of listPages()) {
      const { html } = await openOnce(address);
      const [, title = ''] = /<title>([^<]*)</.exec(html) ?? [];
      assert.doesNotMatch(title, /abuse|violence|council$/i, address);
      for (const { council } of library.policies.policies)
        assert.doesNotMatch(title, new RegExp(council, 'i'));
    }
  });
});

describe('what is not there', () => {
  const addresses = [
    '/policies/nowhere',
    '/policies/nowhere/clauses',
    '/policies/mansfield?version=1900',
    '/policies/mansfield?version=2025&version=2024',
    '/policies/mansfield/clauses?kind=poem',
    '/policies/mansfield/clauses?area=../../etc',
    '/policies/mansfield/source?document=../words.yaml',
    '/policies/compare?one=mansfield&other=mansfield',
    '/policies/compare?one=nowhere',
  ];

  it('is not found, whatever is wrong with the address', async () => {
    for (const address of addresses) assert.equal((await open(address)).status, 404, address);
  });
});

describe('the register', () => {
  it('shows what is asked for, and how many that is of all', async () => {
    const all = await openOnce('/policies/ashfield/clauses');
    const some = await open('/policies/ashfield/clauses?kind=never');
    const [, shown, of] = /(\d+) of (\d+) clauses/.exec(some.words) ?? [];
    assert.match(all.words, new RegExp(`${of} clauses`));
    assert.ok(Number(shown) > 0 && Number(shown) < Number(of));
  });
});

describe('what is kept of a policy', () => {
  const [ashfield, mansfield] = ['ashfield', 'mansfield'].map(
    (council) => () => library.policies.policies.find((policy) => policy.council === council)!,
  ) as [
    () => RunningLibrary['policies']['policies'][number],
    () => RunningLibrary['policies']['policies'][number],
  ];
  const report = (changes: Partial<ProofReport>): ProofReport => ({
    council: 'ashfield',
    policyVersion: '2023',
    rules: 49,
    invariants: 12,
    invariantsProved: 12,
    claims: 900,
    failed: 0,
    combinations: '1000',
    situationsEnumerated: 5_000_000_000,
    claimsSampled: 0,
    situationsSampled: 0,
    agreed: true,
    failures: [],
    seconds: 16.5,
    ...changes,
  });

  it('is each version once, however often Rowan starts', async () => {
    const { database } = library.started;
    await recordPolicyVersions(database, library.policies.policies);
    await recordPolicyVersions(database, library.policies.policies);
    await recordPolicyVersions(database, []);
    const rows = await database.withReferenceTx((tx) =>
      tx
        .$extendTables<{ policy_version: { council: string } }>()
        .selectFrom('policy_version')
        .select('council')
        .execute(),
    );
    assert.deepEqual(rows.map(({ council }) => council).toSorted(), ['ashfield', 'mansfield']);
  });

  it('is not yet proved, then being proved, then proved, and the pages say which', async () => {
    const { contentHash } = ashfield();
    assert.match((await open('/policies/ashfield/proofs')).words, /Not yet proved\./);
    library.proving.add(contentHash);
    assert.match((await open('/policies/ashfield/proofs')).words, /Being proved now/);
    await storeProof(library.started.database, {
      contentHash,
      report: report({}),
      finishedAt: new Date('2026-11-22T09:30:00Z'),
    });
    const { words } = await open('/policies/ashfield/proofs');
    assert.match(words, /All 12 that must always hold are proved, .* 22 November 2026 at 9:30am/);
    assert.match(words, /looked at in 5,000,000,000 situations/);
    assert.match((await open('/policies')).words, /All 12 that must always hold/);
  });

  it('is not proved because another version was', async () => {
    const { contentHash } = mansfield();
    assert.equal((await readLatestProofs(library.started.database))?.has(contentHash), false);
    assert.doesNotMatch((await open('/policies/mansfield/proofs')).words, /are proved, over/);
  });

  it('shows a failure by its name, with the situation that shows it, until a later proof holds', async () => {
    const { contentHash, invariants, council } = mansfield();
    const name = invariants[0]!.name;
    const shown = 'but where it is safe to talk, it is not there';
    const sentence = `"${name}" is not always so: it must stand; ${shown}.`;
    const failure = { check: 'invariant', subject: name, sentence, facts: {} } as const;
    const failing = report({ council, invariantsProved: 11, failed: 1, failures: [failure] });
    const { database } = library.started;
    await storeProof(database, {
      contentHash,
      report: failing,
      finishedAt: new Date('2026-11-22T09:00:00Z'),
    });
    const { words } = await open('/policies/mansfield/proofs');
    assert.match(words, /1 of the 12 that must always hold do not/);
    assert.match(words, /but where it is safe to talk/);
    assert.match(words, /Does not hold/);
    const later = new Date('2026-11-22T09:01:00Z');
    await storeProof(database, { contentHash, report: report({ council }), finishedAt: later });
    assert.doesNotMatch((await open('/policies/mansfield/proofs')).words, /Does not hold/);
  });
});
