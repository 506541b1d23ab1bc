import type { Fact, Facts, Policy } from './policy.ts';
import { restrictRules } from './restrict.ts';
import { type ActionRules, settleAction } from './settle.ts';

/**
 * A reduced decision diagram over an action's own facts: a fact stands in it only where its answer changes
 * the outcome. Equal parts are one object, so that "do these differ?" is a comparison of references.
 */
interface Node {
  readonly id: number;
  /** The place of the fact among the action's own; -1 at an outcome, where nothing is left to decide. */
  readonly fact: number;
  readonly children: readonly Node[];
  /** One bit for each of the action's own facts that can still change the outcome from here on. */
  readonly support: number;
  /** Whether some way down from here ends undecided. */
  readonly open: boolean;
}

/** Which unknown facts an outcome still turns on, in the vocabulary's order. */
export type FindDeciding = (facts: Facts) => readonly string[];

/** As many facts as one action may turn on: each has a bit of a 32-bit integer. */
const mostFactsOfAnAction = 31;

/**
 * What an action's terms turn on: its strength, who, to, by and consent, and whether it stands at all. A
 * fact is named where it could still change them in some completion of the other unknown facts.
 */
export function diagramTerms(policy: Policy, rules: ActionRules): FindDeciding {
  const own = listOwnFacts(policy, rules, true);
  const nodes = makeNodes();
  const draw = makeOnce(() => expand(own, rules, { terms: true, without: null }, nodes));
  return (facts) => {
    const support = narrow(draw(), own, facts, findKnown(own, facts), nodes.above()).support;
    return support === 0 ? [] : nameFacts(own, support);
  };
}

/**
 * What an action's standing turns on. A fact whose every answer lets it stand, each by another rule, counts
 * as well: until it is known, no single rule holds.
 */
export function diagramStanding(policy: Policy, rules: ActionRules): FindDeciding {
  const own = listOwnFacts(policy, rules, false);
  const nodes = makeNodes();
  const draw = makeOnce(() => ({
    root: expand(own, rules, { terms: false, without: null }, nodes),
    withheld: own
      .map((fact, index) => ({ index, root: expand(own, rules, { terms: false, without: fact }, nodes) }))
      .filter((held) => held.root.open),
  }));
  return (facts) => {
    const { root, withheld } = draw();
    const known = findKnown(own, facts);
    const more = nodes.above();
    let support = narrow(root, own, facts, known, more).support;
    for (const held of withheld) {
      const bit = 1 << held.index;
      if (((support | known) & bit) === 0 && narrow(held.root, own, facts, known, more).open) support |= bit;
    }
    return nameFacts(own, support);
  };
}

/** Most situations ask about a few actions alone: a diagram is drawn when it is first looked at. */
function makeOnce<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

function listOwnFacts(policy: Policy, rules: ActionRules, terms: boolean): readonly Fact[] {
  const mentioned = restrictRules(rules, {}, terms).facts;
  const own = policy.facts.filter(({ id }) => mentioned.has(id));
  if (own.length > mostFactsOfAnAction)
    throw new Error(`${rules.action} turns on more than ${mostFactsOfAnAction} facts`);
  return own;
}

function findKnown(own: readonly Fact[], facts: Facts): number {
  return own.reduce((known, { id }, index) => (facts[id] === undefined ? known : known | (1 << index)), 0);
}

function nameFacts(own: readonly Fact[], support: number): string[] {
  return own.filter((_, index) => (support >>> index) & 1).map(({ id }) => id);
}

interface NodeMaker {
  outcome(name: string): Node;
  branch(fact: number, children: readonly Node[]): Node;
}

interface DiagramNodes extends NodeMaker {
  /**
   * For one situation: what it adds is forgotten with it, so that no number of situations fills the memory.
   */
  above(): NodeMaker;
}

function makeNodes(): DiagramNodes {
  const made = new Map<string, Node>();
  return { ...makeNodesOnce(made, new Map()), above: () => makeNodesOnce(new Map(), made) };
}

/** Makes each different node once; those below are there already. */
function makeNodesOnce(made: Map<string, Node>, below: ReadonlyMap<string, Node>): NodeMaker {
  const makeNode = (key: string, node: () => Omit<Node, 'id'>) => {
    const existing = below.get(key) ?? made.get(key);
    if (existing !== undefined) return existing;
    const fresh = { id: below.size + made.size, ...node() };
    made.set(key, fresh);
    return fresh;
  };
  return {
    outcome: (name) =>
      makeNode(`=${name}`, () => ({ fact: -1, children: [], support: 0, open: name === 'unknown' })),
    branch(fact, children) {
      const [first] = children;
      if (first !== undefined && children.every((child) => child === first)) return first;
      let key = `${fact}`;
      for (const child of children) key += `,${child.id}`;
      return makeNode(key, () => ({
        fact,
        children,
        support: children.reduce((support, child) => support | child.support, 1 << fact),
        open: children.some((child) => child.open),
      }));
    },
  };
}

interface Expansion {
  /** Whether the terms matter, or the standing alone. */
  readonly terms: boolean;
  /** A fact that stays unknown all the way down. */
  readonly without: Fact | null;
}

/** From the top, one fact after another; what has the same rest is one node. */
function expand(
  own: readonly Fact[],
  rules: ActionRules,
  { terms, without }: Expansion,
  nodes: NodeMaker,
): Node {
  const seen = new Map<string, Node>();
  const expandFrom = (facts: Facts): Node => {
    const rest = restrictRules(rules, facts, terms);
    const known = seen.get(rest.key);
    if (known !== undefined) return known;
    const next = own.findIndex((fact) => fact !== without && rest.facts.has(fact.id));
    const fact = own[next];
    const node =
      fact === undefined
        ? nodes.outcome(nameOutcome(rules, facts, terms))
        : nodes.branch(
            next,
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
function narrow(root: Node, own: readonly Fact[], facts: Facts, known: number, nodes: NodeMaker): Node {
  const done = new Map<Node, Node>();
  const narrowFrom = (node: Node): Node => {
    const fact = own[node.fact];
    if ((node.support & known) === 0 || fact === undefined) return node;
    const before = done.get(node);
    if (before !== undefined) return before;
    const value = facts[fact.id];
    const narrowed =
      value === undefined
        ? nodes.branch(node.fact, node.children.map(narrowFrom))
        : narrowFrom(chooseChild(node, fact, value));
    done.set(node, narrowed);
    return narrowed;
  };
  return narrowFrom(root);
}

function chooseChild(node: Node, fact: Fact, value: string): Node {
  const child = node.children[fact.values.findIndex(({ id }) => id === value)];
  if (child === undefined)
    throw new Error(`no value ${value} of ${fact.id}: facts are read before they come here`);
  return child;
}
