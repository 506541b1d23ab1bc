import type { PlacedRule } from './compile/rules.ts';
import type { PackFiles, SharedFiles } from './load-pack.ts';
import { findEntry, suggestName } from './names.ts';
import type { ParsedFile } from './parse-file.ts';
import type { ClauseText } from './schema/register.schema.ts';

type Register = ParsedFile<ClauseText[]>;

/** Each requirement is carried out somewhere, or says what will; each question is tied to an example. */
export function checkRegister(files: PackFiles, shared: SharedFiles, placed: readonly PlacedRule[]): void {
  const cited = new Set(placed.flatMap(({ text }) => [...text.cites, ...listUnlessCites(text.unless)]));
  const own = checkIds(files.clauses, new Set(listIds(shared.clauses.parsed ?? [])));
  const known = [...own, ...listIds(shared.clauses.parsed ?? [])];
  (files.clauses.parsed ?? []).forEach((clause, index) => {
    checkPlace(files, clause, index);
    checkPart(files.clauses, shared, clause, index);
    // A rule that could not be read may be the one that cites it.
    if (isCarriedOut(clause, cited) || files.rules.problems.length > 0) return;
    files.clauses.report(
      [index],
      `"${clause.id}" is a ${clause.kind} that no rule cites: cite it, or say under met where it is ` +
        'carried out, or under not-built which part will do it',
    );
  });
  if (files.clauses.parsed !== null) checkCitedElsewhere(files, new Set(known));
  checkQuestions(files, placed, known);
}

/**
 * The national register: each id once, each part known. What the baseline's rules leave out, a pack may cite.
 */
export function checkBaselineRegister(shared: SharedFiles): void {
  checkIds(shared.clauses, new Set());
  (shared.clauses.parsed ?? []).forEach((clause, index) => {
    checkPart(shared.clauses, shared, clause, index);
  });
}

function checkIds(register: Register, taken: ReadonlySet<string>): Set<string> {
  const seen = new Set<string>();
  (register.parsed ?? []).forEach((clause, index) => {
    for (const id of [clause.id, ...clause.aliases]) {
      const where = taken.has(id) ? "is in the baseline's register already" : 'stands twice in the register';
      if (seen.has(id) || taken.has(id))
        register.report([index, 'id'], `"${id}" ${where}: a clause has one id`);
      seen.add(id);
    }
  });
  return seen;
}

/** The ids of clauses and of the places merged into them. */
export function listIds(clauses: readonly Pick<ClauseText, 'id' | 'aliases'>[]): string[] {
  return clauses.flatMap(({ id, aliases }) => [id, ...aliases]);
}

/** The clauses that an unless cites beside its condition. */
export function listUnlessCites(unless: Record<string, unknown> | undefined): string[] {
  return Array.isArray(unless?.cites) ? unless.cites.map(String) : [];
}

/** Whether a rule cites the clause, by its id or by that of a place merged into it. */
export function isCited(
  { id, aliases }: Pick<ClauseText, 'id' | 'aliases'>,
  cited: ReadonlySet<string>,
): boolean {
  return [id, ...aliases].some((one) => cited.has(one));
}

function isCarriedOut(clause: ClauseText, cited: ReadonlySet<string>): boolean {
  if (clause.kind !== 'rule' && clause.kind !== 'never') return true;
  return isCited(clause, cited) || clause.met !== undefined || clause['not-built'] !== undefined;
}

function checkPart(register: Register, shared: SharedFiles, clause: ClauseText, index: number): void {
  const part = clause['not-built']?.part;
  const parts = shared.core.parsed?.parts;
  if (part === undefined || parts === undefined || findEntry(parts, part) !== undefined) return;
  const message = `the core has no part "${part}"${suggestName(part, Object.keys(parts))}`;
  register.report([index, 'not-built', 'part'], message);
}

function checkPlace(files: PackFiles, clause: ClauseText, index: number): void {
  const documents = (files.words.parsed?.documents ?? []).map(({ file }) => file);
  const document = clause.document ?? documents[0] ?? '';
  if (!documents.includes(document)) {
    const message = `words.yaml lists no document "${document}"${suggestName(document, documents)}`;
    files.clauses.report([index, 'document'], message);
    return;
  }
  const source = files.sources.get(document);
  const beyond = clause.lines.find((line) => source !== undefined && line > source.length);
  if (source !== undefined && beyond !== undefined) {
    files.clauses.report(
      [index, 'lines'],
      `"${clause.id}" points to line ${beyond}, and ${document} has ${source.length} lines`,
    );
  }
}

/** Services and settings may say where they come from as well. */
function checkCitedElsewhere({ words }: PackFiles, known: ReadonlySet<string>): void {
  for (const kind of ['services', 'settings'] as const) {
    const entries: Record<string, { cites?: string[] | undefined }> = words.parsed?.[kind] ?? {};
    for (const [id, { cites }] of Object.entries(entries)) {
      cites?.forEach((clause, index) => {
        if (!known.has(clause)) words.report([kind, id, 'cites', index], refuseClause(clause, known));
      });
    }
  }
}

/** The sentence for a clause that stands in no register. */
export function refuseClause(clause: string, known: Iterable<string>): string {
  return `no register has the clause "${clause}"${suggestName(clause, known)}`;
}

function checkQuestions(files: PackFiles, placed: readonly PlacedRule[], clauses: readonly string[]): void {
  const { questions } = files;
  const numbers = new Set<string>();
  (questions.parsed ?? []).forEach((question, index) => {
    if (numbers.has(question.question))
      questions.report([index, 'question'], `two questions have the number ${question.question}`);
    numbers.add(question.question);
    question.clauses.forEach((clause, place) => {
      if (!clauses.includes(clause))
        questions.report([index, 'clauses', place], refuseClause(clause, clauses));
    });
    const { example } = question;
    if (example !== undefined) {
      const message = findMissingExample(example, placed);
      if (message !== null) questions.report([index, 'example'], message);
    } else if (question['shown-in'] === undefined) {
      questions.report(
        [index],
        `"${question.question}" has no example: name the rule and the example that show what Rowan does ` +
          'meanwhile, or say under shown-in where it can be seen',
      );
    }
  });
}

function findMissingExample(
  example: { rule: string; name: string },
  placed: readonly PlacedRule[],
): string | null {
  const rule = placed.find(({ text }) => text.rule === example.rule || text.refines === example.rule);
  if (rule === undefined) {
    const names = placed.map(({ text }) => text.rule);
    return `there is no rule "${example.rule}"${suggestName(example.rule, names)}`;
  }
  const names = rule.text.examples.map(({ name }) => name);
  if (names.includes(example.name)) return null;
  return `the rule "${example.rule}" has no example "${example.name}"${suggestName(example.name, names)}`;
}
