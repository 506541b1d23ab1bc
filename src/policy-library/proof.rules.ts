/** What is known of the proofs of one policy. */
export type ProofState =
  | { readonly kind: 'done'; readonly proof: Proof }
  | { readonly kind: 'proving' }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'away' };

export interface Proof {
  readonly finished: Date;
  readonly proved: number;
  readonly failed: number;
  readonly enumerated: number;
  readonly agreed: boolean;
  readonly failures: readonly string[];
  readonly seconds: number;
}

/** "Proved", "proved but for …", "being proved now": in a sentence, and whether somebody has to look. */
export interface ProofInWords {
  readonly says: string;
  readonly needsLook: boolean;
}

export function describeProof(state: ProofState, situations: bigint): ProofInWords {
  switch (state.kind) {
    case 'proving':
      return { says: 'Being proved now. Load this page again in a minute.', needsLook: false };
    case 'not-yet':
      return { says: 'Not yet proved.', needsLook: true };
    case 'away':
      return {
        says: 'The database does not answer, so that the last proof cannot be shown.',
        needsLook: false,
      };
    case 'done':
      return describeFinished(state.proof, situations);
  }
}

function describeFinished(proof: Proof, situations: bigint): ProofInWords {
  const { proved, failed, failures, agreed } = proof;
  const when = describeMoment(proof.finished);
  if (!agreed)
    return { says: `The two ways of proving disagree (${when}): one of them is wrong.`, needsLook: true };
  if (failed > 0)
    return {
      says: `${failed} of the ${proved + failed} that must always hold do not (${when}).`,
      needsLook: true,
    };
  if (failures.length > 0) {
    const few =
      failures.length === 1 ? 'one check of the rules fails' : `${failures.length} checks of the rules fail`;
    return { says: `All ${proved} hold, but ${few} (${when}).`, needsLook: true };
  }
  const over = `over ${describeLarge(situations)} situations`;
  return {
    says: `All ${proved} that must always hold are proved, ${over}. Last proved ${when}.`,
    needsLook: false,
  };
}

/** Whether an invariant held, as far as the last proof says. */
export function judgeInvariant(name: string, state: ProofState): 'holds' | 'fails' | 'unknown' {
  if (state.kind !== 'done') return 'unknown';
  return state.proof.failures.some((sentence) => sentence.includes(`"${name}"`)) ? 'fails' : 'holds';
}

/** How many situations there are: each fact has its values, or is not known. */
export function countSituations(facts: readonly { readonly values: readonly unknown[] }[]): bigint {
  return facts.reduce((product, { values }) => product * BigInt(values.length + 1), 1n);
}

const thousands = ['', 'thousand', 'million', 'billion', 'trillion'];

/** Three figures and a word: "about 4.12 million"; above a trillion, "about 4.12 million trillion". */
export function describeLarge(number: bigint): string {
  if (number < 10_000n) return String(number);
  const group = Math.floor((String(number).length - 1) / 3);
  const figures = String(Number((Number(number) / 1000 ** group).toPrecision(3)));
  const top = thousands.length - 1;
  const words =
    group <= top ? [thousands[group]] : [thousands[group - top] ?? 'many trillion', thousands[top]];
  return `about ${figures} ${words.join(' ')}`;
}

const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** "22 November 2026 at 3:40pm". */
function describeMoment(at: Date): string {
  return moment.format(at).replace(/\s([ap]m)$/, '$1');
}
