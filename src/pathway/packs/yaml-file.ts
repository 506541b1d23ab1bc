import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import { readQuickly } from './quick-yaml.ts';

/** A mistake in a pack, as a policy owner will meet it. Line and column count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** A YAML file that was read, and where each of its parts stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly problems: Problem[];
  /** Notes a mistake at the part that a path leads to, or at the nearest part above it. */
  report(path: Path, message: string): void;
}

/**
 * Reads YAML 1.2, in which yes and no are words. What does not parse, every boolean, and every key that a
 * computer keeps for itself is a problem with its place.
 */
export function readYaml(file: string, text: string): YamlFile {
  const quick = readQuickly(text);
  return quick === undefined ? readCarefully(file, text) : knowingPlacesLater(file, text, quick);
}

/** Most files have no mistake, and nobody asks where in them something stands. */
function knowingPlacesLater(file: string, text: string, value: unknown): YamlFile {
  const problems: Problem[] = [];
  let careful: YamlFile | null = null;
  return {
    file,
    value,
    problems,
    report(path, message) {
      careful ??= readCarefully(file, text);
      careful.report(path, message);
      problems.push(...careful.problems.splice(0));
    },
  };
}

/** The reader that knows where each part of a file stands. */
export function readCarefully(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    uniqueKeys: true,
    prettyErrors: false,
  });
  const problems: Problem[] = [];
  const note = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line: Math.max(line, 1), column: Math.max(col, 1), message });
  };
  // What follows the first is mostly the parser losing its way.
  const [broken] = document.errors;
  if (broken !== undefined) note(broken.pos[0], explainBroken(broken, text));
  visit(document, {
    Alias: (_, node) =>
      note(node.range?.[0] ?? 0, 'write this out in full: what stands elsewhere is not followed by its *'),
    Scalar(key, node) {
      const message = key === 'key' ? refuseKey(node.value) : refuseValue(node.value);
      if (message !== null && node.range) note(node.range[0], message);
    },
  });
  return {
    file,
    value: problems.length === 0 ? document.toJS() : null,
    problems,
    report: (path, message) => note(findOffset(document.contents, path), message),
  };
}

function refuseValue(value: unknown): string | null {
  if (typeof value !== 'boolean') return null;
  return `${value} is refused: write yes or no, so that unknown stays a third answer`;
}

/** A key like `__proto__` would be dropped or misread further in. */
function refuseKey(value: unknown): string | null {
  if (typeof value === 'boolean') return refuseValue(value);
  return String(value) in Object.prototype
    ? `"${value}" is a name that computers keep for themselves: choose another`
    : null;
}

const brokenSentences: Partial<Record<YAMLError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'put the sentence in quotation marks, because it has a colon and a space in it',
  TAB_AS_INDENT: 'begin the line with spaces, never with a tab',
  BAD_INDENT: 'begin this line exactly below the first of those that it belongs to',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing after the key of this line, or the line begins too far left',
  MISSING_CHAR:
    'what is opened here, or just before, is never closed: a bracket, a colon or a quotation mark',
  BAD_SCALAR_START: 'put this in quotation marks, because of the sign that it begins with',
};

/** The place of the key that stands twice, or a sentence on what to do about text that does not parse. */
function explainBroken(error: YAMLError, text: string): string {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^["']?([^\s"':,{}]+)/.exec(text.slice(error.pos[0]))?.[1] ?? 'this key';
    return `"${key}" stands twice in one map: keep one of them`;
  }
  // A bracket that is left open is found where the next line begins too far left.
  const code = error.code === 'BAD_INDENT' && error.message.startsWith('Flow') ? 'MISSING_CHAR' : error.code;
  return `this cannot be read as YAML: ${brokenSentences[code] ?? error.message}`;
}

/**
 * Where the part at this path begins: its key where it has one, the nearest part above where it is missing.
 */
function findOffset(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined || !isPair(pair)) return offset;
      offset = rangeOf(pair.key) ?? offset;
      node = pair.value;
    } else if (hasItems(node)) {
      node = node.items[Number(key)];
      offset = rangeOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function hasItems(node: unknown): node is { items: unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items);
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  return node.range[0];
}

/** One line for a person: where, and what to do. */
export function describeProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}
