import type { Rule } from './rule.ts';
import { isNode, type Node, readDottedName, readPieces } from './source.ts';

const names =
  'a|abbr|article|aside|body|br|button|caption|code|dd|details|div|dl|dt|em|fieldset|footer|form|g|h[1-6]|head|' +
  'header|hr|html|img|input|label|legend|li|link|main|meta|nav|ol|optgroup|option|p|path|pre|rect|script|section|' +
  'select|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|text|textarea|tfoot|th|thead|time|title|tr|ul';
const tag = new RegExp(`</?(${names})(\\s[^<>]*)?/?>|<(${names})\\s+[a-z-]+=|<!doctype`, 'i');

/** Tags whose templates escape what is put into them. */
const escaping = /^(html|svg|xml|.*\.(html|svg|xml))$/;

export const joinedHtml: Rule = {
  name: 'no HTML by joining strings',
  find(source) {
    if (!source.isCode || !/^(src|script)\//.test(source.path) || source.path.endsWith('.test.ts')) return [];
    return readPieces(source).flatMap(({ text, start, node, parents }) => {
      if (!tag.test(text) || !isJoined(node, parents)) return [];
      const message =
        'HTML by joining strings lets a name become markup: write html`…` (or svg`…`) of src/platform';
      return [{ line: source.lineAt(start), message }];
    });
  },
  bites: [
    {
      path: 'src/cases/a.page.ts',
      text: "const row = '<li>' + name + '</li>';",
      says: /lets a name become markup/,
    },
    { path: 'src/cases/a.page.ts', text: 'const row = `<li>${name}</li>`;', says: /html`…`/ },
    { path: 'src/cases/a.page.ts', text: 'let out = ""; out += "<p class=\'x\'>";', says: /html`…`/ },
    {
      path: 'src/cases/a.page.ts',
      text: "const list = ['<ul>', ...rows, '</ul>'].join('');",
      says: /html`…`/,
    },
    { path: 'src/cases/a.page.ts', text: "const list = '<ul>'.concat(rows);", says: /html`…`/ },
  ],
  passes: [
    { path: 'src/cases/a.page.ts', text: 'const row = html`<li>${name}</li>`;' },
    { path: 'src/pathway/charts/chart.ts', text: 'const shape = svg`<rect width="2"/>`;' },
    { path: 'src/cases/a.ts', text: "const sentence = 'fewer than <n> people' + place;" },
    { path: 'src/cases/a.test.ts', text: 'const row = `<li>${name}</li>`;' },
  ],
};

/** Put together with something else: by plus, a bare template with a hole, concat, or join. */
function isJoined(node: Node, parents: Node[]): boolean {
  if (node.type === 'TemplateElement') {
    const template = parents.at(-1);
    const holder = parents.at(-2);
    if (holder?.type === 'TaggedTemplateExpression') return !escaping.test(readDottedName(holder['tag']));
    return ((template?.['expressions'] as Node[] | undefined)?.length ?? 0) > 0;
  }
  const parent = parents.at(-1);
  if (parent?.type === 'BinaryExpression') return parent['operator'] === '+';
  if (parent?.type === 'AssignmentExpression') return parent['operator'] === '+=';
  if (parent?.type === 'MemberExpression')
    return isNode(parent['property']) && parent['property']['name'] === 'concat';
  const caller = parents.at(-2);
  return (
    parent?.type === 'ArrayExpression' && caller?.type === 'MemberExpression' && readKey(caller) === 'join'
  );
}

function readKey(member: Node): unknown {
  return isNode(member['property']) ? member['property']['name'] : undefined;
}

export const rawHtml: Rule = {
  name: 'no unescaped HTML outside src/platform',
  find(source) {
    if (!source.isCode || !/^src\/(?!platform\/)/.test(source.path) || source.path.endsWith('.test.ts'))
      return [];
    return source.tree().nodes.flatMap(({ node }) => {
      if (node.type !== 'ImportDeclaration') return [];
      const from = String((node['source'] as Node)['value']);
      const line = source.lineAt(node.start);
      if (from === 'hono/html')
        return [{ line, message: 'hono/html stands behind src/platform: import its html`…` from there' }];
      const names = (node['specifiers'] as Node[]).map((each) =>
        isNode(each['imported']) ? each['imported']['name'] : '',
      );
      if (!names.includes('raw')) return [];
      const message =
        'raw() prints what it is given unescaped: only src/platform may. For a drawing use its own svg`…`';
      return [{ line, message }];
    });
  },
  bites: [
    { path: 'src/cases/a.page.ts', text: "import { html } from 'hono/html';", says: /stands behind/ },
    {
      path: 'src/cases/a.page.ts',
      text: "import { html, raw } from '../platform/html.ts';",
      says: /unescaped/,
    },
  ],
  passes: [
    { path: 'src/platform/html.ts', text: "import { html, raw } from 'hono/html';" },
    { path: 'src/cases/a.page.ts', text: "import { html } from '../platform/html.ts';" },
  ],
};
