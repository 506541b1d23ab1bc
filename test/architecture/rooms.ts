import { type Breach, isNode, type Node, readImports, type Source } from '../tidy/source.ts';
import { sliceOf } from './imports.ts';

const headings: readonly [RegExp, string][] = [
  [/what this is/i, 'What this is'],
  [/its words/i, 'Its words'],
  [/what it never does/i, 'What it never does'],
  [/clauses it carries out/i, 'The clauses it carries out'],
  [/read this file first/i, 'Read this file first'],
];

/** Slices whose README.md is missing, or lacks one of the five headings. The platform is no slice. */
export function findReadmeBreaches(sources: readonly Source[]): string[] {
  const slices = new Set(sources.filter(({ isCode }) => isCode).map(({ path }) => sliceOf(path)));
  return [...slices].flatMap((slice) => {
    if (slice === undefined || slice === 'platform') return [];
    const path = `src/${slice}/README.md`;
    const readme = sources.find((source) => source.path === path);
    if (readme === undefined)
      return [`${path} is missing: say in staff's words what the slice is (five headings)`];
    const found = readme.lines.filter((line) => /^#{2,3} /.test(line));
    return headings
      .filter(([pattern]) => !found.some((line) => pattern.test(line)))
      .map(([, heading]) => `${path} lacks the heading "## ${heading}"`);
  });
}

/** A page is a model, its HTML, and examples for the tests and the review; it reads no database. */
export function findPageBreaches(source: Source): Breach[] {
  if (!/^src\/.*\.page\.ts$/.test(source.path)) return [];
  const names = readExports(source);
  const breaches = ['model', 'html', 'examples']
    .filter((name) => !names.includes(name))
    .map((name) => ({
      line: 1,
      message: `a page exports model, html and examples; "${name}" is missing (or: export { draw as html })`,
    }));
  for (const { from, line, typeOnly } of readImports(source)) {
    if (typeOnly || !/\.(store|actions|routes)\.ts$/.test(from)) continue;
    breaches.push({
      line,
      message: `${from}: a page is pure; its route reads, and hands the rows to model()`,
    });
  }
  return breaches;
}

function readExports(source: Source): string[] {
  return (source.tree().program['body'] as Node[]).flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const declaration = statement['declaration'];
    const named = (statement['specifiers'] as Node[]).map((each) => nameOf(each['exported']));
    if (!isNode(declaration)) return named;
    if (declaration.type !== 'VariableDeclaration') return [nameOf(declaration['id'])];
    return (declaration['declarations'] as Node[]).map((each) => nameOf(each['id']));
  });
}

function nameOf(node: unknown): string {
  return isNode(node) ? String(node['name'] ?? node['value'] ?? '') : '';
}

/** A route says who may, and how the audit names it, beside its address and its handler. */
export function findRouteBreaches(source: Source): Breach[] {
  if (!source.isCode || !/^src\/(?!platform\/)/.test(source.path) || source.isTest) return [];
  const routes = source.tree().nodes.filter(({ node }) => isRoute(node));
  if (routes.length === 0 && source.path.endsWith('.routes.ts')) {
    const message = 'no route was found: defineRoute({ method, path, access, audit, handler })';
    return [{ line: 1, message }];
  }
  return routes.flatMap(({ node }) => {
    const line = source.lineAt(node.start);
    return [judgeAccess(node), judgeAudit(node)].flatMap((message) => (message ? [{ line, message }] : []));
  });
}

function judgeAccess(route: Node): string | undefined {
  if (readValue(route, 'access') !== undefined) return undefined;
  return "a route without access: name the rule of its *.access.ts, or openToAll('why anybody may see it')";
}

function judgeAudit(route: Node): string | undefined {
  const audit = readValue(route, 'audit');
  if (audit === undefined) {
    return "a route without audit: give its name as a whole literal, or none('why nobody is shown')";
  }
  if (!/^(TemplateLiteral|BinaryExpression)$/.test(audit.type)) return undefined;
  return "an audit name put together from parts cannot be searched for: write it whole ('referral.sent')";
}

function isRoute(node: Node): boolean {
  if (node.type !== 'ObjectExpression') return false;
  return readValue(node, 'method') !== undefined && readValue(node, 'path') !== undefined;
}

function readValue(object: Node, key: string): Node | undefined {
  const property = (object['properties'] as Node[]).find((each) => nameOf(each['key']) === key);
  return isNode(property?.['value']) ? property['value'] : undefined;
}

/** A front door shows rules, actions and pages; never a store, which would be read without its access. */
export function findOpenStores(source: Source): Breach[] {
  if (!/^src\/.*\/index\.ts$/.test(source.path) || source.path.startsWith('src/platform/')) return [];
  return readImports(source)
    .filter(({ from, typeOnly }) => from.endsWith('.store.ts') && !typeOnly)
    .map(({ line }) => ({
      line,
      message: "nobody imports another slice's store: show an action, or a SQL view",
    }));
}
