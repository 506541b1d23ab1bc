/** The stories of the demonstration before they are told: they are the same for a seed, and of nobody. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planCouncil } from '../../src/demonstration/staff-plan.ts';
import { drawStories, type Story } from '../../src/demonstration/stories/story.ts';
import { loadPolicies } from '../../src/pathway/index.ts';

const { policies } = loadPolicies();
const until = new Date('2026-11-22T12:00:00Z');
const drawAll = (seed: number) =>
  policies.map((loaded, place) => ({
    loaded,
    stories: drawStories(loaded, planCouncil(loaded, place), { count: 150, seed, until }),
  }));
const drawn = drawAll(1);
const putTogether =
  /(mere|wick|feather|combe|stead|low|apple|harrow|bridge|font|gate|hatch|leaf|quay|moss|vane)$/;
const people = drawn.flatMap(({ stories }) => stories.flatMap((story) => story.people));

describe('the stories of a seed', () => {
  test('are the same each time, and others for another seed', () => {
    const tell = (all: ReturnType<typeof drawAll>) => JSON.stringify(all.map(({ stories }) => stories));
    assert.equal(tell(drawAll(1)), tell(drawn));
    assert.notEqual(tell(drawAll(2)), tell(drawn));
  });

  test('are of the last two years, and no older than the policy', () => {
    for (const { loaded, stories } of drawn) {
      assert.equal(stories.length, 150);
      for (const { recordedAt } of stories) {
        assert.ok(recordedAt < until && until.getTime() - recordedAt.getTime() <= 731 * 86_400_000);
        assert.ok(recordedAt >= new Date(loaded.words['in-force'].from));
      }
    }
  });

  test('bring up every service, situation and level of risk, and every action of both policies', () => {
    for (const { loaded, stories } of drawn) {
      const known = (fact: string) => loaded.policy.facts.find(({ id }) => id === fact)?.values ?? [];
      const facts = stories.flatMap(listFacts);
      for (const fact of ['service', 'dash']) {
        const seen = new Set(facts.map((each) => each[fact]));
        for (const { id } of known(fact)) assert.ok(seen.has(id), `${loaded.council}: ${fact} ${id}`);
      }
      // No example of a policy is of a case that is being closed, so no story is either.
      const situations = new Set(facts.map(({ situation }) => situation));
      for (const { id } of known('situation')) assert.ok(id === 'closing' || situations.has(id), id);
      const gives = new Set(
        facts.flatMap((each) => loaded.advisor.advise(each).actions.map(({ action }) => action)),
      );
      assert.deepEqual(new Set(loaded.policy.rules.map(({ action }) => action)), gives);
    }
  });
});

/** The facts at first, and after what was found out later. */
function listFacts({ facts, chapters }: Story) {
  const later = chapters.flatMap((chapter) =>
    chapter.kind === 'learnt' ? [{ ...facts, [chapter.fact]: chapter.value }] : [],
  );
  return [facts, ...later];
}

describe('nobody is real', () => {
  test('each number is kept for drama', () => {
    const phones = people.flatMap(({ words }) => words.phone ?? []);
    assert.ok(phones.length > 100);
    for (const phone of phones) assert.match(phone, /^(01632 960|07700 900|011[456] 496 0)\d{3}$/);
  });

  test('each address is in a street with an invented name, in no postcode area', () => {
    const addresses = people.flatMap(({ words }) => words.address ?? []);
    assert.ok(addresses.length > 100);
    for (const address of addresses) {
      assert.match(address, /^\d{1,2} [A-Z][a-z]+ (Row|Walk|Yard|Steps|Rise), ZZ9 \dZZ$/);
    }
  });

  test('each surname is put together, and who has no name is known by where they were seen', () => {
    for (const { words } of people) {
      if (words.fullName === undefined) assert.match(words.description ?? '', /^the /);
      else {
        assert.match(words.fullName, /^\S+ [A-Z][a-z]+$/);
        assert.match(words.fullName, putTogether);
      }
    }
  });

  test('no note holds a number, an address on the internet or a word that labels somebody', () => {
    const notes = drawn.flatMap(({ stories }) =>
      stories.flatMap(({ note, chapters }) => [
        note,
        ...chapters.flatMap((chapter) => (chapter.kind === 'noted' ? [chapter.body] : [])),
      ]),
    );
    assert.ok(new Set(notes).size > 150, 'notes vary');
    for (const note of notes) {
      assert.doesNotMatch(note, /\d{3}|@|https?:|\bvictims?\b|\blow risk\b/i);
    }
  });
});
