import type { Rule } from './rule.ts';
import { isNode, type Node, readDottedName } from './source.ts';

interface Ban {
  /** The dotted name of a call or member. */
  name: RegExp;
  instead: string;
  /** The one place that may: it wraps the thing for everybody else. */
  except: RegExp;
  /** Only files that match are looked at. */
  within: RegExp;
  /** Only calls are banned, not the mere name. */
  callsOnly?: boolean;
}

const src = /^src\//;
const slices = /^src\/(?!platform\/|[^/]+\.ts$)/;
const everywhere = /./;
const nowhere = /^$/;

const clock =
  'the clock that is passed in (src/platform/clock.ts): a test must be able to say what day it is';
const chance = 'src/platform/ids.ts: ids and secrets come from one place, and never from a weak source';
const pages = 'the html`…` template of src/platform, which escapes what it is given';

const bans: Ban[] = [
  { name: /^Date\.now$/, instead: clock, within: src, except: /^src\/platform\/clock\.ts$/ },
  { name: /^Date$/, instead: clock, within: src, except: /^src\/platform\/clock\.ts$/, callsOnly: true },
  { name: /^performance\.now$/, instead: clock, within: slices, except: nowhere },
  { name: /^Temporal\.Now(\.|$)/, instead: clock, within: src, except: /^src\/platform\/clock\.ts$/ },
  { name: /^Math\.random$/, instead: chance, within: everywhere, except: nowhere },
  {
    name: /^console\.\w+$/,
    instead:
      'the log of src/platform/log.ts, which leaves personal words out; a command writes to process.stdout',
    within: src,
    except: /^src\/platform\/log\.ts$/,
  },
  {
    name: /^JSON\.parse$/,
    instead:
      'readJson of src/platform/json.ts: it takes a zod schema, and an unreadable text is an error in words',
    within: src,
    except: /^src\/platform\/json\.ts$|\.test\.ts$/,
  },
  {
    name: /^process\.env(\.|$)/,
    instead: 'the settings that src/platform/config.ts read and checked at start-up',
    within: src,
    except: /^src\/platform\/config[^/]*\.ts$|\.test\.ts$/,
  },
  {
    name: /^(globalThis\.)?(setTimeout|setInterval)$/,
    instead: 'a job (src/platform/jobs): what waits in memory is lost with the process',
    within: slices,
    except: /\.test\.ts$|\.browser\.(ts|js)$/,
    callsOnly: true,
  },
  {
    name: /\.(innerHTML|outerHTML)$/,
    instead: `textContent, or ${pages}`,
    within: everywhere,
    except: nowhere,
  },
  { name: /\.insertAdjacentHTML$/, instead: `textContent, or ${pages}`, within: everywhere, except: nowhere },
  { name: /^document\.write(ln)?$/, instead: pages, within: everywhere, except: nowhere },
  {
    name: /^(eval|Function)$/,
    instead: 'code that is written down',
    within: src,
    except: nowhere,
    callsOnly: true,
  },
];

/** The text of a page that runs in a browser has no config, no log and no jobs of ours. */
const browserScript =
  /^src\/.*(\.browser\.(ts|js)|\.client\.(ts|js)|\/(assets|public|browser)\/[^/]+\.(ts|js|mjs))$/;

