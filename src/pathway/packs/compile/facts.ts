import type { Fact, Value } from '../../engine/index.ts';
import type { FactText, WordsText } from '../schema/words.schema.ts';
import type { Path, YamlFile } from '../yaml-file.ts';

/** Words that a condition keeps for itself. */
export const conditionWords: readonly string[] = ['any', 'all', 'not', 'unknown', 'otherwise', 'cites'];

/** A fact as it was declared in a file; one whose answers do not fit together is a problem there. */
export function compileFact(id: string, text: FactText, file: YamlFile): Fact {
  if (conditionWords.includes(id))
    file.report(['facts', id], `"${id}" is a word of Rowan's own: choose another name`);
  checkKindOfAnswers(id, text, file);
  const { number } = text;
  return {
    id,
    from: text.from,
    asked: text.asked ?? 'always',
    question: text.question,
    hint: text.hint ?? null,
    means: text.means,
    values: compileValues(id, text, file),
    number:
      number === undefined
        ? null
        : {
            unit: number.unit,
            bands: Object.entries(text.bands ?? {}).map(([band, { from, below }]) => ({ band, from, below })),
          },
  };
}

/** Yes and no, or values, or a number with its bands: one of them, and the whole of it. */
function checkKindOfAnswers(id: string, text: FactText, file: YamlFile): void {
  const pairs = [
    ['yes', 'no'],
    ['number', 'bands'],
  ] as const;
  for (const pair of pairs) {
    const [has, lacks] = text[pair[0]] === undefined ? [pair[1], pair[0]] : pair;
    if (text[has] !== undefined && text[lacks] === undefined)
      file.report(['facts', id], `"${id}" says "${has}" and not "${lacks}": it needs both`);
  }
  const kinds = [text.yes ?? text.no, text.values, text.number ?? text.bands].filter(
    (one) => one !== undefined,
  );
  const enough = text.values === undefined || Object.keys(text.values).length > 1;
  if (kinds.length === 1 && enough) return;
  file.report(
    ['facts', id],
    `"${id}" needs one of: yes and no, two values or more, or a number with its bands`,
  );
}

type ValueText = WordsText['values'][string][string];

function compileValues(id: string, text: FactText, file: YamlFile): Value[] {
  if (text.yes !== undefined || text.no !== undefined) {
    return [
      makeValue('yes', { label: 'Yes', said: text.yes ?? '' }),
      makeValue('no', { label: 'No', said: text.no ?? '' }),
    ];
  }
  if (text.number !== undefined) return compileBands(id, text, file);
  return Object.entries(text.values ?? {}).map(([value, entry]) => makeValue(value, entry));
}

/** A value as forms show it and sentences say it. */
export function makeValue(id: string, text: ValueText): Value {
  const { label, said } = text;
  return {
    id,
    label,
    said,
    countsAs: text['counts-as'] ?? null,
    onlyRulesThatNameIt: text['only-rules-that-name-it'] === 'yes',
  };
}

/** Bands must meet and cover the range, so that every number has exactly one. */
function compileBands(id: string, text: FactText, file: YamlFile): Value[] {
  const at: Path = ['facts', id, 'bands'];
  const bands = Object.entries(text.bands ?? {});
  let reached = text.number?.from ?? 0;
  let before = 'the range';
  for (const [band, { from, below }] of bands) {
    const meets = before === 'the range' ? 'begins at' : 'ends below';
    if (from > reached)
      file.report(
        [...at, band],
        `no band has the numbers from ${reached} to below ${from}: ${before} ${meets} ${reached}`,
      );
    if (from < reached)
      file.report(
        [...at, band],
        `"${band}" begins at ${from}, and ${before} ${meets} ${reached}: a number has one band`,
      );
    if (below <= from)
      file.report([...at, band], `"${band}" is empty: it goes from ${from} to below ${below}`);
    reached = below;
    before = `"${band}"`;
  }
  if (bands.length > 0 && reached !== text.number?.below) {
    file.report(at, `the bands of "${id}" end below ${reached}, and its range below ${text.number?.below}`);
  }
  return bands.map(([band, entry]) => makeValue(band, entry));
}
