import type { CompiledPack } from '../compile/policy.ts';
import type { PackFiles, SharedFiles } from '../load-pack.ts';
import { checkDirectory } from './check-directory.ts';
import { compileDirectory } from './compile-directory.ts';
import type { Directory, Handbook } from './handbook.ts';
import type { Registers } from './registers.ts';
import { checkGuidance, compileLanguage, compileSigns } from './signs-and-guidance.ts';

/** Reads what stands beside the rules; a pack may leave out each of the three. */
export function compileHandbook(
  files: PackFiles,
  shared: SharedFiles,
  compiled: CompiledPack,
  registers: Registers,
): Handbook {
  const signs = files.signs?.parsed ?? null;
  const guidance = files.guidance?.parsed ?? null;
  // In a register that could not be read, every clause would be missing.
  const isKnown = [shared.clauses, files.clauses].every(({ parsed }) => parsed !== null);
  if (!isKnown) return { directory: null, signs: [], guidance: [], language: [] };
  if (files.guidance !== null && guidance !== null)
    checkGuidance(files.guidance, guidance, compiled.lexicon, registers);
  return {
    directory: readDirectory(files, shared, compiled, registers),
    signs: files.signs !== null && signs !== null ? compileSigns(files.signs, signs, registers) : [],
    guidance: guidance?.guidance ?? [],
    language: guidance === null ? [] : compileLanguage(guidance, registers),
  };
}

function readDirectory(
  { directory: file, questions, words: wordsFile }: PackFiles,
  shared: SharedFiles,
  compiled: CompiledPack,
  registers: Registers,
): Directory | null {
  const text = file?.parsed ?? null;
  const core = shared.core.parsed;
  const words = wordsFile.parsed;
  if (file === null || text === null || core === null || words === null) return null;
  const scope = { core, words, registers, compiled };
  checkDirectory(file, text, questions, scope);
  return compileDirectory(file, text, scope);
}
