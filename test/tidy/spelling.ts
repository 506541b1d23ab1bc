import type { Rule } from './rule.ts';
import { readPieces, type Source } from './source.ts';

const ise =
  'organ|recogn|apolog|priorit|minim|maxim|real|summar|emphas|critic|special|util|final|categor|general|standard|anonym|pseudonym|priva|local|normal|personal|visual|memor|stabil|penal|victim|isola|character|scrutin';

/** American spelling → the reader's own. Words of protocols (authorization, license fields) are not here. */
const pairs: [RegExp, string][] = [
  [/colors?|colored|coloring/, 'colour'],
  [/behaviors?|behavioral/, 'behaviour'],
  [/neighbors?|neighborhoods?|neighboring/, 'neighbour'],
  [/favors?|favorites?|favorable/, 'favour'],
  [/harbors?|harboring/, 'harbour'],
  [/labors?/, 'labour'],
  [/honors?|honored|honoring/, 'honour'],
  [/humor|rumors?/, 'humour, rumour'],
  [/centers?|centered/, 'centre'],
  [/theaters?/, 'theatre'],
  [/defenses?|offenses?/, 'defence, offence'],
  [/counselors?|counseling/, 'counsellor'],
  [/canceled|canceling/, 'cancelled'],
  [
    /labeled|labeling|modeled|modeling|traveled|traveling|signaled|fueled/,
    'a double l: labelled, travelling',
  ],
  [/fulfills?|enrolls?|enrollments?|installments?|skillful/, 'fulfil, enrol, enrolment, instalment'],
  [/judgment calls?|gray|plow|tire pressure/, 'judgement, grey'],
  [/pediatric|gynecolog\w+/, 'paediatric, gynaecology'],
  [/analyz(e|ed|es|ing)|paralyz(e|ed|es|ing)/, 'analyse'],
  [new RegExp(`(${ise})(iz)(e|ed|es|er|ers|ing|ation|ations)`), 'an s: organise, prioritise, recognise'],
  [
    /gotten|math|apartment building|zip codes?|cell phones?/,
    'the British word: got, maths, flats, postcode, mobile phone',
  ],
];

const american = pairs.map(([word, british]): [RegExp, string] => [
  new RegExp(`(?<![\\w-])(${word.source})(?![\\w-])`, 'i'),
  british,
]);

export const britishSpelling: Rule = {
  name: 'British spelling in what people read',
  find(source) {
    return readTexts(source).flatMap(({ text, line }) => {
      for (const [word, british] of american) {
        const found = word.exec(text);
        if (found !== null) return [{ line, message: `"${found[0]}": in Britain ${british}` }];
      }
      return [];
    });
  },
  bites: [
    { path: 'src/a.page.ts', text: "const hint = 'Describe the behavior you saw';", says: /behaviour/ },
    { path: 'src/a.page.ts', text: 'html`<p class="x">Organize a meeting</p>`;', says: /organise/ },
    { path: 'policies/exampleshire/words.yaml', text: 'means: the color of the form', says: /colour/ },
    { path: 'docs/a.md', text: 'A canceled meeting.', says: /cancelled/ },
  ],
  passes: [
    { path: 'src/a.page.ts', text: 'html`<p style="color: red" class="center">Colour</p>`;' },
    { path: 'src/a.ts', text: "const style = 'color: red; text-align: center';" },
    { path: 'src/a.ts', text: "const property = 'color';" },
    { path: 'docs/a.md', text: 'The header `Authorization`, the size, the prize, `color`.' },
    { path: 'policies/exampleshire/sources/policy.txt', text: 'a color as the source prints it' },
  ],
};

/** The texts that a person may read, without the tags, styles, quoted code and addresses of the machine. */
function readTexts(source: Source): { text: string; line: number }[] {
  if (source.path.includes('/sources/') || source.path.startsWith('test/tidy/')) return [];
  if (source.isCode) {
    return readPieces(source)
      .map(({ text, start }) => ({ text: takeOutMarkup(text), line: source.lineAt(start) }))
      .filter(({ text }) => /\s/.test(text.trim()));
  }
  if (source.path.endsWith('.md')) return readMarkdown(source);
  if (!/\.ya?ml$/.test(source.path)) return [];
  return source.lines.map((text, index) => ({ text, line: index + 1 }));
}

function takeOutMarkup(text: string): string {
  return text
    .replace(/<[^>]*>?|^[^<]*="[^"]*"?[^<]*>/g, ' ')
    .replace(/[\w-]+\s*:\s*[^;]*;|(?<![\w-])(text-align|color|fill|stroke)\s*:\s*[\w#-]+/g, ' ');
}

function readMarkdown(source: Source): { text: string; line: number }[] {
  let fenced = false;
  return source.lines.flatMap((text, index) => {
    if (/^\s*(```|~~~)/.test(text)) {
      fenced = !fenced;
      return [];
    }
    if (fenced || /^ {4}/.test(text)) return [];
    const clean = text.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+/g, ' ');
    return [{ text: clean, line: index + 1 }];
  });
}
