import { parseArgs } from 'node:util';
import { StartUpRefusal } from '../../platform/refusal.ts';
import { sayMoment } from '../../platform/say-time.ts';
import type { Ask } from '../asking.ts';
import { sealFolder } from '../seals/seal-folder.ts';
import { type OpenKey, readOpenKey, readSealKey, sealKeyFile } from '../seals/seal-key.ts';
import { openKeyOf, readExport, writeExport } from './export-folder.ts';
import { readDatabase } from './read-database.ts';
import { type Verdict, verifyAudit } from './verify.ts';
import { withFolder } from './with-folder.ts';

const usage = `rowan audit verify                     whether the audit of the database is whole
rowan audit verify <folder>            the same of an export, without the database
rowan audit export <folder>            writes the audit and its seals into a new folder

  --seals <folder>   seals that were copied elsewhere; else those in the data folder
  --key <file>       the public key that you keep; else the one that is beside what is verified
`;

export interface AuditCommandNeeds {
  readonly dataFolder: string;
  /** Opens the database as the worker, for as long as the work takes. */
  readonly withDatabase: <Value>(work: (ask: Ask) => Promise<Value>) => Promise<Value>;
  readonly say: (line: string) => void;
}

/**
 * @returns the exit status: 0 where all is as it was written, 1 where not, 2 where the command is not
 * understood
 */
export async function runAuditCommand(args: readonly string[], needs: AuditCommandNeeds): Promise<number> {
  const read = readArguments(args);
  if (read === undefined) {
    needs.say(usage.trimEnd());
    return 2;
  }
  const { command, folder, seals, key: keyFile } = read;
  const { dataFolder, withDatabase, say } = needs;
  if (command === 'export') {
    const key = findKey(keyFile, dataFolder);
    await withDatabase((ask) => writeExport(readDatabase(ask), key, folder ?? ''));
    say(`Exported into ${folder}. Its seals are signed by key ${key.name}.`);
    return 0;
  }
  const verdict =
    folder === undefined
      ? await verifyDatabase(needs, findKey(keyFile, dataFolder), seals ?? sealFolder(dataFolder))
      : await verifyExport(folder, readOpenKey(keyFile ?? openKeyOf(folder)), seals);
  return sayVerdict(verdict, say);
}

type Judged = Verdict & { readonly key: OpenKey };

function verifyDatabase({ withDatabase }: AuditCommandNeeds, key: OpenKey, seals: string): Promise<Judged> {
  return withDatabase(async (ask) => {
    const source = withFolder(readDatabase(ask), seals);
    const verdict = await verifyAudit(source, key);
    return { ...verdict, key, faults: [...source.differences, ...verdict.faults] };
  });
}

async function verifyExport(folder: string, key: OpenKey, seals: string | undefined): Promise<Judged> {
  const source = withFolder(readExport(folder), seals ?? folder);
  const verdict = await verifyAudit(source, key);
  return { ...verdict, key, faults: [...source.differences, ...verdict.faults] };
}

function sayVerdict(judged: Judged, say: AuditCommandNeeds['say']): number {
  const { faults, rows, chains, seals, newest, key } = judged;
  for (const { sentence } of faults) say(sentence);
  const count = `${rows} rows in ${sayCount(chains, 'chain')}, ${sayCount(seals, 'seal')}`;
  const until =
    newest === undefined
      ? 'Nothing is sealed yet.'
      : `Sealed until ${sayMoment(newest.madeAt)}, by key ${key.name}.`;
  say(
    faults.length === 0
      ? `As it was written: ${count}. ${until}`
      : `NOT as it was written: ${sayCount(faults.length, 'fault')} above, in ${count}. ${until}`,
  );
  return faults.length === 0 ? 0 : 1;
}

const sayCount = (count: number, what: string) => (count === 1 ? `1 ${what}` : `${count} ${what}s`);

function findKey(keyFile: string | undefined, dataFolder: string): OpenKey {
  if (keyFile !== undefined) return readOpenKey(keyFile);
  const own = readSealKey(sealKeyFile(dataFolder));
  if (own !== undefined) return own.open;
  throw new StartUpRefusal('There is no key of the audit’s seals here; name the public one with --key.');
}

interface Arguments {
  readonly command: 'verify' | 'export';
  readonly folder: string | undefined;
  readonly seals: string | undefined;
  readonly key: string | undefined;
}

function readArguments(args: readonly string[]): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { seals: { type: 'string' }, key: { type: 'string' } },
    });
    const [command, folder, ...more] = positionals;
    const isVerify = command === 'verify';
    if (more.length > 0 || !(isVerify || (command === 'export' && folder !== undefined))) return undefined;
    return { command: isVerify ? 'verify' : 'export', folder, seals: values.seals, key: values.key };
  } catch {
    return undefined;
  }
}
