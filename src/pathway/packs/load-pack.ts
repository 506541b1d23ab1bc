import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type FileText, type ParsedFile, parseFile } from './parse-file.ts';
import { directorySchema } from './schema/directory.schema.ts';
import { guidanceSchema } from './schema/guidance.schema.ts';
import { clausesSchema, questionsSchema } from './schema/register.schema.ts';
import { baselineSchema, invariantsSchema, rulesSchema } from './schema/rules.schema.ts';
import { signsSchema } from './schema/signs.schema.ts';
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
  /** The folder below earlier/ in which it stands, or null where it is the newest. */
  readonly earlier: string | null;
  readonly words: ReturnType<typeof readWords>;
  readonly rules: ReturnType<typeof readRules>;
  readonly invariants: ReturnType<typeof readInvariants>;
  readonly clauses: ReturnType<typeof readClauses>;
  readonly questions: ReturnType<typeof readQuestions>;
  /** What a pack may leave out is null. */
  readonly directory: ReturnType<typeof readDirectory> | null;
  readonly signs: ReturnType<typeof readSigns> | null;
  readonly guidance: ReturnType<typeof readGuidance> | null;
  /** The documents' lines, by their file's name in the pack. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Each file by its name in the pack, wherever the pack stands. */
  readonly texts: readonly FileText[];
}

const readCore = (from: FileText) => parseFile(coreSchema, from);
const readBaseline = (from: FileText) => parseFile(baselineSchema, from);
const readClauses = (from: FileText) => parseFile(clausesSchema, from);
const readWords = (from: FileText) => parseFile(wordsSchema, from);
const readRules = (from: FileText) => parseFile(rulesSchema, from);
const readInvariants = (from: FileText) => parseFile(invariantsSchema, from);
const readQuestions = (from: FileText) => parseFile(questionsSchema, from);
const readDirectory = (from: FileText) => parseFile(directorySchema, from);
const readSigns = (from: FileText) => parseFile(signsSchema, from);
const readGuidance = (from: FileText) => parseFile(guidanceSchema, from);

/** Core, baseline and the baseline's register. A file that is missing is a problem in its own name. */
export function readSharedFiles(root: string): SharedFiles {
  const core = readText(root, 'core.yaml');
  const baseline = readText(root, 'baseline.yaml');
  const clauses = readText(root, 'baseline-clauses.yaml');
  return {
    core: readCore(core),
    baseline: readBaseline(baseline),
    clauses: readClauses(clauses),
    texts: [core, baseline, clauses],
  };
}

const packNames = ['words.yaml', 'rules.yaml', 'invariants.yaml', 'clauses.yaml', 'questions.yaml'] as const;
const handbookNames = ['directory.yaml', 'signs.yaml', 'guidance.yaml'] as const;

/** Every folder of a council, and those of its earlier versions. Without a pack's file it is none. */
export function listPackFolders(root: string): string[] {
  return listFolders(root).flatMap((council) => [
    ...(holdsPack(root, council) ? [council] : []),
    ...listFolders(join(root, council, 'earlier')).map((version) => join(council, 'earlier', version)),
  ]);
}

function holdsPack(root: string, folder: string): boolean {
  return packNames.some((name) => existsSync(join(root, folder, name)));
}

function listFolders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** One pack. A file that is missing is a problem in its own name. */
export function readPackFiles(root: string, folder: string): PackFiles {
  const [words, rules, invariants, clauses, questions] = packNames.map((name) =>
    readText(root, join(folder, name)),
  ) as [FileText, FileText, FileText, FileText, FileText];
  const handbook = handbookNames.map((name) => readText(root, join(folder, name)));
  const [directory = null, signs = null, guidance = null] = handbook.map((one) =>
    one.text === null ? null : one,
  );
  const parsed = readWords(words);
  const sources = readSources(root, folder, parsed);
  const [council = folder, , earlier = null] = folder.split(/[\\/]/);
  return {
    council,
    folder,
    earlier,
    words: parsed,
    rules: readRules(rules),
    invariants: readInvariants(invariants),
    clauses: readClauses(clauses),
    questions: readQuestions(questions),
    directory: directory && readDirectory(directory),
    signs: signs && readSigns(signs),
    guidance: guidance && readGuidance(guidance),
    sources: new Map(sources.map(({ file, text }) => [file, text.replace(/\n$/, '').split('\n')])),
    texts: [
      ...[words, rules, invariants, clauses, questions].map(({ text }, index) => ({
        file: packNames[index] ?? '',
        text,
      })),
      ...handbook.flatMap(({ text }, index) =>
        text === null ? [] : [{ file: handbookNames[index] ?? '', text }],
      ),
      ...sources,
    ],
  };
}

function readSources(
  root: string,
  folder: string,
  words: ParsedFile<{ documents: { file: string }[] }>,
): { file: string; text: string }[] {
  const documents = words.parsed?.documents ?? [];
  return documents.flatMap(({ file }, index) => {
    const inside = !relative(join(root, folder), join(root, folder, file)).startsWith('..');
    const { text } = inside ? readText(root, join(folder, file)) : { text: null };
    if (text !== null) return [{ file, text }];
    words.report(['documents', index, 'file'], `there is no file "${file}" in the pack's folder`);
    return [];
  });
}

/** A checkout may end its lines in the way of its machine: that is no part of the text. */
function readText(root: string, name: string): FileText {
  const path = join(root, name);
  const file = name.replaceAll('\\', '/');
  const isThere = existsSync(path) && statSync(path).isFile();
  return { file, text: isThere ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : null };
}

/** SHA-256, as 64 hexadecimal digits, over the names and texts of all files that a policy stands on. */
export function hashFiles(texts: readonly FileText[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of texts.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    hash.update(JSON.stringify([file, text]));
  }
  return hash.digest('hex');
}
