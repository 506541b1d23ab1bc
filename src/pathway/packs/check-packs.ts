import type { PackFiles } from './load-pack.ts';

const sharedKinds = ['services', 'roles', 'facts', 'actions', 'nevers', 'timings', 'bases'] as const;

/** One name space: two councils that use one name say the same of it. */
export function checkSharedNames(packs: readonly PackFiles[]): void {
  const first = new Map<string, { text: string; council: string }>();
  for (const { words, council } of packs) {
    for (const { path, entry } of listOwnNames(words)) {
      const key = path.join('/');
      const text = JSON.stringify(entry);
      const known = first.get(key);
      if (known === undefined) first.set(key, { text, council });
      else if (known.text !== text && known.council !== council) {
        const message = `${known.council} says something else of "${path.at(-1)}"`;
        words.report(path, `${message}: say the same, or choose another name`);
      }
    }
  }
}

function listOwnNames({ parsed }: PackFiles['words']): { path: string[]; entry: unknown }[] {
  if (parsed === null) return [];
  const declared = sharedKinds.flatMap((kind) =>
    Object.entries(parsed[kind]).map(([id, entry]) => ({ path: [kind, id], entry })),
  );
  const values = Object.entries(parsed.values).flatMap(([fact, own]) =>
    Object.entries(own).map(([id, entry]) => ({ path: ['values', fact, id], entry })),
  );
  return [...declared, ...values];
}

/** A day has one version of a council's policy at most, and a version one name. */
export function checkVersions(packs: readonly PackFiles[]): void {
  packs.forEach((pack, index) => {
    const { words, earlier } = pack;
    const own = words.parsed;
    if (own === null) return;
    if (earlier !== null && own.version !== earlier)
      words.report(['version'], `the folder is called "${earlier}", and the version "${own.version}"`);
    const until = own['in-force'].to;
    if (until !== undefined && until < own['in-force'].from)
      words.report(
        ['in-force', 'to'],
        `the version ends on ${until}, before it begins on ${own['in-force'].from}`,
      );
    for (const other of packs.slice(0, index)) checkOverlap(pack, other);
  });
}

function checkOverlap(pack: PackFiles, other: PackFiles): void {
  const own = pack.words.parsed;
  const theirs = other.words.parsed;
  if (own === null || theirs === null || pack.council !== other.council) return;
  if (own.version === theirs.version)
    pack.words.report(
      ['version'],
      `two versions are called "${own.version}": ${other.words.file} is the other`,
    );
  const [a, b] = [own['in-force'], theirs['in-force']];
  const apart = (a.to !== undefined && a.to < b.from) || (b.to !== undefined && b.to < a.from);
  if (apart) return;
  const day = a.from > b.from ? a.from : b.from;
  pack.words.report(
    ['in-force'],
    `two versions are in force on ${day}: this one and "${theirs.version}" (${other.words.file}); ` +
      'end one the day before',
  );
}
