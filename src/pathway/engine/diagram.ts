import type { Fact, Facts, Policy } from './policy.ts';
import { restrictRules } from './restrict.ts';
import { type ActionRules, settleAction } from './settle.ts';

/**
 * A reduced decision diagram over an action's own facts: a fact stands in it only where its answer changes the outcome.
 * Equal parts are one object, so that "do these differ?" is a comparison of references.
 */
interface Node {
  readonly id: number;
  /** Null at an outcome, where nothing is left to decide. */
  readonly fact: Fact | null;
  readonly children: readonly Node[];
  /** One bit for each fact that can still change the outcome from here on. */
  readonly support: bigint;
  /** Whether some way down from here ends undecided. */
  readonly open: boolean;
}

/** A bit for each fact, in the vocabulary's order. */
export function numberFacts(policy: Policy): ReadonlyMap<string, bigint> {
  return new Map(policy.facts.map((fact, index) => [fact.id, 1n << BigInt(index)]));
}

/** What an action's terms turn on: its strength, who, to, by and consent, and whether it stands at all. */
export function diagramTerms(policy: Policy, rules: ActionRules): (facts: Facts, known: bigint) => bigint {
  const nodes = makeNodes(numberFacts(policy));
  const root = expand(policy, rules, { terms: true, without: null }, nodes);
  return (facts, known) => narrow(root, facts, known, new Map(), nodes).support;
}

/**
 * What an action's standing turns on. A fact whose every answer lets it stand, each by another rule, counts as well: until
 * it is known, no single rule holds.
 */
export function diagramStanding(policy: Policy, rules: ActionRules): (facts: Facts, known: bigint) => bigint {
  const bits = numberFacts(policy);
  const nodes = makeNodes(bits);
  const root = expand(policy, rules, { terms: false, without: null }, nodes);
  const withheld = new Map<string, Node>();
  const staysOpen = (fact: string, facts: Facts, known: bigint) => {
    const left = withheld.get(fact) ?? expand(policy, rules, { terms: false, without: fact }, nodes);
    withheld.set(fact, left);
    return narrow(left, facts, known, new Map(), nodes).open;
  };
  return (facts, known) => {
    let support = narrow(root, facts, known, new Map(), nodes).support;
    for (const fact of restrictRules(rules, facts, false).facts) {
      const bit = bits.get(fact) ?? 0n;
      if ((support & bit) === 0n && staysOpen(fact, facts, known)) support |= bit;
    }
    return support;
  };
}

interface NodeFactory {
  outcome(name: string): Node;
  branch(fact: Fact, children: readonly Node[]): Node;
}

function makeNodes(bits: ReadonlyMap<string, bigint>): NodeFactory {
  const made = new Map<string, Node>();
  const makeOnce = (key: string, node: Omit<Node, 'id'>) => {
    const existing = made.get(key);
    if (existing !== undefined) return existing;
    const fresh = { id: made.size, ...node };
    made.set(key, fresh);
    return fresh;
  };
  return {
    outcome: (name) => makeOnce(`=${name}`, { fact: null, children: [], support: 0n, open: name === 'unknown' }),
    branch(fact, children) {
      const [first] = children;
      if (first !== undefined && children.every((child) => child === first)) return first;
      const below = children.reduce((support, child) => support | child.support, 0n);
      const support = below | (bits.get(fact.id) ?? 0n);
      const open = children.some((child) => child.open);
      return makeOnce(`${fact.id}?${children.map((child) => child.id).join()}`, { fact, children, support, open });
    },
  };
}

interface Expansion {
  /** Whether the terms matter, or the standing alone. */
  readonly terms: boolean;
  /** A fact that stays unknown all the way down. */
  readonly without: string | null;
}

/** From the top, one fact after another; what has the same rest is one node. */
function expand(policy: Policy, rules: ActionRules, { terms, without }: Expansion, nodes: NodeFactory): Node {
  const seen = new Map<string, Node>();
  const expandFrom = (facts: Facts): Node => {
    const rest = restrictRules(rules, facts, terms);
    const known = seen.get(rest.key);
    if (known !== undefined) return known;
    const fact = policy.facts.find(({ id }) => id !== without && rest.facts.has(id));
    const node =
      fact === undefined
        ? nodes.outcome(nameOutcome(rules, facts, terms))
        : nodes.branch(
            fact,
            fact.values.map(({ id }) => expandFrom({ ...facts, [fact.id]: id })),
          );
    seen.set(rest.key, node);
    return node;
  };
  return expandFrom({});
}

/** The order of services is for people: it makes no difference. */
function nameOutcome(rules: ActionRules, facts: Facts, terms: boolean): string {
  const settled = settleAction(rules, facts);
  if (!terms || settled.terms === null) return settled.standing;
  return JSON.stringify({ ...settled.terms, to: settled.terms.to.toSorted() });
}

/** The diagram under what is known. A part that looks at no known fact stands as it is. */
function narrow(node: Node, facts: Facts, known: bigint, done: Map<Node, Node>, nodes: NodeFactory): Node {
  if ((node.support & known) === 0n || node.fact === null) return node;
  const before = done.get(node);
  if (before !== undefined) return before;
  const { fact } = node;
  const value = facts[fact.id];
  const narrowed =
    value === undefined
      ? nodes.branch(
          fact,
          node.children.map((child) => narrow(child, facts, known, done, nodes)),
        )
      : narrow(chooseChild(node, fact, value), facts, known, done, nodes);
  done.set(node, narrowed);
  return narrowed;
}

function chooseChild(node: Node, fact: Fact, value: string): Node {
  const child = node.children[fact.values.findIndex(({ id }) => id === value)];
  if (child === undefined) throw new Error(`no value ${value} of ${fact.id}: facts are read before they come here`);
  return child;
}
