import { type DataKey, open, SealBroken, seal } from '../sealing.ts';
import { givingWay } from './key-stages.ts';
import type { Pair, SealedAgain, SealedRecords, SealedWords } from './sealed-records.ts';

const WORDS_AT_ONCE = 500;

/**
 * Seals again under the new keys whatever is sealed with the old ones, until nothing is.
 *
 * @param keys the new keys, which open what the old ones sealed
 * @returns those of whom words stay as they are, because they do not open
 */
export async function sealAgain(
  records: SealedRecords,
  pairs: readonly Pair[],
  keys: readonly DataKey[],
): Promise<ReadonlySet<string>> {
  const byOwner = new Map(keys.map((key) => [key.ownerId, key]));
  const ready = pairs.filter(({ ownerId, newKey }) => byOwner.get(ownerId)?.keyId === newKey);
  const broken = new Map<string, SealedWords>();
  for (;;) {
    const found = await records.listSealedWith(ready, WORDS_AT_ONCE + broken.size);
    const fresh = found.filter((words) => !broken.has(nameOf(words)));
    if (fresh.length === 0) break;
    for (const [ownerId, words] of Map.groupBy(fresh, ({ ownerId: id }) => id)) {
      const key = byOwner.get(ownerId) as DataKey;
      const again = words.flatMap((each) => sealOne(key, each) ?? []);
      const whole = new Set(again.map(nameOf));
      for (const each of words) if (!whole.has(nameOf(each))) broken.set(nameOf(each), each);
      await givingWay(() => records.replace(again));
    }
  }
  const unready = pairs.filter((pair) => !ready.includes(pair));
  return new Set([...broken.values(), ...unready].map(({ ownerId }) => ownerId));
}

function sealOne(key: DataKey, words: SealedWords): SealedAgain | undefined {
  try {
    return { ...words, after: seal(key, words.place, open(key, words.place, words.cipher)) };
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

function nameOf({ table, column, place, cipher }: SealedWords): string {
  return `${table}.${column}.${place.row}.${cipher.toString('base64')}`;
}
