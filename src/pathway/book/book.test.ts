/**
 * The booklet of every council that there is, the fictional ones among them: all of it in words. Not proved
 * here: that the words are good ones; a domestic-abuse lead reads them for that.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type CopiedPolicies, copyPolicies } from '../../../test/pathway/copied-policies.ts';
import { fc } from '../../../test/property.ts';
import type { Condition, Policy } from '../engine/index.ts';
import type { LoadedPolicies, LoadedPolicy } from '../packs/index.ts';
import { diffPolicies, evaluateWithEngine, withSolver } from '../proofs/index.ts';
import { type Book, describeCondition, describeDifferences, listBookRules, makeBook } from './index.ts';
import { runPolicyBook } from './policy-book-command.ts';

let copied: CopiedPolicies;
let loaded: LoadedPolicies;
let books: readonly { readonly policy: LoadedPolicy; readonly book: Book }[];

before(() => {
  copied = copyPolicies();
  copied.put('exampleshire');
  copied.put('oddborough');
  loaded = copied.load();
  books = loaded.policies.map((policy) => ({ policy, book: makeBook(policy) }));
});
after(() => copied.remove());

/**
 * Names that no sentence has by chance: several words in one, or with a hyphen and in no sentence of the
 * pack.
 */
function listIds(policy: Policy): Set<string> {
  const { facts, actions, nevers, services, roles, timings, bases, steps } = policy;
  const named = [...facts, ...actions, ...nevers, ...services, ...roles, ...timings, ...bases, ...steps];
  const all = [...named, ...facts.flatMap(({ values }) => values)];
  const sentences = all.flatMap(({ id: _, ...words }) => Object.values(words)).join(' ');
  return new Set(all.map(({ id }) => id).filter((id) => /[a-z][A-Z]|-/.test(id) && !sentences.includes(id)));
}

/** Every text of a booklet; anchors and clauses' ids are for addresses, and are no text. */
function* listTexts(part: unknown, key = ''): Generator<string> {
  if (typeof part === 'string' && !['id', 'contentHash', 'council', 'version'].includes(key)) yield part;
  if (typeof part !== 'object' || part === null) return;
  for (const [name, inner] of Object.entries(part)) yield* listTexts(inner, Array.isArray(part) ? key : name);
}

const findId = (text: string, ids: ReadonlySet<string>) =>
  text.match(/[A-Za-z0-9]+(-[A-Za-z0-9]+)*/g)?.find((word) => ids.has(word));

describe('the booklet', () => {
  it('is there for each council, and has every rule of its policy once', () => {
    assert.equal(books.length, 4);
    for (const { policy, book } of books) {
      const names = [...policy.policy.rules, ...policy.policy.neverRules].map(({ name }) => name);
      const rules = listBookRules(book.chapters);
      assert.deepEqual(rules.map(({ name }) => name).toSorted(), names.toSorted());
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length, 'two rules have one anchor');
      assert.equal(new Set(rules.map(({ number }) => number)).size, rules.length);
    }
  });

  it('shows no id of a fact, answer, action, service or role', () => {
    for (const { policy, book } of books) {
      const ids = listIds(policy.policy);
      const raw = [...listTexts(book)].flatMap((text) =>
        findId(text, ids) ? [`${findId(text, ids)}: ${text}`] : [],
      );
      assert.deepEqual(raw, [], policy.council);
    }
  });

  it('leaves no text empty or half made', () => {
    for (const { policy, book } of books) {
      const broken = [...listTexts(book)].filter((text) => /^\s*$|undefined|\[object|null\b/.test(text));
      assert.deepEqual(broken, [], policy.council);
    }
  });

  it('shows for each council’s own rule a situation in which it applies', () => {
    for (const { book } of books) {
      for (const rule of listBookRules(book.chapters).filter(({ origin }) => origin !== 'refined')) {
        assert.ok(
          rule.examples.some(({ verdict }) => verdict === 'yes'),
          `${rule.number} ${rule.name}`,
        );
      }
    }
  });

  it('says what to find out wherever an example of an action cannot be decided', () => {
    for (const { book } of books) {
      for (const { examples, strength, name } of listBookRules(book.chapters)) {
        for (const { verdict, asks, name: example } of examples) {
          if (verdict === 'unknown' && strength !== 'never')
            assert.notEqual(asks.length, 0, `${name}: ${example}`);
          if (verdict !== 'unknown') assert.deepEqual(asks, []);
        }
      }
    }
  });

  it('prints each question with what Rowan does meanwhile, and the rule that it turns on', () => {
    for (const { policy, book } of books) {
      assert.equal(book.questions.length, policy.questions.length);
      for (const { id, meanwhile, example, shownIn } of book.questions) {
        assert.ok(meanwhile.length > 0 && (example !== null || shownIn !== null), `${policy.council} ${id}`);
      }
    }
  });
});

