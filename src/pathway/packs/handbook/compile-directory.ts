import type { CompiledPack } from '../compile/policy.ts';
import type { PackFiles } from '../load-pack.ts';
import type { DirectoryText, EntryText, HoursText } from '../schema/directory.schema.ts';
import type { CoreText, WordsText } from '../schema/words.schema.ts';
import type { Directory, DirectoryEntry, Hours, Origin, Phone, Place } from './handbook.ts';
import type { Registers } from './registers.ts';

/** What a directory's names are looked up in. */
export interface DirectoryScope {
  readonly core: CoreText;
  readonly words: WordsText;
  readonly registers: Registers;
  readonly compiled: CompiledPack;
}

/** The directory as pages and advice read it. Its names were checked before. */
export function compileDirectory(
  file: NonNullable<PackFiles['directory']>,
  text: DirectoryText,
  scope: DirectoryScope,
): Directory {
  return {
    foundAt: new Map(Object.entries(text['is-found-at'])),
    needs: Object.entries(scope.core.needs).map(([id, need]) => ({ id, ...need })),
    places: Object.entries(text.places).map(([id, { label }]) => ({ id, label, around: walkOut(text, id) })),
    entries: Object.entries(text.services).map(([id, entry]) => ({
      ...compileEntry(id, entry, text, scope),
      serves:
        entry.serves === undefined
          ? null
          : scope.compiled.compileIn(file, entry.serves, ['services', id, 'serves']),
    })),
  };
}

/** The places around one, the nearest first; a ring ends where it closes. */
export function walkOut({ places }: Pick<DirectoryText, 'places'>, from: string): Place['around'] {
  const around: string[] = [];
  let next = places[from]?.within;
  while (next !== undefined && !around.includes(next)) {
    around.push(next);
    next = places[next]?.within;
  }
  return around;
}

function compileEntry(
  id: string,
  entry: EntryText,
  { documents }: DirectoryText,
  { registers, words }: DirectoryScope,
): Omit<DirectoryEntry, 'serves'> {
  const find = ({ clause, document }: { clause: string; document: string }): Origin => {
    const found = registers.clauses.get(clause);
    const { title, year } = documents[document] ?? { title: document, year: 0 };
    const place = { council: found?.council ?? null, where: found?.clause.where ?? null };
    return { clause, document: title, year, ...place };
  };
  return {
    id,
    label: entry.label,
    means: entry.means,
    foundAs: entry['found-as'],
    needs: entry.needs,
    people: entry.roles,
    places: entry.places,
    phones: entry.phones.map((phone) => compilePhone(phone, entry, words)),
    web: entry.web.map(({ address, 'to-be-confirmed': open }) => ({ address, isConfirmed: open !== 'yes' })),
    email: entry.email,
    referral: entry.referral ?? null,
    from: entry.from.map(find),
    hoursFrom: entry['hours-from'] ?? null,
    checked: entry.checked,
    disagreements: entry.disagreements.map(({ says, question = null, ...origin }) => ({
      ...find(origin),
      says,
      question,
    })),
    neverBecause: entry['never-because'] ?? null,
  };
}

function compilePhone(phone: EntryText['phones'][number], entry: EntryText, words: WordsText): Phone {
  return {
    number: phone.number,
    label: phone.label ?? null,
    hours: compileHours(phone.hours, words['office-hours']),
    people: phone.roles ?? entry.roles,
    isConfirmed: phone['to-be-confirmed'] !== 'yes',
  };
}

function compileHours(text: HoursText, office: WordsText['office-hours']): Hours {
  if (text === '24-hours') return { kind: 'always' };
  if (text === 'not-known') return { kind: 'not-known' };
  const assumed = { times: [compileSpan(office)], onBankHolidays: false, isAssumed: true };
  if (text === 'office-hours') return { kind: 'times', ...assumed };
  if (text === 'outside-office-hours') return { kind: 'outside', ...assumed };
  const onBankHolidays = text['bank-holidays'] === 'yes';
  return { kind: 'times', times: text.times.map(compileSpan), onBankHolidays, isAssumed: false };
}

function compileSpan({ days, from, to }: Omit<WordsText['office-hours'], 'source'>) {
  return { days, from: countMinutes(from), to: countMinutes(to) };
}

function countMinutes(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