export const bannedCalls: Rule = {
  name: 'banned calls, each with what to use instead',
  find(source) {
    if (!source.isCode) return [];
    return source.tree().nodes.flatMap(({ node, parents }) => {
      const parent = parents.at(-1);
      const dotted = nameOf(node, parent);
      if (dotted === undefined)
        return isBareDate(node) ? banBareDate(source.path, source.lineAt(node.start)) : [];
      const ban = bans.find((each) => applies(each, dotted, source.path, node, parent));
      if (ban === undefined || isInnerPart(ban, node, parent)) return [];
      return [{ line: source.lineAt(node.start), message: `${dotted}: use instead ${ban.instead}` }];
    });
  },
  bites: [
    { path: 'src/cases/a.rules.ts', text: 'const now = Date.now();', says: /clock that is passed in/ },
    { path: 'src/cases/a.rules.ts', text: 'const now = Date["now"]();', says: /clock/ },
    { path: 'src/cases/a.rules.ts', text: 'const now = new Date();', says: /clock/ },
    { path: 'src/cases/a.rules.ts', text: 'const now = Date();', says: /clock/ },
    { path: 'src/cases/a.rules.ts', text: 'items.sort(Math.random);', says: /ids\.ts/ },
    { path: 'src/cases/a.ts', text: 'console.log(name);', says: /log\.ts/ },
    { path: 'src/cases/a.forms.ts', text: 'const body = JSON.parse(text);', says: /readJson/ },
    { path: 'src/cases/a.ts', text: 'const url = process.env.DATABASE_URL;', says: /config\.ts/ },
    { path: 'src/cases/a.ts', text: 'const { HOST } = process.env;', says: /config\.ts/ },
    { path: 'src/cases/a.ts', text: 'setTimeout(send, 1000);', says: /a job/ },
    { path: 'src/platform/hide.browser.ts', text: 'box.innerHTML = text;', says: /textContent/ },
    {
      path: 'src/platform/a.ts',
      text: 'page!.list?.insertAdjacentHTML("beforeend", text);',
      says: /textContent/,
    },
  ],
  passes: [
    { path: 'src/platform/clock.ts', text: 'export const now = () => new Date();' },
    { path: 'src/cases/a.rules.ts', text: 'const due = new Date(report); // Date.now() is not for us' },
    { path: 'src/platform/config.ts', text: 'const host = process.env.HOST;' },
    { path: 'src/platform/jobs.ts', text: 'setTimeout(wake, 1000);' },
    { path: 'script/check.ts', text: 'console.log("types: in order");' },
    { path: 'src/cases/a.ts', text: "const sentence = 'Date.now is not for us';" },
    { path: 'src/cases/a.ts', text: 'function console() {} const text = row.console;' },
  ],
};

/** The name to judge: a whole dotted name, once; or a bare global. */
function nameOf(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === 'MemberExpression') {
    const dotted = readDottedName(node);
    if (dotted !== '') return dotted;
    const key = node['property'];
    return isNode(key) && key.type === 'Identifier' && node['computed'] !== true
      ? `….${String(key['name'])}`
      : undefined;
  }
  const isCallee = parent?.type === 'CallExpression' && parent['callee'] === node;
  return node.type === 'Identifier' && isCallee ? String(node['name']) : undefined;
}

/** `process.env` inside `process.env.HOST`: the whole name is told, once. */
function isInnerPart(ban: Ban, node: Node, parent: Node | undefined): boolean {
  if (parent?.type !== 'MemberExpression' || parent['object'] !== node) return false;
  return ban.name.test(readDottedName(parent));
}

function applies(ban: Ban, dotted: string, path: string, node: Node, parent: Node | undefined): boolean {
  if (!ban.name.test(dotted) || !ban.within.test(path) || ban.except.test(path)) return false;
  if (browserScript.test(path) && ban.name.source.match(/process|console|setTimeout|JSON|Date|performance/))
    return false;
  const isCallee = parent?.type === 'CallExpression' && parent['callee'] === node;
  return ban.callsOnly !== true || isCallee;
}

/** `new Date()` without an argument, and `Date()`, read the clock. */
function isBareDate(node: Node): boolean {
  if (node.type !== 'NewExpression') return false;
  return readDottedName(node['callee']) === 'Date' && (node['arguments'] as Node[]).length === 0;
}

function banBareDate(path: string, line: number): { line: number; message: string }[] {
  if (!src.test(path) || path === 'src/platform/clock.ts' || browserScript.test(path)) return [];
  return [{ line, message: `new Date(): use instead ${clock}` }];
}
