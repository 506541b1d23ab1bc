import { StartUpRefusal } from './refusal.ts';

/**
 * How much of a demonstration a first start makes where the database is the embedded one. Its password stands
 * in the repository, so where others can reach Rowan it has to be asked for.
 */
export function readDemonstration(
  publicOrigin: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): 'whole' | 'staff' | 'none' {
  const text = environment['DEMONSTRATION']?.trim();
  if (!text) return isPublic(publicOrigin) ? 'none' : 'whole';
  if (text === 'whole' || text === 'staff' || text === 'none') return text;
  throw new StartUpRefusal(
    `DEMONSTRATION is "${text}"; set it to whole, to staff or to none, or leave it out.`,
  );
}

/** Whether browsers reach Rowan from other machines: by its own address, or through a proxy on this one. */
export function isPublic(publicOrigin: string | undefined): boolean {
  return publicOrigin?.startsWith('https:') === true;
}
