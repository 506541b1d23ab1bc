import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type ParsedFile, parseFile } from './parse-file.ts';
import { clausesSchema, questionsSchema } from './schema/register.schema.ts';
import { baselineSchema, invariantsSchema, rulesSchema } from './schema/rules.schema.ts';
import { coreSchema, wordsSchema } from './schema/words.schema.ts';

/** The files that every council's policy stands on. */
export interface SharedFiles {
  readonly core: ReturnType<typeof readCore>;
  readonly baseline: ReturnType<typeof readBaseline>;
  readonly clauses: ReturnType<typeof readClauses>;
  readonly texts: readonly FileText[];
}

/** One version of one council's policy, as files. */
export interface PackFiles {
  readonly council: string;
  readonly folder: string;
  readonly words: ReturnType<typeof readWords>;
  readonly rules: ReturnType<typeof readRules>;
  readonly invariants: ReturnType<typeof readInvariants>;
  readonly clauses: ReturnType<typeof readClauses>;
  readonly questions: ReturnType<typeof readQuestions>;
  /** The documents' lines, by their file's name in the pack. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly texts: readonly FileText[];
}

interface FileText {
  readonly file: string;
  readonly text: string;
}

const readCore = ({ file, text }: FileText) => parseFile(coreSchema, file, text);
const readBaseline = ({ file, text }: FileText) => parseFile(baselineSchema, file, text);
const readClauses = ({ file, text }: FileText) => parseFile(clausesSchema, file, text);
const readWords = ({ file, text }: FileText) => parseFile(wordsSchema, file, text);
const readRules = ({ file, text }: FileText) => parseFile(rulesSchema, file, text);
const readInvariants = ({ file, text }: FileText) => parseFile(invariantsSchema, file, text);
const readQuestions = ({ file, text }: FileText) => parseFile(questionsSchema, file, text);

/** @throws where a file is missing: there is no policy without it. */
export function readSharedFiles(root: string): SharedFiles {
  const [core, baseline, clauses] = ['core.yaml', 'baseline.yaml', 'baseline-clauses.yaml'].map((name) =>
    readText(root, name),
  );
  if (core === undefined || baseline === undefined || clauses === undefined)
    throw new Error('three files are named above');
  return {
    core: readCore(core),
    baseline: readBaseline(baseline),
    clauses: readClauses(clauses),
    texts: [core, baseline, clauses],
  };
}

/** Every folder of a council, and under it those of its earlier versions. */
export function listPackFolders(root: string): string[] {
  const folders = listFolders(root).filter((folder) => existsSync(join(root, folder, 'words.yaml')));
  return folders.flatMap((folder) => [
    folder,
    ...listFolders(join(root, folder, 'earlier')).map((version) => join(folder, 'earlier', version)),
  ]);
}

function listFolders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** @throws where a file is missing. */
export function readPackFiles(root: string, folder: string): PackFiles {
  const read = (name: string) => readText(root, join(folder, name));
  const words = read('words.yaml');
  const rules = read('rules.yaml');
  const invariants = read('invariants.yaml');
  const clauses = read('clauses.yaml');
  const questions = read('questions.yaml');
  const parsed = readWords(words);
  const sources = readSources(root, folder, parsed);
  return {
    council: folder.split(/[\\/]/)[0] ?? folder,
    folder,
    words: parsed,
    rules: readRules(rules),
    invariants: readInvariants(invariants),
    clauses: readClauses(clauses),
    questions: readQuestions(questions),
    sources: new Map(sources.map(({ file, text }) => [file, text.split(/\r?\n/)])),
    texts: [words, rules, invariants, clauses, questions, ...sources],
  };
}

function readSources(
  root: string,
  folder: string,
  words: ParsedFile<{ documents: { file: string }[] }>,
): FileText[] {
  const documents = words.parsed?.documents ?? [];
  return documents.flatMap(({ file }, index) => {
    const path = join(root, folder, file);
    const inside = !relative(join(root, folder), path).startsWith('..');
    if (inside && existsSync(path)) return [{ file, text: readFileSync(path, 'utf8') }];
    words.report(['documents', index, 'file'], `there is no file "${file}" in the pack`);
    return [];
  });
}

function readText(root: string, file: string): FileText {
  const path = join(root, file);
  if (!existsSync(path)) throw new MissingFileError(file);
  return { file: file.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') };
}

/** A file without which there is no policy. */
export class MissingFileError extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} is missing`);
    this.file = file;
  }
}

/** SHA-256, as 64 hexadecimal digits, over the names and texts of all files that a policy stands on. */
export function hashFiles(texts: readonly FileText[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of texts.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    hash.update(JSON.stringify([file, text]));
  }
  return hash.digest('hex');
}
