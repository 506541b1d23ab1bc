import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';

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
 * Reads YAML 1.2, in which yes and no are words. What does not parse, and every boolean, is a problem with
 * its place.
 */
export function readYaml(file: string, text: string): YamlFile {
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
    problems.push({ file, line, column: col, message });
  };
  for (const error of document.errors)
    note(error.pos[0], `this is not YAML that can be read: ${error.message}`);
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'boolean' || !node.range) return;
      note(node.range[0], `${node.value} is refused: write yes or no, so that unknown stays a third answer`);
    },
  });
  const value = document.errors.length === 0 ? document.toJS({ maxAliasCount: 20 }) : null;
  return {
    file,
    value,
    problems,
    report: (path, message) => note(findOffset(document.contents, path), message),
  };
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
