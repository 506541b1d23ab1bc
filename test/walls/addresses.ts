import type { SitePlace } from './places.ts';
import type { Fields, Visitor } from './site.ts';
import { makeUuid } from './world.ts';

/** What may stand in an address of Rowan. */
export interface Ids {
  /** Somebody at exampleshire who is nothing else in what is tried. */
  readonly colleague: string;
  readonly places: readonly SitePlace[];
  readonly draft: string;
}

/** An address of a route for each record that could stand in it. */
export function fill(path: string, { colleague, places, draft }: Ids): readonly string[] {
  const ids: Readonly<Record<string, readonly string[]>> = {
    caseId: places.map(({ caseId }) => caseId),
    case: places.map(({ caseId }) => caseId),
    taskId: places.map(({ taskId }) => taskId),
    personId: places.map(({ personId }) => personId),
    breakId: places.map(({ breakId }) => breakId),
    draft: [draft],
    page: ['note', 'who'],
    place: ['0', '1'],
    council: ['exampleshire'],
    person: [colleague],
    id: ['harbour'],
  };
  const filled = [...path.matchAll(/:([a-zA-Z]+)/g)].reduce<readonly string[]>(
    (addresses, [whole, name = '']) =>
      addresses.flatMap((address) => (ids[name] ?? ['1']).map((id) => address.replace(whole, id))),
    [path],
  );
  if (path.endsWith('/:draft/question')) return [...filled, ...filled.map((address) => `${address}?q=0`)];
  // A note that is to be corrected stands behind the question mark.
  if (path !== '/cases/:caseId/notes/new') return filled;
  return [...filled, ...places.map(({ caseId, noteId }) => `/cases/${caseId}/notes/new?corrects=${noteId}`)];
}

/** A recording with a note in it; gives its id. */
export async function writeDraft(visitor: Visitor, words: string): Promise<string> {
  const { to } = await visitor.post('/concerns/new', { start: 'noticed' });
  await visitor.post(`${to}/note`, { words });
  return to.split('/').at(-1) ?? '';
}

/** What some forms have to say before they are read at all. */
const everyForm: Fields = {
  start: 'noticed',
  q: '0',
  act: 'confirm',
  kind: 'done',
  note: makeUuid(),
  newcomer: makeUuid(),
  report: makeUuid(),
  words: 'It rings and rings.',
};

export function fillForm(address: string): Fields {
  // What one keeps is no other’s.
  return address.includes('/kept') ? { ...everyForm, draft: makeUuid(), place: '/notes/new' } : everyForm;
}
