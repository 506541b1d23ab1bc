import { refuseClause } from '../check-register.ts';
import type { Lexicon } from '../compile/lexicon.ts';
import type { PackFiles } from '../load-pack.ts';
import { suggestName } from '../names.ts';
import type { GuidanceText } from '../schema/guidance.schema.ts';
import type { SignsText } from '../schema/signs.schema.ts';
import type { Path } from '../yaml-file.ts';
import type { LanguageAdvice, SignKind } from './handbook.ts';
import type { Registers } from './registers.ts';

/** The signs by kind. Each list has as many as its clause counts, and each sign a name of its own. */
export function compileSigns(
  file: NonNullable<PackFiles['signs']>,
  { kinds }: SignsText,
  registers: Registers,
): SignKind[] {
  const seen = new Set<string>();
  for (const [id, kind] of Object.entries(kinds)) {
    for (const sign of Object.keys(kind.signs)) {
      if (seen.has(sign))
        file.report(['kinds', id, 'signs', sign], `two signs are called "${sign}": choose another name`);
      seen.add(sign);
    }
    checkList(file, id, kind, registers);
  }
  return Object.entries(kinds).map(([id, { signs, ...kind }]) => ({
    id,
    ...kind,
    signs: Object.entries(signs).map(([sign, { says, line = null }]) => ({ id: sign, says, line })),
  }));
}

function checkList(
  file: NonNullable<PackFiles['signs']>,
  id: string,
  kind: SignsText['kinds'][string],
  registers: Registers,
): void {
  const clause = registers.clauses.get(kind.clause)?.clause;
  if (clause === undefined) {
    file.report(['kinds', id, 'clause'], refuseClause(kind.clause, registers.clauses.keys()));
    return;
  }
  const count = Object.keys(kind.signs).length;
  if (clause.count !== undefined && count < clause.count)
    file.report(
      ['kinds', id, 'signs'],
      `"${clause.id}" counts ${clause.count} signs, and ${count} stand here`,
    );
  for (const [sign, { line }] of Object.entries(kind.signs)) {
    if (line !== undefined && !clause.lines.includes(line))
      file.report(['kinds', id, 'signs', sign, 'line'], `"${clause.id}" does not stand in line ${line}`);
  }
}

/** Every place, clause and word list that the guidance names is one that there is. */
export function checkGuidance(
  file: NonNullable<PackFiles['guidance']>,
  text: GuidanceText,
  lexicon: Lexicon,
  registers: Registers,
): void {
  const known = { action: lexicon.actions, fact: lexicon.facts, never: lexicon.nevers };
  text.guidance.forEach((item, index) => {
    item.for.forEach((place, at) => {
      for (const [kind, name] of Object.entries(place) as [keyof typeof known, string][]) {
        if (known[kind].has(name)) continue;
        const message = `there is no ${kind} "${name}"${suggestName(name, known[kind].keys())}`;
        file.report(['guidance', index, 'for', at, kind], message);
      }
    });
    item.cites.forEach((clause, at) => {
      checkClause(file, clause, ['guidance', index, 'cites', at], registers);
    });
  });
  text.language.forEach((clause, index) => {
    checkClause(file, clause, ['language', index], registers);
    const found = registers.clauses.get(clause)?.clause;
    if (found !== undefined && (found.avoid === undefined || found.prefer === undefined))
      file.report(['language', index], `"${clause}" does not say which words to avoid, and which to use`);
  });
}

function checkClause(
  file: NonNullable<PackFiles['guidance']>,
  clause: string,
  path: Path,
  registers: Registers,
): void {
  if (!registers.clauses.has(clause)) file.report(path, refuseClause(clause, registers.clauses.keys()));
}

/** Words to avoid and to use, as the register has them. */
export function compileLanguage({ language }: GuidanceText, registers: Registers): LanguageAdvice[] {
  return language.flatMap((id) => {
    const clause = registers.clauses.get(id)?.clause;
    if (clause === undefined) return [];
    const { avoid = [], prefer = [], says } = clause;
    return [{ clause: id, avoid: [avoid].flat(), prefer: [prefer].flat(), says }];
  });
}
