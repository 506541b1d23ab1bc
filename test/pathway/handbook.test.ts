/**
 * The directory, signs and guidance of the shipped councils, held against the documents they come from.
 * Not proved here: that a number is right. Only the service itself can say so.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadPolicies } from '../../src/pathway/index.ts';
import { listRuns, listTexts } from './own-runs.ts';

const { policies, problems } = loadPolicies();
const entries = policies.flatMap(({ handbook }) => handbook.directory?.entries ?? []);
const numbers = new Set(
  entries.flatMap(({ phones }) => phones.map(({ number }) => number.replaceAll(' ', ''))),
);

test('there are two councils, and each has all three files', () => {
  assert.deepEqual(problems, []);
  for (const { handbook } of policies) {
    assert.ok(handbook.directory !== null && handbook.directory.entries.length > 15);
    assert.ok(handbook.signs.length >= 8 && handbook.guidance.length >= 15);
  }
});

describe('the directory', () => {
  for (const { council, handbook, sources } of policies) {
    const own = new Set(
      handbook.directory?.entries.flatMap(({ phones }) =>
        phones.map(({ number }) => number.replaceAll(' ', '')),
      ),
    );
    const lines = [...sources.values()].flat();

    test(`${council}: every phone number of its documents is in its own directory`, () => {
      // Long numbers, and short ones that stand as a number to ring; a year or a section is neither.
      const found = lines.flatMap((line, index) => {
        const long = line.match(/\b0\d[\d ]{7,}\d\b|\b116 123\b/g) ?? [];
        const short = /\b(999|111|101)\b/.exec(line)?.slice(1) ?? [];
        return [...long, ...short].map((text) => ({ line: index + 1, number: text.replaceAll(' ', '') }));
      });
      assert.ok(found.length >= 16, `only ${found.length} numbers were found in the text`);
      assert.deepEqual(
        found.filter(({ number }) => !own.has(number)),
        [],
      );
    });

    test(`${council}: every web and e-mail address of its documents is there, or said to be wrong`, () => {
      const known = JSON.stringify(handbook.directory);
      const found =
        lines.join('\n').match(/\b(?:www\.)[a-z.]+\.[a-z]+(?=\/?[\s,])|\S+@[a-z]+\.[a-z.]+/g) ?? [];
      const missing = found.filter(
        (address) => !known.includes(address) && !/legislation|intranet/.test(address),
      );
      assert.deepEqual(missing, []);
    });

    test(`${council}: every clause of the area is where an entry comes from`, () => {
      const { clauses } = policies.find((one) => one.council === council) ?? { clauses: [] };
      const from = new Set(
        entries.flatMap((entry) => [...entry.from, ...entry.disagreements].map((at) => at.clause)),
      );
      const wanted = clauses.filter(
        ({ area, kind, source }) => area === 'directory' && kind === 'fact' && !source,
      );
      assert.ok(wanted.length >= 13);
      assert.deepEqual(
        wanted
          .filter(({ id, aliases }) => ![id, ...aliases].some((one) => from.has(one)))
          .map(({ id }) => id),
        [],
      );
    });
  }

  test('every clause that an entry names is found, with its place', () => {
    for (const { id, from, disagreements } of entries) {
      for (const { clause, where } of [...from, ...disagreements])
        assert.notEqual(where, null, `${id}: ${clause}`);
    }
  });

  test('nobody has checked an entry yet, and none says so', () => {
    assert.deepEqual(
      entries.filter(({ checked }) => checked !== null),
      [],
    );
  });

  test('what directory.md chose is shown first, and what it kept is to be confirmed', () => {
    const shown = (number: string) => {
      const phones = entries.flatMap((entry) => entry.phones.map((phone) => ({ entry, phone })));
      return phones.find(({ phone }) => phone.number === number);
    };
    for (const number of [
      '0300 500 80 90',
      '0300 456 4546',
      '0115 960 5556',
      '0808 2000 247',
      '0800 999 5428',
    ])
      assert.equal(shown(number)?.phone.isConfirmed, true, number);
    for (const number of ['0300 500 80 80', '0800 9956 999', '0808 196 3779', '0115 956 0860'])
      assert.equal(shown(number)?.phone.isConfirmed, false, number);
    assert.equal(
      entries.filter(({ phones }) => phones.some(({ number }) => number === '0808 800 0340')).length,
      2,
    );
    assert.notEqual(shown('0115 958 4278')?.entry.neverBecause, null);
    assert.ok(numbers.size >= 24);
    assert.ok(!JSON.stringify(entries).includes('believe housing'));
    assert.ok(!JSON.stringify(entries.map(({ web }) => web)).includes('gallop'));
  });
});

describe('the signs', () => {
  test('every sign of the procedure’s lists is there, one for each of its lines', () => {
    const mansfield = policies.find(({ council }) => council === 'mansfield');
    const lists = mansfield?.clauses.filter(({ id }) => /-s3-signs-|-s4-signs/.test(id)) ?? [];
    assert.equal(lists.length, 9);
    for (const { id, lines, count } of lists) {
      const kind = mansfield?.handbook.signs.find(({ clause }) => clause === id);
      const covered = kind?.signs.map(({ line }) => line) ?? [];
      // The first line of a list says what the kind is.
      const [, ...bullets] = lines;
      assert.deepEqual(covered, bullets, id);
      assert.ok(covered.length >= (count ?? 0), id);
    }
  });

  test('none of them scores: no rule, word or fact has the name of a sign', () => {
    for (const { handbook, policy } of policies) {
      const names = new Set(handbook.signs.flatMap(({ signs }) => signs.map(({ id }) => id)));
      const facts = policy.facts.flatMap(({ id, values }) => [id, ...values.map((value) => value.id)]);
      assert.deepEqual(
        facts.filter((name) => names.has(name)),
        [],
      );
    }
  });

  test('they speak of nobody as he or she', () => {
    for (const { handbook } of policies)
      assert.doesNotMatch(JSON.stringify(handbook.signs), /\b(he|she|him|her|his|hers|wife|husband)\b/i);
  });
});

describe('our own words', () => {
  for (const { council, handbook, sources } of policies) {
    const names = handbook.directory?.entries.flatMap(({ label, foundAs }) => [label, ...foundAs]) ?? [];
    const all = policies.flatMap((policy) => [...policy.sources.values()].flat());

    test(`${council}: no run of six words is copied from a document`, () => {
      const copied = new Set(all.flatMap((line) => listRuns(line, names)));
      assert.ok(sources.size > 0 && copied.size > 3000);
      const ours = listTexts({ ...handbook, language: [] });
      assert.ok(ours.length > 150);
      assert.deepEqual(
        ours.flatMap((text) => listRuns(text, names).filter((run) => copied.has(run))),
        [],
      );
    });
  }

  test('they say survivor and perpetrator, and never that a risk is low', () => {
    for (const { handbook } of policies) {
      const text = listTexts({ ...handbook, language: [] }).join('\n');
      assert.doesNotMatch(text, /\bvictims?\b(?! Support)|\blow risk\b/i);
    }
  });
});
