import type { PackFiles } from '../load-pack.ts';
import type { YamlFile } from '../yaml-file.ts';

/** One name space in the handbooks as well: two councils that use one name say the same of it. */
export function checkSharedHandbooks(packs: readonly PackFiles[]): void {
  const first = new Map<string, { text: string; council: string }>();
  for (const { council, ...pack } of packs) {
    for (const { file, path, entry } of listNames(pack)) {
      const key = JSON.stringify([path.at(0), path.at(-1)]);
      const text = JSON.stringify(entry);
      const known = first.get(key);
      if (known === undefined) first.set(key, { text, council });
      else if (known.text !== text && known.council !== council)
        file.report(
          path,
          `${known.council} says something else of "${path.at(-1)}": say the same, or choose another name`,
        );
    }
  }
}

interface OwnName {
  readonly file: YamlFile;
  readonly path: readonly string[];
  readonly entry: unknown;
}

function listNames({ directory, signs }: Pick<PackFiles, 'directory' | 'signs'>): OwnName[] {
  const names: OwnName[] = [];
  const add = (file: YamlFile, path: readonly string[], entries: Readonly<Record<string, unknown>>) => {
    for (const [id, entry] of Object.entries(entries)) names.push({ file, path: [...path, id], entry });
  };
  if (directory !== null && directory.parsed !== null) {
    const { documents, places, services } = directory.parsed;
    add(directory, ['documents'], documents);
    add(directory, ['places'], places);
    add(directory, ['services'], services);
  }
  if (signs !== null && signs.parsed !== null) {
    for (const [kind, { signs: own }] of Object.entries(signs.parsed.kinds))
      add(signs, ['kinds', kind, 'signs'], own);
  }
  return names;
}
