import type { Rule } from './rule.ts';
import { isNode, type Node, type Source } from './source.ts';

const limits = { code: 250, test: 500, function: 60, line: 110, folder: 14, door: 15 };

const measured = /\.(ts|js|mjs|cjs|css|scss|sql|sh)$/;

const repeat = (line: string, times: number): string => `${line}\n`.repeat(times);

export const fileLength: Rule = {
  name: `a code file has at most ${limits.code} lines, a test file ${limits.test}`,
  find(source) {
    if (!measured.test(source.path)) return [];
    const isTestFile = source.path.endsWith('.test.ts');
    const limit = isTestFile ? limits.test : limits.code;
    const length = source.text.replace(/\n$/, '').split('\n').length;
    if (length <= limit) return [];
    const way = isTestFile
      ? 'tell another story in another file'
      : 'move one capability into a file or a room of its own (cases/closing/), never into utils';
    return [{ line: limit + 1, message: `${length} lines; the limit is ${limit}: ${way}` }];
  },
  bites: [
    { path: 'src/cases/case.rules.ts', text: repeat('export {};', 251), says: /251 lines; the limit is 250/ },
    { path: 'src/cases/case.rules.test.ts', text: repeat('export {};', 501), says: /the limit is 500/ },
  ],
  passes: [
    { path: 'src/cases/case.rules.ts', text: repeat('export {};', 250) },
    { path: 'policies/exampleshire/rules.yaml', text: repeat('- rule: x', 900) },
  ],
};

export const lineLength: Rule = {
  name: `a line of code has at most ${limits.line} characters`,
  find(source) {
    if (!measured.test(source.path)) return [];
    return source.lines.flatMap((text, index) => {
      if (text.length <= limits.line || /\S{80,}/.test(text)) return [];
      const message = `${text.length} characters; the limit is ${limits.line}: break it to be read`;
      return [{ line: index + 1, message }];
    });
  },
  bites: [
    { path: 'src/a.ts', text: `const a = '${'word '.repeat(22)}';`, says: /the limit is 110/ },
    { path: 'migrations/001.sql', text: `select ${'one, '.repeat(30)}`, says: /110/ },
  ],
  passes: [
    { path: 'src/a.ts', text: `const a = '${'word '.repeat(18)}';` },
    { path: 'src/a.ts', text: `// https://example.org/${'a'.repeat(100)}` },
    { path: 'docs/words.md', text: 'word '.repeat(60) },
  ],
};

export const functionLength: Rule = {
  name: `a function has at most ${limits.function} lines`,
  find(source) {
    if (!source.isCode) return [];
    return source.tree().nodes.flatMap(({ node, parents }) => {
      if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return [];
      if (isStoryFrame(source, parents.at(-1))) return [];
      const first = source.lineAt(node.start);
      const length = source.lineAt(node.end) - first + 1;
      if (length <= limits.function) return [];
      const message = `${length} lines; the limit is ${limits.function}: give its steps names`;
      return [{ line: first, message }];
    });
  },
  bites: [
    {
      path: 'src/a.ts',
      text: `function close() {\n${repeat('close;', 60)}}`,
      says: /62 lines; the limit is 60/,
    },
    { path: 'src/a.test.ts', text: `test('x', () => {\n${repeat('1;', 60)}});`, says: /62 lines/ },
  ],
  passes: [
    { path: 'src/a.ts', text: `function close() {\n${repeat('close;', 58)}}` },
    { path: 'src/a.test.ts', text: `describe('x', () => {\n${repeat('1;', 90)}});` },
  ],
};

/** `describe` frames a chapter of a test file: its stories are measured, the frame is not. */
function isStoryFrame(source: Source, call: Node | undefined): boolean {
  if (!source.isTest || call?.type !== 'CallExpression') return false;
  const callee = call['callee'];
  return isNode(callee) && (callee['name'] === 'describe' || callee['name'] === 'suite');
}

export const frontDoorShape: Rule = {
  name: `a front door (index.ts) holds named re-exports only, ${limits.door} lines at most`,
  find(source) {
    if (!/^src\/.*index\.ts$/.test(source.path)) return [];
    const breaches = [];
    const length = source.text.replace(/\n$/, '').split('\n').length;
    if (length > limits.door) {
      const message = `${length} lines; the limit is ${limits.door}: show fewer things, or split the slice`;
      breaches.push({ line: limits.door + 1, message });
    }
    for (const statement of source.tree().program['body'] as Node[]) {
      if (statement.type === 'ExportNamedDeclaration' && isNode(statement['source'])) continue;
      const message =
        'a front door only passes on names: export { openCase } from "./case.actions.ts"; no code, no *';
      breaches.push({ line: source.lineAt(statement.start), message });
    }
    return breaches;
  },
  bites: [
    { path: 'src/cases/index.ts', text: "export * from './case.store.ts';", says: /only passes on names/ },
    { path: 'src/cases/index.ts', text: 'export const limit = 3;', says: /only passes on names/ },
    { path: 'src/cases/index.ts', text: repeat("export { a } from './a.ts';", 16), says: /16 lines/ },
  ],
  passes: [{ path: 'src/cases/index.ts', text: "export { openCase } from './case.actions.ts';" }],
};

/** The limit on a folder looks at many files at once, so it is a function over all the paths. */
export function findFullFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    if (!/^(src|script|bench)\/.*\.(ts|js|mjs)$/.test(path) || path.endsWith('.test.ts')) continue;
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > limits.folder)
    .map(([folder, count]) => {
      const way = 'split by capability (cases/closing/), flat again';
      return `${folder}/ has ${count} code files (tests not counted); the limit is ${limits.folder}: ${way}`;
    });
}
