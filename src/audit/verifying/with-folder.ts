import { listSeals, readSeal } from '../seals/seal-folder.ts';
import { type Seal, writeHead } from '../seals/seal-note.ts';
import type { AuditSource, Fault } from './stored.ts';

/** An audit whose seals were exported, too: what stands in the folder is believed before the database. */
export interface ComparedSource extends AuditSource {
  /** How the two differ; known once the seals have been read. */
  readonly differences: readonly Fault[];
}

export function withFolder(source: AuditSource, folder: string): ComparedSource {
  const differences: Fault[] = [];
  const say = (at: number, sentence: string) => differences.push({ kind: 'seal', at, sentence });
  return {
    differences,
    rows: () => source.rows(),
    seals: async function* () {
      const files = listSeals(folder);
      let last = 0;
      for await (const seal of source.seals()) {
        last = seal.number;
        const exported = readExported(files, seal.number);
        if (exported !== undefined && write(exported) !== write(seal))
          say(seal.number, `Seal ${seal.number} is not what was exported.`);
        yield exported ?? seal;
      }
      const newer = [...files.keys()].filter((number) => number > last).sort((one, other) => one - other);
      const [first] = newer;
      if (first !== undefined)
        say(
          first,
          `Seals ${first} to ${newer.at(-1)} were exported, and the database has not got them: ` +
            'it was put back to an earlier state, or they were removed.',
        );
      for (const number of newer) yield readExported(files, number) ?? { number, note: '', heads: [] };
    },
  };
}

function readExported(files: ReadonlyMap<number, string>, number: number): Seal | undefined {
  const file = files.get(number);
  return file === undefined ? undefined : (readSeal(number, file) ?? { number, note: '', heads: [] });
}

const write = ({ note, heads }: Seal): string => [note, ...heads.map(writeHead)].join('\n');
