import type { PackWord } from './house.ts';
import type { Rule } from './rule.ts';
import { isNode, type Node, type Piece, readPieces, type Source } from './source.ts';

const domainWords =
  'survivors?|perpetrators?|victims?|domestic|abus(e|er|ive)|marac|idvas?|mash|refuges?|safeguarding|sanctuary|' +
  'stalking|disclosures?|tenanc(y|ies)|housing|homeless(ness)?';
/** A dash is a stroke of the pen as well; only the capitals are the risk assessment. */
const domain = new RegExp(`\\b(${domainWords}|${withCapitals(domainWords)}|DASH)\\b`);

export const domainInPlatform: Rule = {
  name: 'no word of domestic abuse in src/platform/',
  find(source) {
    if (!source.path.startsWith('src/platform/')) return [];
    const teach =
      'the platform would serve a library or a swimming pool as well: the thing belongs to a slice';
    const inPath = domain.exec(splitWords(source.path));
    const breaches =
      inPath === null ? [] : [{ line: 1, message: `"${inPath[0]}" in the file's name: ${teach}` }];
    source.lines.forEach((text, index) => {
      const found = domain.exec(splitWords(text));
      if (found !== null) breaches.push({ line: index + 1, message: `"${found[0]}": ${teach}` });
    });
    return breaches;
  },
  bites: [
    {
      path: 'src/platform/a.ts',
      text: 'const survivorId = 1;',
      says: /"survivor": the platform would serve/,
    },
    { path: 'src/platform/a.ts', text: '// the MARAC list', says: /MARAC/ },
    { path: 'src/platform/refuge-store.ts', text: 'export {};', says: /file's name/ },
    { path: 'src/platform/a.ts', text: "const table = 'safeguarding_form';", says: /safeguarding/ },
  ],
  passes: [
    { path: 'src/platform/a.ts', text: 'const dash = "–"; // an en dash' },
    { path: 'src/cases/a.ts', text: 'const survivorId = 1;' },
  ],
};

/** Also with a first capital, and in capitals. */
function withCapitals(words: string): string {
  const first = words.replace(
    /(^|\|)([a-z])/g,
    (_, bar: string, letter: string) => bar + letter.toUpperCase(),
  );
  return `${first}|${words.replace(/[a-z]/g, (letter) => letter.toUpperCase())}`;
}

/** `survivorGender` and `safeguarding_form` are read as the words they are made of. */
function splitWords(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');
}

/** Where a council may be named: its data, what is said of it, what is shown, and what is tested. */
const namesCouncils =
  /^(policies|test|docs|bench|demonstration)\/|(^|\/)(README|ARCHITECTURE)\.md$|\.test\.ts$|(^|\/)demonstration[^/]*(\/|\.ts$)/;

/** Councils whose short name is an English word are known by their full name alone. */
const plainEnglish =
  /^(bath|bury|barking|boston|corby|deal|eden|hart|reading|rugby|sale|sandwich|slough|stroud|ware|wells)$/i;

export const councilNames: Rule = {
  name: 'no council by name outside policies/, tests, docs and the demonstration',
  find(source, house) {
    if (namesCouncils.test(source.path)) return [];
    const names = house.councils.filter((name) => !plainEnglish.test(name));
    return source.lines.flatMap((text, index) => {
      const lower = text.toLowerCase();
      const name = names.find((each) =>
        new RegExp(`(?<![a-z])${quote(each.toLowerCase())}(?![a-z])`).test(lower),
      );
      if (name === undefined) return [];
      const message = `"${name}": a council is data. Ask its pack for what differs, or make it a setting`;
      return [{ line: index + 1, message }];
    });
  },
  bites: [
    { path: 'src/cases/a.ts', text: "if (council === 'exampleshire') act();", says: /a council is data/ },
    { path: 'src/app.ts', text: "const title = 'Exampleshire Borough Council';", says: /make it a setting/ },
    { path: 'src/cases/exampleshire.css', text: '.exampleshire-header {}', says: /exampleshire/ },
  ],
  passes: [
    { path: 'policies/exampleshire/words.yaml', text: 'name: Exampleshire Borough Council' },
    { path: 'src/cases/a.test.ts', text: "const council = 'exampleshire';" },
    { path: 'src/demonstration/people.ts', text: "const council = 'exampleshire';" },
    { path: 'README.md', text: 'Made for Exampleshire Borough Council.' },
  ],
};

/** Fixed by the design (pathway.md, "Core and words"), so code may know them; each with its reason. */
export const fixedWords: Record<string, string> = {
  situation: 'fixed: it chooses which questions a page begins with',
  outOfHours: 'fixed: the clock tells it, whatever the council',
  dash: 'fixed: the risk slice records the level',
  survivorAge: 'fixed: a child is never asked as an adult is',
  survivorGender: 'fixed: the statistics that every council returns ask for it',
  service: 'open in its values, fixed in its name: it is the team of the person who signed in',
  tenancy: 'open in its values, fixed in its name: the housing slice records it',
  marac: 'the name of a slice, and of its pages',
  housing: 'the name of a slice, and of its pages',
  police: 'a word of the language: an incident has a police reference in every council',
  'staff-member': 'a slot of the core: what the policy gives to whoever was told is theirs',
  manager: 'a word of the access table: the manager of the lead of a case',
  children: 'a word of the language: people in a case, and the name of an HTML property',
};

export const packWords: Rule = {
  name: "no pack's fact, action, service or role is named in src/",
  find(source, house) {
    if (!source.path.startsWith('src/') || !source.isCode) return [];
    return [...readNamed(source)].flatMap(({ name, start }) => {
      const word = house.packWords.get(name);
      if (word === undefined || Object.hasOwn(fixedWords, name)) return [];
      return [{ line: source.lineAt(start), message: teachPackWord(word) }];
    });
  },
  bites: [
    {
      path: 'src/cases/a.ts',
      text: "if (step.action === 'refer-to-panel') open();",
      says: /action of policies\/exampleshire/,
    },
    { path: 'src/cases/a.ts', text: 'if (facts.consentPanel) open();', says: /fact of policies\/core\.yaml/ },
    { path: 'src/cases/a.ts', text: "const order = { 'ward-office': 1 };", says: /service of/ },
    { path: 'src/cases/a.ts', text: "type Fact = 'homeless' | 'warm';", says: /made from the pack's words/ },
    { path: 'src/cases/a.page.ts', text: 'html`<li class="step refer-to-panel">`;', says: /refer-to-panel/ },
    { path: 'src/cases/a.test.ts', text: "const facts = { homeless: 'yes' };", says: /homeless/ },
  ],
  passes: [
    { path: 'test/packs/exampleshire.test.ts', text: "const facts = { homeless: 'yes' };" },
    { path: 'src/cases/a.ts', text: "if (facts.situation === 'disclosure') ask();" },
    { path: 'src/cases/a.ts', text: "const hint = 'Are they homeless tonight?';" },
  ],
};

function teachPackWord(word: PackWord): string {
  const way =
    "pages and tasks are made from the pack's words (step, does, label), or a third council needs code";
  return `"${word.id}" is a ${word.kind} of ${word.from}: ${way}`;
}

/** Names that the code mentions: whole strings, keys and members; compounds inside a longer string too. */
function* readNamed(source: Source): Generator<{ name: string; start: number }> {
  for (const piece of readPieces(source)) {
    const whole = piece.text.trim();
    yield { name: whole, start: piece.start };
    if (whole.includes(' ') || whole.includes('"')) yield* readCompounds(piece);
  }
  for (const { node, parents } of source.tree().nodes) {
    if (node.type !== 'Identifier' || !isKey(node, parents.at(-1))) continue;
    yield { name: String(node['name']), start: node.start };
  }
}

function* readCompounds(piece: Piece): Generator<{ name: string; start: number }> {
  for (const found of piece.text.matchAll(/[a-z0-9]+(-[a-z0-9]+)+|[a-z]+([A-Z][a-z0-9]+)+/g)) {
    yield { name: found[0], start: piece.start };
  }
}

function isKey(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined || !isNode(parent)) return false;
  if (parent.type === 'MemberExpression') return parent['property'] === node && parent['computed'] !== true;
  return (
    /^(Property|TSPropertySignature)$/.test(parent.type) &&
    parent['key'] === node &&
    parent['computed'] !== true
  );
}

const quote = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
