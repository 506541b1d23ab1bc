import type { OpenKey } from '../seals/seal-key.ts';
import type { NoteWords } from '../seals/seal-note.ts';
import { ChainJudge, type Sealed } from './judge-chain.ts';
import { judgeSeals } from './judge-seals.ts';
import type { AuditSource, Fault } from './stored.ts';

export interface Verdict {
  /** The first of each chain, and every one of the seals. */
  readonly faults: readonly Fault[];
  readonly rows: number;
  readonly chains: number;
  readonly seals: number;
  readonly newest: NoteWords | undefined;
}

/** Reads the whole of an audit and says what is not as it was written. */
export async function verifyAudit(source: AuditSource, key: OpenKey): Promise<Verdict> {
  const { sealed, faults: ofSeals, count: seals, newest } = await judgeSeals(source.seals(), key);
  const faults: Fault[] = [...ofSeals];
  const unseen = new Set(sealed.places.keys());
  let judge: ChainJudge | undefined;
  let current = '';
  let [rows, chains] = [0, 0];
  const settle = () => faults.push(...[judge?.end()].filter((fault) => fault !== undefined));
  for await (const row of source.rows()) {
    if (row.chain !== current) {
      settle();
      judge = new ChainJudge(row.chain, sealed);
      current = row.chain;
      chains += 1;
      if (!unseen.delete(row.chain) && sealed.places.has(row.chain)) faults.push(sayTwice(row.chain));
    }
    judge?.take(row);
    if (row.event !== null) rows += 1;
  }
  settle();
  for (const chain of unseen) faults.push(sayGone(chain, sealed));
  return { faults, rows, chains, seals, newest };
}

/** Neither a row nor a head is left of what was sealed. */
function sayGone(chain: string, { places }: Sealed): Fault {
  const seen = places.get(chain)?.at(-1);
  const words = `all its rows, ${seen?.seq} of them by seal ${seen?.number}, were removed`;
  const sentence = `The chain ${chain}: ${words}.`;
  return { kind: 'truncated', chain, at: 1, sentence };
}

function sayTwice(chain: string): Fault {
  return { kind: 'put in', chain, at: 1, sentence: `The chain ${chain} stands in two pieces.` };
}
