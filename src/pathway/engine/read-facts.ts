import type { Fact, Facts, Policy } from './policy.ts';

export type ReadFacts =
  | { readonly ok: true; readonly facts: Facts }
  | {
      readonly ok: false;
      readonly errors: readonly { readonly fact: string | null; readonly message: string }[];
    };

/**
 * Turns what somebody sent into facts: null and left out are unknown, a number becomes its band.
 * Anything else that the council's words do not have is an error in words; nothing is guessed or dropped.
 */
export function readFacts(policy: Policy, input: unknown): ReadFacts {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, errors: [{ fact: null, message: 'facts must be a map from a fact to its value' }] };
  }
  const facts: Record<string, string> = {};
  const errors: { fact: string; message: string }[] = [];
  for (const [id, given] of Object.entries(input)) {
    if (given === null) continue;
    const fact = policy.facts.find((known) => known.id === id);
    const read = fact === undefined ? refuseFact(policy, id) : readValue(fact, given);
    if (read.ok) facts[id] = read.value;
    else errors.push({ fact: id, message: read.message });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, facts };
}

type ReadValue = { ok: true; value: string } | { ok: false; message: string };

function refuseFact(policy: Policy, id: string): ReadValue {
  return { ok: false, message: `${quote(id)} is not a fact that ${policy.name} has` };
}

function readValue(fact: Fact, given: unknown): ReadValue {
  if (typeof given === 'boolean') {
    return { ok: false, message: `${fact.id} is ${given}: write "yes" or "no", never true or false` };
  }
  if (fact.number !== null && typeof given === 'number') return readNumber(fact, given);
  if (typeof given === 'string' && fact.values.some(({ id }) => id === given))
    return { ok: true, value: given };
  const allowed = fact.values.map(({ id }) => id).join(', ');
  return {
    ok: false,
    message: `${fact.id} cannot be ${quote(given)}; it is one of: ${allowed}, or null for unknown`,
  };
}

function readNumber(fact: Fact, given: number): ReadValue {
  const band = fact.number?.bands.find(({ from, below }) => given >= from && given < below);
  if (band !== undefined) return { ok: true, value: band.band };
  const [first] = fact.number?.bands ?? [];
  const range = `from ${first?.from} to below ${fact.number?.bands.at(-1)?.below} ${fact.number?.unit}`;
  return { ok: false, message: `${fact.id} cannot be ${given}: it goes ${range}` };
}

function quote(given: unknown): string {
  const text = JSON.stringify(given) ?? String(given);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
