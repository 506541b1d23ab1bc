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
}

/** The unknown facts that could still change an outcome, in some completion of the other unknown facts. */
export type FindDeciding = (facts: Facts, known: bigint) => bigint;

/** A bit for each fact, in the vocabulary's order. */
export function numberFacts(policy: Policy): ReadonlyMap<string, bigint> {
  return new Map(policy.facts.map((fact, index) => [fact.id, 1n << BigInt(index)]));
}

/** Built once for each action; asked on every answer of a form. `terms`: its strength, who, to, by and consent as well. */
export function buildDiagram(policy: Policy, rules: ActionRules, terms: boolean): FindDeciding {
  const bits = numberFacts(policy);
  const factory = makeNodes(bits);
  const root = expand(policy, rules, terms, factory);
  return (facts, known) => narrow(root, facts, known, new Map(), factory).support;
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
    outcome: (name) => makeOnce(`=${name}`, { fact: null, children: [], support: 0n }),
    branch(fact, children) {
      const [first] = children;
      if (first !== undefined && children.every((child) => child === first)) return first;
      const below = children.reduce((support, child) => support | child.support, 0n);
      const support = below | (bits.get(fact.id) ?? 0n);
      return makeOnce(`${fact.id}?${children.map((child) => child.id).join()}`, { fact, children, support });
    },
  };
}

/** From the top, one fact after another; what has the same rest is one node. */
function expand(policy: Policy, rules: ActionRules, terms: boolean, nodes: NodeFactory): Node {
  const seen = new Map<string, Node>();
  const expandFrom = (facts: Facts): Node => {
    const rest = restrictRules(rules, facts, terms);
    const known = seen.get(rest.key);
    if (known !== undefined) return known;
    const fact = policy.facts.find(({ id }) => rest.facts.has(id));
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

function nameOutcome(rules: ActionRules, facts: Facts, terms: boolean): string {
  const settled = settleAction(rules, facts);
  return terms ? JSON.stringify(settled.terms) : settled.standing;
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
