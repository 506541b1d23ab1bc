import type { Rule } from './rule.ts';
import { isNode, type Node, readImports } from './source.ts';

export const roomNames: Rule = {
  name: 'rooms are named after what the council talks about',
  find(source) {
    const found =
      /^src\/.*?\b(services|utils?|helpers?|common|shared|misc|managers|repositories)(\/|\.ts$)/.exec(
        source.path,
      );
    if (found === null) return [];
    const message = `"${found[1]}" says nothing of what is inside: use the slice whose word it is`;
    return [{ line: 1, message }];
  },
  bites: [
    { path: 'src/cases/utils/dates.ts', text: 'export {};', says: /"utils" says nothing/ },
    { path: 'src/platform/helpers.ts', text: 'export {};', says: /"helpers"/ },
  ],
  passes: [{ path: 'src/cases/closing/closing.rules.ts', text: 'export {};' }],
};

export const noInheritance: Rule = {
  name: 'no base classes and no mixins',
  find(source) {
    if (!source.isCode || !source.path.startsWith('src/')) return [];
    return source.tree().nodes.flatMap(({ node }) => {
      if (!/^Class(Declaration|Expression)$/.test(node.type)) return [];
      const line = source.lineAt(node.start);
      const parent = node['superClass'];
      const isError =
        isNode(parent) &&
        parent.type === 'Identifier' &&
        /(Error|Transform|Readable|Writable)$/.test(String(parent['name']));
      if (node['abstract'] !== true && (!isNode(parent) || isError)) return [];
      return [{ line, message: 'inheritance hides where a thing is done: pass in a function, or call one' }];
    });
  },
  bites: [
    { path: 'src/a.ts', text: 'abstract class Store {}', says: /pass in a function/ },
    { path: 'src/a.ts', text: 'class CaseStore extends Store {}', says: /pass in a function/ },
    {
      path: 'src/a.ts',
      text: 'const Closeable = (Base) => class extends Base {};',
      says: /pass in a function/,
    },
  ],
  passes: [{ path: 'src/a.ts', text: 'class PackError extends Error {}' }],
};

export const sharedSeed: Rule = {
  name: 'property tests take their seed from the run',
  find(source) {
    if (!source.isCode || source.path === 'test/property.ts') return [];
    return readImports(source)
      .filter(({ from, typeOnly }) => from === 'fast-check' && !typeOnly)
      .map(({ line }) => ({
        line,
        message:
          "import { fc } from test/property.ts: it sets the run's SEED, so that a failure can be repeated",
      }));
  },
  bites: [{ path: 'src/a.rules.test.ts', text: "import fc from 'fast-check';", says: /test\/property\.ts/ }],
  passes: [{ path: 'src/a.rules.test.ts', text: "import { fc } from '../../test/property.ts';" }],
};

export const noSkippedStories: Rule = {
  name: 'no test is switched off or runs alone',
  find(source) {
    if (!source.path.endsWith('.test.ts')) return [];
    return source.tree().nodes.flatMap(({ node }) => {
      if (node.type !== 'CallExpression' || !isNode(node['callee'])) return [];
      const callee = node['callee'] as Node;
      const owner = callee['object'];
      const key = callee['property'];
      if (callee.type !== 'MemberExpression' || !isNode(owner) || !isNode(key)) return [];
      if (
        !/^(test|it|describe|suite)$/.test(String(owner['name'])) ||
        !/^(skip|only|todo)$/.test(String(key['name']))
      )
        return [];
      const message = 'a story that is switched off proves nothing: tell it, or take it out';
      return [{ line: source.lineAt(node.start), message }];
    });
  },
  bites: [
    { path: 'src/a.test.ts', text: "test.only('x', () => {});", says: /tell it, or take it out/ },
    { path: 'src/a.test.ts', text: "describe.skip('x', () => {});", says: /proves nothing/ },
  ],
  passes: [{ path: 'src/a.test.ts', text: "test('x', () => {}); skip.only(1);" }],
};
