import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { readSource, type Source } from './source.ts';

/** The root of the repository, as an absolute path that ends in a slash. */
export const root = new URL('../../', import.meta.url).pathname;

/** A word of a policy pack, and the pack files that declare it. */
export interface PackWord {
  id: string;
  kind: 'fact' | 'action' | 'never' | 'service' | 'role';
  from: string;
}

/** What the rules need to know of the tree beside the file in hand. */
export interface House {
  /** Names by which a real council may be known: its folder and its `name`. */
  councils: string[];
  packWords: Map<string, PackWord>;
}

const skipped = new Set(['node_modules', '.git', 'data', '.rowan', 'test-output']);

/** Every file of the project that git keeps or would keep, as paths from the root with forward slashes. */
function listFiles(): string[] {
  if (!existsSync(join(root, '.git'))) return walk(root).sort();
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const present = listed
    .split('\0')
    .filter((path) => path !== '' && !isMade(path) && existsSync(join(root, path)));
  return [...new Set(present)].sort();
}

/** Made from other files by a script, and compared with them by a test of its own. */
function isMade(path: string): boolean {
  return /(^|\/)built\//.test(path);
}

/** For a copy of the project without its git folder (an archive that was unpacked). */
function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name) || entry.name.endsWith('.log')) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
  });
}

const textual =
  /\.(ts|js|mjs|cjs|css|scss|sql|md|ya?ml|json|jsonl|sh|html|svg|txt|csv)$|(^|\/)(\.ci\/run|\.npmrc|\.gitignore)$/;

/** The text files of the project, read. Binary files (pictures, documents) are left out. */
export function readHouseFiles(): Source[] {
  return listFiles()
    .filter((path) => textual.test(path))
    .map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
}

/** The councils and the words of the packs in `policies/`. With no packs yet, both are empty. */
export function readHouse(): House {
  const policies = join(root, 'policies');
  if (!existsSync(policies)) return { councils: [], packWords: new Map() };
  const folders = readdirSync(policies, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const councils: string[] = [];
  const packWords = new Map<string, PackWord>();
  collectWords(join(policies, 'core.yaml'), packWords);
  for (const folder of folders) {
    const path = join(policies, folder.name, 'words.yaml');
    if (!existsSync(path)) continue;
    const words = collectWords(path, packWords);
    councils.push(folder.name);
    if (typeof words['name'] === 'string') councils.push(words['name']);
  }
  return { councils, packWords };
}

function collectWords(path: string, into: Map<string, PackWord>): Record<string, unknown> {
  if (!existsSync(path)) return {};
  const read: unknown = parse(readFileSync(path, 'utf8'));
  if (typeof read !== 'object' || read === null) return {};
  const file = read as Record<string, unknown>;
  const from = relative(root, path).split(sep).join('/');
  const slots = (file['slots'] ?? {}) as Record<string, unknown>;
  for (const kind of ['fact', 'action', 'never', 'service', 'role'] as const) {
    for (const id of [...readIds(file[`${kind}s`]), ...readIds(slots[`${kind}s`])])
      if (!into.has(id)) into.set(id, { id, kind, from });
  }
  return file;
}

/** The ids of a section, which may be a map of ids, a list of ids, or a list of maps with an `id`. */
function readIds(section: unknown): string[] {
  if (Array.isArray(section))
    return section.flatMap((item) => (typeof item === 'string' ? [item] : readIds(item)));
  if (typeof section !== 'object' || section === null) return [];
  if ('id' in section && typeof section.id === 'string') return [section.id];
  return Object.keys(section);
}
