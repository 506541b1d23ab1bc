import type { PlacedRule } from './compile/rules.ts';
import type { PackFiles } from './load-pack.ts';
import type { ClauseText } from './schema/register.schema.ts';

/** Each requirement is carried out somewhere, or says what will; each question is tied to an example. */
export function checkRegister(files: PackFiles, placed: readonly PlacedRule[]): void {
  const cited = new Set(placed.flatMap(({ text }) => [...text.cites, ...listUnlessCites(text.unless)]));
  const clauses = files.clauses.parsed ?? [];
  const seen = new Set<string>();
  clauses.forEach((clause, index) => {
    for (const id of [clause.id, ...clause.aliases]) {
      if (seen.has(id)) files.clauses.report([index], `"${id}" stands twice in the register`);
      seen.add(id);
    }
    checkPlace(files, clause, index);
    if (clause.kind !== 'rule' && clause.kind !== 'never') return;
    if (isCited(clause, cited) || clause.met !== undefined || clause['not-built'] !== undefined) return;
    files.clauses.report(
      [index],
      `"${clause.id}" is a ${clause.kind} that no rule cites: say where it is met, or which part is not built yet`,
    );
  });
  checkQuestions(files, placed, seen);
}

function listUnlessCites(unless: Record<string, unknown> | undefined): string[] {
  return Array.isArray(unless?.cites) ? unless.cites.map(String) : [];
}

/** Whether a rule cites the clause, by its id or by that of a place merged into it. */
export function isCited(
  { id, aliases }: Pick<ClauseText, 'id' | 'aliases'>,
  cited: ReadonlySet<string>,
): boolean {
  return [id, ...aliases].some((one) => cited.has(one));
}

function checkPlace(files: PackFiles, clause: ClauseText, index: number): void {
  const document = clause.document ?? files.words.parsed?.documents[0]?.file ?? '';
  const source = files.sources.get(document);
  if (source === undefined) {
    files.clauses.report([index, 'document'], `the pack has no document "${document}"`);
    return;
  }
  const beyond = clause.lines.find((line) => line > source.length);
  if (beyond !== undefined) {
    files.clauses.report(
      [index, 'lines'],
      `"${clause.id}" points to line ${beyond}; the document has ${source.length}`,
    );
  }
}

function checkQuestions(files: PackFiles, placed: readonly PlacedRule[], clauses: ReadonlySet<string>): void {
  (files.questions.parsed ?? []).forEach((question, index) => {
    const unknown = question.clauses.find((clause) => !clauses.has(clause));
    if (unknown !== undefined)
      files.questions.report([index, 'clauses'], `the register has no clause "${unknown}"`);
    const { example } = question;
    if (example === undefined) {
      if (question['shown-in'] !== undefined) return;
      files.questions.report(
        [index],
        `"${question.question}" is tied to no example, and does not say where it is shown`,
      );
      return;
    }
    const rule = placed.find(({ text }) => text.rule === example.rule || text.refines === example.rule);
    if (!rule?.text.examples.some(({ name }) => name === example.name)) {
      files.questions.report(
        [index, 'example'],
        `no rule "${example.rule}" has an example "${example.name}"`,
      );
    }
  });
}
