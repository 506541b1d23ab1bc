import type { Rule } from './rule.ts';
import type { Breach, Source } from './source.ts';

/** Put together here so that this file does not trip over itself. */
const marks = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'];
const mark = new RegExp(`\\b(${marks.join('|')})\\b`);

export const leftoverMarks: Rule = {
  name: 'no note to ourselves is left in the text',
  find(source) {
    return readProse(source).flatMap(({ text, line }) => {
      const found = mark.exec(text);
      if (found === null) return [];
      return [
        { line, message: `"${found[0]}": do it now, or write it in docs/decisions/ where it can be weighed` },
      ];
    });
  },
  bites: [
    { path: 'src/a.ts', text: `// ${marks[0]}: ask the lead`, says: /do it now/ },
    { path: 'docs/a.md', text: `Later\n\n${marks[1]} the table`, says: /docs\/decisions/ },
    { path: 'policies/exampleshire/rules.yaml', text: `# ${marks[2]} clause?`, says: /do it now/ },
    { path: 'migrations/001.sql', text: `-- ${marks[3]}`, says: /do it now/ },
  ],
  passes: [
    { path: 'src/a.ts', text: "const mastodon = 'todo';" },
    { path: 'docs/a.md', text: `A note such as \`${marks[0]}\` is not left.` },
  ],
};

/** What was written for people: comments of code, the whole of other files but for quoted code. */
function readProse(source: Source): { text: string; line: number }[] {
  if (source.isCode) {
    return source.tree().comments.map((each) => ({ text: each.value, line: source.lineAt(each.start) }));
  }
  if (!/\.(md|ya?ml|sql|css|html|sh)$|^\.ci\//.test(source.path) || source.path.includes('/sources/'))
    return [];
  return source.lines.map((text, index) => ({ text: text.replace(/`[^`]*`/g, ''), line: index + 1 }));
}

const statement =
  /^(import|export|const|let|var|return|await|if|for|while|throw|function|async|case)\b.*[;{(]$/;
const call = /^[\w.#$]+\(.*\);?$/;
const assignment = /^[\w.#$[\]]+ (=|\+=|\?\?=) .*;$/;
const closing = /^[})\]]+[;,]?$/;

export const commentedCode: Rule = {
  name: 'no code is left in comments',
  find(source) {
    if (!source.isCode) return [];
    return source.tree().comments.flatMap((comment): Breach[] => {
      if (comment.type === 'Block' && comment.value.startsWith('*')) return [];
      const first = source.lineAt(comment.start);
      return comment.value.split('\n').flatMap((text, index) => {
        if (!isCodeLike(text.trim())) return [];
        return [{ line: first + index, message: 'code in a comment: take it out; git keeps what was' }];
      });
    });
  },
  bites: [
    { path: 'src/a.ts', text: '// const due = addDays(report, 2);', says: /git keeps/ },
    { path: 'src/a.ts', text: '/*\nif (late) {\n  warn(lead);\n}\n*/', says: /git keeps/ },
    { path: 'src/a.ts', text: '// rows.push(row);', says: /git keeps/ },
    { path: 'src/a.ts', text: "// import { openCase } from './case.actions.ts';", says: /git keeps/ },
  ],
  passes: [
    { path: 'src/a.ts', text: '// The lead is told first; if they are away, their cover is.' },
    { path: 'src/a.ts', text: '// return to the list: the reader lost nothing' },
    { path: 'src/a.ts', text: '/** Example:\n *  const due = addDays(report, 2);\n */' },
    { path: 'src/a.ts', text: '// biome-ignore lint/style/noNonNullAssertion: the row was just written' },
  ],
};

function isCodeLike(text: string): boolean {
  return statement.test(text) || call.test(text) || assignment.test(text) || closing.test(text);
}

const places: [RegExp, string][] = [
  [
    /\bregistry\.[a-z0-9-]+\.[a-z]+/i,
    'a package registry: .npmrc of the machine says where packages come from',
  ],
  [
    /\b[a-z0-9-]+\.(pkg\.dev|jfrog\.io|artifactory\.[a-z]+)\b/i,
    'a package registry: the machine says where packages come from',
  ],
  [
    /"resolved":\s*"https?:/,
    'an address in the lockfile: omit-lockfile-registry-resolved=true leaves it out',
  ],
  [
    /(?<![\w./])\/(home\/\w+|Users\/\w+|root\/[\w.]|work\/(main|shared|\.\w))/,
    'a path of one machine: start from import.meta.url',
  ],
  [/(^|[^.\w])\.\.\/shared\b/, 'a folder outside the repository: copy what is used'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, 'a private key: make one when a test starts'],
  [
    /\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[bp]-[A-Za-z0-9-]{20,}|npm_[A-Za-z0-9]{30,})/,
    'a secret: take it out, and change it where it is used',
  ],
  [/_auth(Token)?\s*=/, 'a secret: take it out, and change it where it is used'],
  [
    /\bpostgres(ql)?:\/\/[\w-]+:[^@\s${}<'"`…]+@(?!localhost|127\.|(\w+\.)*example\b|host\b|db\b)/,
    'an address with its password: it belongs in DATABASE_URL',
  ],
];

export const machinePlaces: Rule = {
  name: 'no registry, machine path or secret in any file',
  find(source) {
    if (source.path === 'test/tidy/leftovers.ts') return [];
    return source.lines.flatMap((text, index) => {
      const found = places.find(([pattern]) => pattern.test(text));
      return found === undefined ? [] : [{ line: index + 1, message: found[1] }];
    });
  },
  bites: [
    { path: 'package-lock.json', text: '"resolved": "https://packages.example.org/a.tgz"', says: /lockfile/ },
    { path: '.npmrc', text: 'registry=https://registry.example.org/', says: /\.npmrc of the machine/ },
    { path: '.npmrc', text: '//packages.example.org/:_authToken=abc', says: /a secret/ },
    { path: 'src/a.ts', text: "const file = '/home/anna/rowan/rules.yaml';", says: /import\.meta\.url/ },
    {
      path: 'src/a.ts',
      text: "const file = '../shared/domain/vocabulary.yaml';",
      says: /outside the repository/,
    },
    { path: 'docs/a.md', text: '-----BEGIN RSA PRIVATE KEY-----', says: /private key/ },
    { path: 'docs/a.md', text: 'postgres://rowan:s3cret@db7.council.uk/rowan', says: /DATABASE_URL/ },
  ],
  passes: [
    { path: 'src/work/work.routes.ts', text: "const address = '/work/late';" },
    {
      path: 'docs/a.md',
      text: 'postgres://user:password@localhost/rowan, or https://www.gov.uk/home/adviser',
    },
    { path: 'package-lock.json', text: '"integrity": "sha512-abc"' },
  ],
};
