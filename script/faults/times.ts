import { makePlace, nameCanaries } from '../../test/walls/places.ts';
import { setScene } from '../../test/walls/scene.ts';
import { openSite, type Sent, type Site, type Visitor } from '../../test/walls/site.ts';
import { makeUuid, startWorld, type World } from '../../test/walls/world.ts';
import type { Faults } from './faults.ts';
import { compareRanks, findMedian } from './ranks.ts';

/** Asks for what is there and hidden, or for what is not there. */
type Ask = (visitor: Visitor) => Promise<Sent>;

interface Comparison {
  readonly what: string;
  readonly by: 'noor' | 'erin' | 'frank';
  readonly hidden: Ask;
  readonly none: Ask;
}

/** Standard deviations from chance: by chance alone, more than this about once in a thousand comparisons. */
const CHANCE = 3.3;
const WARMING_UP = 20;

/** How long a refusal takes, of what is hidden and of what is not there, in turns. */
export const runTimes: Faults = async function* (count = 1000) {
  const world = await startWorld();
  try {
    await setScene(world);
    const site = await openSite(world, [], { refusalsTakeMs: 100 });
    for (const comparison of await listComparisons(world, site)) {
      // Signed in anew: the run takes longer than a session lasts that is not used.
      const visitor = await site.enter(comparison.by);
      const [hidden, none] = await measure(comparison, visitor, count);
      const { guessed, z } = compareRanks(hidden, none);
      const [one, other] = [findMedian(hidden).toFixed(2), findMedian(none).toFixed(2)];
      yield {
        what: `${comparison.what}, ${count} times each`,
        figure:
          `${one} ms and ${other} ms (medians); guessed right ${(guessed * 100).toFixed(1)} of 100 times ` +
          `(Mann–Whitney z ${z.toFixed(1)})`,
        holds: z < CHANCE,
      };
    }
  } finally {
    await world.stop();
  }
};

/** In turns, and each pair in the other order, so that nothing but the question differs. */
async function measure({ hidden, none }: Comparison, visitor: Visitor, count: number) {
  const times = { hidden: [] as number[], none: [] as number[] };
  const take = async (ask: Ask, into: number[]) => {
    const began = performance.now();
    const { to } = await ask(visitor);
    into.push(performance.now() - began);
    if (to.startsWith('/sign-in')) throw new Error('Who asks is signed in no more: nothing is measured.');
  };
  for (let round = 0; round < count + WARMING_UP; round += 1) {
    const order = [() => take(hidden, times.hidden), () => take(none, times.none)];
    for (const one of round % 2 === 0 ? order : order.reverse()) await one();
  }
  return [times.hidden.slice(WARMING_UP), times.none.slice(WARMING_UP)] as const;
}

async function listComparisons(world: World, site: Site): Promise<readonly Comparison[]> {
  const place = await makePlace(world, site, 'case', nameCanaries('timed'));
  const erased = await makePlace(world, site, 'case', nameCanaries('erased'));
  await world.keys.destroyKey('case', erased.caseId);
  const { to } = await (await site.visitor('noor')).post('/concerns/new', { start: 'noticed' });
  // As often the same address as the other: one that is new each time takes longer to read, whatever it is.
  const unused = makeUuid();
  const page = (path: (id: string) => string, id: string) => ({
    hidden: (visitor: Visitor) => visitor.get(path(id)),
    none: (visitor: Visitor) => visitor.get(path(unused)),
  });
  const search = (name: string) => (visitor: Visitor) => visitor.post(`${to}/who`, { name });
  const emergency = (reference: string) => (visitor: Visitor) =>
    visitor.post('/emergency', { reference, why: 'Nobody of the team answers.' });
  const note = (caseId: string) => (visitor: Visitor) =>
    visitor.post(`/cases/${caseId}/notes`, { note: makeUuid(), body: 'Seen today.' });
  return [
    { what: 'a case, to a colleague', by: 'noor', ...page((id) => `/cases/${id}`, place.caseId) },
    { what: 'a case, to somebody shut out', by: 'erin', ...page((id) => `/cases/${id}`, place.caseId) },
    { what: 'a case, to another council', by: 'frank', ...page((id) => `/cases/${id}`, place.caseId) },
    { what: 'a task, to a colleague', by: 'noor', ...page((id) => `/tasks/${id}`, place.taskId) },
    {
      what: 'a case whose key is destroyed, to a colleague',
      by: 'noor',
      ...page((id) => `/cases/${id}`, erased.caseId),
    },
    {
      what: 'an emergency by a reference, for somebody shut out',
      by: 'erin',
      hidden: emergency(place.reference),
      none: emergency('100000'),
    },
    {
      what: 'a note for a case, by a colleague',
      by: 'noor',
      hidden: note(place.caseId),
      none: note(makeUuid()),
    },
    {
      what: 'a search for a name, by a colleague',
      by: 'noor',
      hidden: search(place.canaries.person),
      none: search(place.canaries.person.replace('Zyskowandrel', 'Qxyvjowandrel')),
    },
  ];
}
