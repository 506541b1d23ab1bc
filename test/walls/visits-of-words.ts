import type { SitePlace } from './places.ts';
import type { Sent, Visitor } from './site.ts';
import { at, get, readSeen, type Visit } from './visit.ts';
import { makeUuid } from './world.ts';

/** What is safe, in words that were not there before. */
async function writeContact(visitor: Visitor, place: SitePlace, words = makeUuid()): Promise<Sent> {
  const form = await visitor.get(at('/contact')(place));
  return visitor.post(at('/contact')(place), { words, seen: readSeen(form) });
}

const agreed = 'it is what the form begins with now';

/** What whoever may not agree it wrote is told, and agrees nothing. */
async function agreeContact(visitor: Visitor, place: SitePlace): Promise<Sent> {
  const words = makeUuid();
  const sent = await writeContact(visitor, place, words);
  if (sent.status !== 303) return sent;
  const { body } = await visitor.get(at('/contact')(place));
  return { ...sent, body: body.includes(`>${words}</textarea>`) ? agreed : '' };
}

const changed = 'they are as the form has them';

/** What whoever may not change people wrote is kept as a note, and changes nobody. */
async function changePerson(visitor: Visitor, place: SitePlace): Promise<Sent> {
  const path = at(`/people/${place.personId}`)(place);
  const version = /name="version" value="(\d+)"/.exec((await visitor.get(path)).body)?.[1] ?? '';
  const sent = await visitor.post(path, { version, name: 'Sam Lee', 'known-as': makeUuid() });
  return sent.status === 303 ? { ...sent, body: sent.to.endsWith('/people') ? changed : '' } : sent;
}

/** The acts of which a form is taken from others too, and comes to something else. */
export const visitsOfWords = {
  'tell-contact': { go: writeContact },
  'agree-contact': { go: agreeContact, within: 'tell-contact', shows: () => agreed },
  'read-contact': {
    go: get(at('/contact')),
    within: 'tell-contact',
    shows: ({ canaries }) => canaries.contact,
  },
  'change-person': { go: changePerson, within: 'add-person', shows: () => changed },
} as const satisfies Readonly<Record<string, Visit>>;