describe('a condition in words', () => {
  const anyCondition = (policy: Policy): fc.Arbitrary<Condition> => {
    const fact = fc.constantFrom(...policy.facts);
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        fc.constant<Condition>({ kind: 'always' }),
        fact.chain(({ id, values }) =>
          fc
            .subarray([...values], { minLength: 1 })
            .map((some): Condition => ({ kind: 'fact', fact: id, values: some.map((value) => value.id) })),
        ),
        fact.map(({ id }): Condition => ({ kind: 'unknown', fact: id })),
        fc
          .array(tie('condition'), { minLength: 1, maxLength: 3 })
          .map((of): Condition => ({ kind: 'all', of })),
        fc
          .array(tie('condition'), { minLength: 1, maxLength: 3 })
          .map((of): Condition => ({ kind: 'any', of })),
        tie('condition').map((of): Condition => ({ kind: 'not', of })),
        tie('condition').map((of): Condition => ({ kind: 'not-known', of })),
      ),
    }));
    return condition;
  };

  it('has no id in it, whatever the condition', () => {
    for (const { policy } of books) {
      const ids = listIds(policy.policy);
      fc.assert(
        fc.property(anyCondition(policy.policy), (condition) => {
          const text = describeCondition(condition, policy);
          assert.equal(findId(text, ids), undefined, text);
          assert.doesNotMatch(text, /undefined|^\s*$/);
        }),
        { numRuns: 300 },
      );
    }
  });

  it('speaks of every answer that it lets through, or of the one that it does not', () => {
    for (const { policy } of books) {
      for (const fact of policy.policy.facts) {
        for (const value of fact.values) {
          const condition: Condition = { kind: 'fact', fact: fact.id, values: [value.id] };
          assert.equal(describeCondition(condition, policy), value.said);
        }
      }
    }
  });
});

describe('two councils compared', () => {
  it('are compared in words, action by action', async () => {
    const [one, other] = books;
    const diff = await withSolver((z3) =>
      diffPolicies(one!.policy.policy, other!.policy.policy, { z3, evaluate: evaluateWithEngine }),
    );
    const words = describeDifferences(diff, one!.policy, other!.policy);
    const told = words.groups.flatMap(({ differences }) => differences);
    assert.equal(told.length, diff.differ.length);
    assert.equal(words.same.length, diff.same.length);
    for (const { title, showings } of told) {
      assert.ok(
        showings.some(({ a, b }) => a !== b),
        `${title} shows no difference`,
      );
    }
    const ids = new Set([...listIds(one!.policy.policy), ...listIds(other!.policy.policy)]);
    assert.deepEqual(
      [...listTexts(words)].filter((text) => findId(text, ids)),
      [],
    );
  });
});

describe('rowan policy book', () => {
  const run = (...args: string[]) => {
    const said = { out: '', err: '' };
    const status = runPolicyBook(args, () => loaded, {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      readInput: () => '',
      isTerminal: false,
      today: '2026-11-22',
    });
    return { status, ...said };
  };

  it('writes one whole page that needs nothing else', () => {
    const { status, out, err } = run('exampleshire');
    assert.equal(status, 0);
    assert.equal(err, '');
    assert.match(out, /^<!DOCTYPE html>/);
    const body = out.slice(out.indexOf('<body'));
    assert.deepEqual(body.match(/<link|<script|src=|https?:|href="[^#]/), null);
    const ids = new Set(Array.from(out.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
    const dead = Array.from(out.matchAll(/href="#([^"]+)"/g), ([, id]) => id).filter((id) => !ids.has(id));
    assert.deepEqual(dead, []);
  });

  it('writes into the file that is named, and says so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rowan-book-'));
    const file = join(folder, 'book.html');
    const { status, out, err } = run('oddborough', '--out', file);
    assert.equal(status, 0);
    assert.equal(out, '');
    assert.match(err, /book\.html/);
    assert.match(readFileSync(file, 'utf8'), /Oddborough/);
    rmSync(folder, { recursive: true });
  });

  it('refuses in words what it cannot do', () => {
    assert.match(run('nowhere').err, /there is no council "nowhere"/);
    assert.match(run().err, /name one council/);
    assert.match(run('exampleshire', '--date', 'soon').err, /"soon" is not a day/);
    assert.match(run('exampleshire', '--out', '/nowhere/at/all.html').err, /cannot be written/);
    assert.equal(run('exampleshire', '--colour', 'red').status, 2);
  });
});
