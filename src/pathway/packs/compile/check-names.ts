import type { PackFiles } from '../load-pack.ts';
import { findEntry, hasName, suggestName } from '../names.ts';
import type { ParsedFile } from '../parse-file.ts';
import type { CoreText, WordsText } from '../schema/words.schema.ts';
import type { Lexicon } from './lexicon.ts';

/** The names outside rules: what fills the slots, who receives concerns, whose folder this is. */
export function checkPackNames(core: CoreText, { words, council }: PackFiles, lexicon: Lexicon): void {
  const text = words.parsed;
  if (text === null) return;
  if (text.council !== council) {
    words.report(
      ['council'],
      `the folder is called "${council}", and the council "${text.council}": give both one name`,
    );
  }
  const receiver = text['receives-concerns'];
  const roles = [...lexicon.roles.keys()];
  if (!lexicon.roles.has(receiver)) {
    const message = `"${receiver}" is not a role that this council has${suggestName(receiver, roles)}`;
    words.report(['receives-concerns'], message);
  }
  checkServices(words, lexicon);
  for (const role of roles) {
    if (lexicon.services.has(role))
      words.report(
        ['roles', role],
        `"${role}" is a service already: to could mean either, so choose another name`,
      );
  }
  checkFills(words, core, 'services', lexicon.services.keys());
  checkFills(words, core, 'roles', roles);
}

/** Services of the council's own staff: values of the core's fact that says in which team somebody works. */
function checkServices(words: ParsedFile<WordsText>, lexicon: Lexicon): void {
  const known = lexicon.facts.get('service')?.values.map(({ id }) => id) ?? [];
  for (const key of ['opens-services', 'never-leads-services'] as const) {
    for (const [place, service] of (words.parsed?.[key] ?? []).entries()) {
      if (known.includes(service)) continue;
      words.report(
        [key, place],
        `"${service}" is not a service of this council${suggestName(service, known)}`,
      );
    }
  }
}

function checkFills(
  words: ParsedFile<WordsText>,
  core: CoreText,
  kind: 'services' | 'roles',
  known: Iterable<string>,
): void {
  const names = [...known];
  const one = kind === 'services' ? 'a service' : 'a role';
  const fills = words.parsed?.fills[kind] ?? {};
  for (const [slot, filler] of Object.entries(fills)) {
    if (!hasName(core.slots[kind], slot)) {
      const slots = Object.keys(core.slots[kind]);
      const message = `the core has no slot for ${one} "${slot}"${suggestName(slot, slots)}`;
      words.report(['fills', kind, slot], message);
    }
    if (!names.includes(filler)) {
      const message = `"${filler}" is not ${one} that this council has${suggestName(filler, names)}`;
      words.report(['fills', kind, slot], message);
    }
  }
}

/** What the core says of its own names. */
export function checkCoreNames(file: ParsedFile<CoreText>): void {
  const core = file.parsed;
  if (core === null) return;
  core['ask-first'].forEach((fact, index) => {
    if (!hasName(core.facts, fact))
      file.report(
        ['ask-first', index],
        `"${fact}" is not a fact${suggestName(fact, Object.keys(core.facts))}`,
      );
  });
  for (const [id, { place }] of Object.entries(core.timings)) {
    if (place === undefined)
      file.report(['timings', id], `"${id}" must say its place: before-lengths or after-lengths`);
  }
  for (const slot of Object.keys(core.slots.roles)) {
    if (followSlots(core, slot).has('')) {
      const message = `"${slot}" is filled from a slot that there is not, or that is filled from it in turn`;
      file.report(['slots', 'roles', slot, 'when-not-filled'], message);
    }
  }
}

/** The slots in whose stead a slot may be filled; with an empty name, where that leads nowhere. */
function followSlots(
  core: CoreText,
  slot: string,
  seen: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  if (seen.has(slot) || !hasName(core.slots.roles, slot)) return new Set([...seen, '']);
  const instead = findEntry(core.slots.roles, slot)?.['when-not-filled'];
  const passed = new Set([...seen, slot]);
  return instead === undefined ? passed : followSlots(core, instead, passed);
}
