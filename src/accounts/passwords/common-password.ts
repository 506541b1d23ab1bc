/** What somebody who knows the council would try first. */
const OWN_WORDS = ['rowan', 'council', 'housing', 'homelessness', 'safeguarding', 'abuse', 'october'];

/** What is hard to guess up to here is hard to guess; more would take seconds to judge. */
const JUDGED = 64;

let judge: ReturnType<typeof prepare> | undefined;

/** The dictionary is large, and wanted seldom. */
async function prepare() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/**
 * Whether a password is one of the commonest, or is made of them, of keys beside each other, of dates, or of
 * words that somebody would try here first: 10,000 million guesses are too few.
 */
export async function isEasyToGuess(password: string, words: readonly string[]): Promise<boolean> {
  judge ??= prepare();
  const known = [...OWN_WORDS, ...words.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)])];
  const { guessesLog10 } = (await judge).check(password.slice(0, JUDGED), known.filter(Boolean));
  return guessesLog10 < 10;
}
