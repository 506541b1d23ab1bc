import type { PackFiles } from '../load-pack.ts';
import { findEntry, hasName, suggestName } from '../names.ts';
import type { DirectoryText, EntryText } from '../schema/directory.schema.ts';
import type { WordsText } from '../schema/words.schema.ts';
import type { Path } from '../yaml-file.ts';
import { type DirectoryScope, walkOut } from './compile-directory.ts';
import { judgeClause } from './registers.ts';

type File = NonNullable<PackFiles['directory']>;

/** Every name in the directory is one that there is, and it says of a service what words.yaml says of it. */
export function checkDirectory(
  file: File,
  text: DirectoryText,
  questions: PackFiles['questions'],
  scope: DirectoryScope,
): void {
  checkPlaces(file, text);
  for (const [id, entry] of Object.entries(text.services)) {
    checkNames(file, text, id, scope);
    checkQuestions(file, id, entry, questions);
    checkNever(file, id, entry);
    checkNumbers(file, id, entry);
  }
  text['not-shown'].forEach(({ clause }, index) => {
    const complaint = judgeClause(clause, scope.registers);
    if (complaint !== null) file.report(['not-shown', index, 'clause'], complaint);
  });
  checkServices(file, text, scope.words);
}

function checkPlaces(file: File, { places }: DirectoryText): void {
  for (const [id, { within }] of Object.entries(places)) {
    if (within === undefined) continue;
    const at = ['places', id, 'within'];
    if (!hasName(places, within))
      file.report(at, `there is no place "${within}"${suggestName(within, Object.keys(places))}`);
    else if (walkOut({ places }, within).includes(id)) file.report(at, `"${id}" stands within itself`);
  }
}

function checkNames(file: File, text: DirectoryText, id: string, scope: DirectoryScope): void {
  const entry = findEntry(text.services, id);
  const known = { needs: Object.keys(scope.core.needs), places: Object.keys(text.places) };
  for (const kind of ['needs', 'places'] as const) {
    entry?.[kind].forEach((name, index) => {
      if (known[kind].includes(name)) return;
      const what = kind === 'needs' ? 'the core has no need' : 'there is no place';
      file.report(['services', id, kind, index], `${what} "${name}"${suggestName(name, known[kind])}`);
    });
  }
  for (const kind of ['from', 'disagreements'] as const) {
    entry?.[kind].forEach((origin, index) => {
      checkOrigin(file, text, origin, ['services', id, kind, index], scope);
    });
  }
}

function checkOrigin(
  file: File,
  { documents }: DirectoryText,
  { clause, document }: { clause: string; document: string },
  path: Path,
  { registers }: DirectoryScope,
): void {
  const complaint = judgeClause(clause, registers);
  if (complaint !== null) file.report([...path, 'clause'], complaint);
  if (hasName(documents, document)) return;
  const message = `there is no document "${document}"${suggestName(document, Object.keys(documents))}`;
  file.report([...path, 'document'], message);
}

function checkQuestions(file: File, id: string, entry: EntryText, questions: PackFiles['questions']): void {
  const known = questions.parsed?.map(({ question }) => question);
  entry.disagreements.forEach(({ question }, index) => {
    if (question === undefined || known === undefined || known.includes(question)) return;
    const message = `questions.yaml has no question "${question}"${suggestName(question, known)}`;
    file.report(['services', id, 'disagreements', index, 'question'], message);
  });
}

function checkNever(file: File, id: string, entry: EntryText): void {
  const isNever = entry.suggest === 'never';
  if (isNever === (entry['never-because'] !== undefined)) return;
  const message = isNever
    ? `"${id}" is never suggested: say why under never-because`
    : `"${id}" says why it is never suggested: write suggest: never`;
  file.report(['services', id], message);
}

function checkNumbers(file: File, id: string, { phones }: EntryText): void {
  const digits = phones.map(({ number }) => number.replaceAll(' ', ''));
  digits.forEach((number, index) => {
    if (digits.indexOf(number) < index)
      file.report(['services', id, 'phones', index], `${phones[index]?.number} stands twice in "${id}"`);
  });
}

/** A service that a rule sends to has one number and one eligibility, wherever it is read. */
function checkServices(file: File, text: DirectoryText, words: WordsText): void {
  const found = text['is-found-at'];
  for (const [id, at] of Object.entries(found)) {
    if (!hasName(words.services, id)) {
      const message = `words.yaml has no service "${id}"${suggestName(id, Object.keys(words.services))}`;
      file.report(['is-found-at', id], message);
    }
    if (!hasName(text.services, at)) {
      const message = `there is no entry "${at}"${suggestName(at, Object.keys(text.services))}`;
      file.report(['is-found-at', id], message);
    }
  }
  for (const [id, service] of Object.entries(words.services)) {
    const at = findEntry(found, id) ?? id;
    const entry = findEntry(text.services, at);
    if (entry !== undefined) compareService(file, at, entry, id, service);
    else if (service.phone !== undefined && findEntry(found, id) === undefined)
      file.report(['services'], `"${id}" of words.yaml has a phone and no entry here`);
  }
}

function compareService(
  file: File,
  at: string,
  entry: EntryText,
  id: string,
  service: WordsText['services'][string],
): void {
  const say = (what: string) => `words.yaml says another ${what} of "${id}": say the same in both`;
  const [first] = entry.phones.filter((phone) => phone['to-be-confirmed'] === undefined);
  if (first?.number !== service.phone) file.report(['services', at, 'phones'], say('phone'));
  if (JSON.stringify(entry.serves) !== JSON.stringify(service.serves))
    file.report(['services', at, 'serves'], say('eligibility (serves)'));
  if (at === id && entry.label !== service.label) file.report(['services', at, 'label'], say('label'));
}
