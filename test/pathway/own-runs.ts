/** Every run of six words of a text, in small letters and without signs; names are taken out first. */
export function listRuns(text: string, names: readonly string[]): string[] {
  const bare = names.reduce((left, name) => left.replaceAll(name, ' | '), text);
  return bare.split('|').flatMap((part) => {
    const words = part
      .toLowerCase()
      .replaceAll(/[‘’]/g, "'")
      .match(/[a-z0-9']+/g);
    return (words ?? []).flatMap((_, index, all) => {
      const run = all.slice(index, index + 6);
      return run.length === 6 ? [run.join(' ')] : [];
    });
  });
}

/** Keys whose texts are names, places and numbers of documents. */
const ofDocuments =
  /^(id|clause|cites|where|document|council|label|foundAs|needs|places|web|email|question|phones)$/;

/** Every text that is ours, wherever it stands. */
export function listTexts(value: unknown, key = ''): string[] {
  if (ofDocuments.test(key)) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one) => listTexts(one));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => listTexts(one, name));
}
