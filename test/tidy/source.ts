import { type Comment, parseSync } from 'oxc-parser';

/** A node of the syntax tree, loosely: each rule looks at the few kinds that it knows. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** A file of the project. The tree is parsed once, and only when a rule asks for it. */
export interface Source {
  path: string;
  text: string;
  lines: string[];
  isCode: boolean;
  isTest: boolean;
  tree(): Tree;
  /** The line, from 1, of a place in the text. */
  lineAt(offset: number): number;
}

export interface Tree {
  program: Node;
  comments: Comment[];
  /** Every node with the nodes it stands in, the nearest last. */
  nodes: { node: Node; parents: Node[] }[];
}

/** Something in a file that the house does not allow, and what to do instead. */
export interface Breach {
  line: number;
  message: string;
}

export function readSource(path: string, text: string): Source {
  let tree: Tree | undefined;
  const source: Source = {
    path,
    text,
    lines: text.split('\n'),
    isCode: /\.(ts|js|mjs|cjs)$/.test(path),
    isTest: path.startsWith('test/') || path.endsWith('.test.ts'),
    tree() {
      tree ??= parseTree(path, text);
      return tree;
    },
    lineAt(offset) {
      return text.slice(0, offset).split('\n').length;
    },
  };
  return source;
}

function parseTree(path: string, text: string): Tree {
  const result = parseSync(path, text, { preserveParens: false });
  const first = result.errors[0];
  if (first !== undefined) throw new Error(`${path} does not parse: ${first.message}`);
  const program = result.program as unknown as Node;
  const nodes: Tree['nodes'] = [];
  collectNodes(program, [], nodes);
  return { program, comments: result.comments, nodes };
}

function collectNodes(node: Node, parents: Node[], into: Tree['nodes']): void {
  into.push({ node, parents });
  const inside = [...parents, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) collectNodes(child, inside, into);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** The text of a call's or member's dotted name: `Date.now`, `process.env.HOME`; empty for anything else. */
export function readDottedName(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type === 'ChainExpression') return readDottedName(node['expression']);
  if (node.type !== 'MemberExpression') return '';
  const owner = readDottedName(node['object']);
  const key = node['property'];
  if (owner === '' || !isNode(key)) return '';
  if (node['computed'] !== true) return `${owner}.${String(key['name'])}`;
  return key.type === 'Literal' ? `${owner}.${String(key['value'])}` : '';
}

/** A piece of text that the program holds: a string, or one part of a template. */
export interface Piece {
  text: string;
  start: number;
  node: Node;
  parents: Node[];
}

/** Every string and template part, but for the addresses of imports. */
export function readPieces(source: Source): Piece[] {
  const pieces: Piece[] = [];
  for (const { node, parents } of source.tree().nodes) {
    const parent = parents.at(-1);
    if (parent !== undefined && /^(Import|Export(All|Named))/.test(parent.type)) continue;
    if (node.type === 'Literal' && typeof node['value'] === 'string') {
      pieces.push({ text: node['value'], start: node.start, node, parents });
    }
    if (node.type === 'TemplateElement') {
      const value = node['value'] as { cooked?: string | null; raw: string };
      pieces.push({ text: value.cooked ?? value.raw, start: node.start, node, parents });
    }
  }
  return pieces;
}

/** Where a file's real import and re-export statements lead, with the line; dynamic imports too. */
export function readImports(source: Source): { from: string; line: number; typeOnly: boolean }[] {
  const found: { from: string; line: number; typeOnly: boolean }[] = [];
  for (const { node } of source.tree().nodes) {
    if (!/^(Import(Declaration|Expression)|TSImportType|Export(All|Named)Declaration)$/.test(node.type))
      continue;
    const address = node['source'] ?? node['argument'];
    if (!isNode(address) || typeof address['value'] !== 'string') continue;
    const typeOnly =
      node['importKind'] === 'type' || node['exportKind'] === 'type' || node.type === 'TSImportType';
    found.push({ from: address['value'], line: source.lineAt(node.start), typeOnly });
  }
  return found;
}
