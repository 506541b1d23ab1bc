import { posix } from 'node:path';
import { type Breach, readImports, type Source } from '../tidy/source.ts';
import { pathwayPlatform, pathwayRooms, walls, wrapped } from './walls.ts';

/** What the walls say of one file: every import that goes through one. */
export function findWallBreaches(source: Source): Breach[] {
  if (!source.isCode || !source.path.startsWith('src/')) return [];
  return readImports(source).flatMap(({ from, line }) => {
    const message = from.startsWith('.')
      ? judgeFile(source, resolve(source, from))
      : judgePackage(source, from);
    return message === undefined ? [] : [{ line, message }];
  });
}

function judgeFile(source: Source, to: string): string | undefined {
  const isTest = source.path.endsWith('.test.ts');
  if (!to.startsWith('src/')) {
    return isTest || to === 'package.json'
      ? undefined
      : `${to}: the program may not need what only tests and scripts have`;
  }
  const own = sliceOf(source.path);
  const other = sliceOf(to);
  if (other === undefined) {
    if (own === undefined || isTest) return undefined;
    return `${to} starts the program; it imports the slices, and no slice imports it`;
  }
  if (own === other) return own === 'pathway' ? judgePathwayRoom(source, to, isTest) : undefined;
  return judgeDoor(to, other) ?? (own === undefined ? undefined : judgeWall(own, other, to, isTest));
}

/** Another slice is entered by its front door. The platform has one door a part, the pathway one a room. */
function judgeDoor(to: string, other: string): string | undefined {
  if (to === `src/${other}/index.ts`) return undefined;
  if (other === 'platform' && /^src\/platform\/([^/]+|[^/]+\/index)\.ts$/.test(to)) return undefined;
  if (/^src\/pathway\/[^/]+\/index\.ts$/.test(to)) return undefined;
  // Pure rules may import nothing that is not, and an index.ts rarely is.
  if (/^src\/advice\/[^/]+\.rules\.ts$/.test(to)) return undefined;
  const door = other === 'platform' ? 'src/platform/<part>/index.ts' : `src/${other}/index.ts`;
  return `${to} is a room of ${other}: go through its front door, ${door}, or ask there for what is missing`;
}

function judgeWall(own: string, other: string, to: string, isTest: boolean): string | undefined {
  const row = walls.find(({ slice }) => slice === own);
  if (row === undefined) {
    return `${own}/ has no row in the table of walls: add it to test/architecture/walls.ts`;
  }
  if (own === 'pathway' && !isTest && other === 'platform' && !pathwayPlatform.test(to)) {
    return `${to}: the pathway knows no database, no server and no settings; pass in what it needs`;
  }
  if (row.mayImport.includes(other)) return undefined;
  if (walls.find(({ slice }) => slice === other)?.edge === true) {
    return `${own} → ${other}: ${other} is an edge, which nobody imports; move what both need down`;
  }
  // A story may set its scene with any slice's actions; the program may not.
  if (isTest) return undefined;
  const allowed = row.mayImport.length === 0 ? 'no slice' : row.mayImport.join(', ');
  return `${own} → ${other}: ${own} may import ${allowed}. Turn the need round, or say why in the table`;
}

function judgePathwayRoom(source: Source, to: string, isTest: boolean): string | undefined {
  const own = roomOf(source.path);
  const other = roomOf(to);
  const allowed = pathwayRooms[own];
  if (isTest || own === other || allowed === undefined || allowed.includes(other)) return undefined;
  const kept =
    own === 'engine'
      ? 'the engine is pure: it reads no file and knows no pack format'
      : 'turn the need round';
  return `src/pathway/${own}/ → ${to}: ${own} may import ${allowed.join(', ') || 'nothing'}; ${kept}`;
}

function judgePackage(source: Source, from: string): string | undefined {
  const isEngine = source.path.startsWith('src/pathway/engine/') && !source.path.endsWith('.test.ts');
  if (isEngine)
    return `${from}: the engine imports nothing but itself, so that its answer depends on the facts alone`;
  if (source.path.endsWith('.rules.ts'))
    return `${from}: rules are pure; read and write in the action that calls them`;
  const wrap = wrapped.find((each) => each.package.test(from) && !each.only.test(source.path));
  return wrap === undefined ? undefined : `${from}: use instead ${wrap.instead}`;
}

/** Files that import each other in a ring, each ring as one line. Imports of types alone make no ring. */
export function findCycles(sources: readonly Source[]): string[] {
  const graph = new Map<string, string[]>();
  for (const source of sources) {
    if (!source.isCode || !source.path.startsWith('src/')) continue;
    const inner = readImports(source).filter(({ from, typeOnly }) => from.startsWith('.') && !typeOnly);
    graph.set(
      source.path,
      inner.map(({ from }) => resolve(source, from)),
    );
  }
  const rings: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) rings.push([...way.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return rings;
}

/** Rows that name a row which does not stand above them, or stand twice. */
export function findTableBreaches(table: typeof walls): string[] {
  const above = new Set<string>();
  const breaches: string[] = [];
  for (const { slice, mayImport } of table) {
    if (above.has(slice)) breaches.push(`${slice} has two rows`);
    for (const other of mayImport) {
      if (!above.has(other))
        breaches.push(
          `${slice} may import ${other}, which does not stand above it: that could become a cycle`,
        );
    }
    above.add(slice);
  }
  return breaches;
}

function resolve(source: Source, from: string): string {
  return posix.normalize(posix.join(posix.dirname(source.path), from));
}

/** `cases` for src/cases/…; undefined for the start-up files, which stand in src itself. */
export function sliceOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

function roomOf(path: string): string {
  return /^src\/pathway\/([^/]+)\//.exec(path)?.[1] ?? 'index';
}
