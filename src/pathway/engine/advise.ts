import { explainAction } from './because.ts';
import { diagramStanding, diagramTerms, type FindDeciding } from './diagram.ts';
import type {
  Advice,
  AdvisedAction,
  Facts,
  ListedNever,
  Policy,
  PossibleAction,
  Question,
} from './policy.ts';
import { type ActionRules, groupRulesByAction, judgeRule, type Settled, settleAction } from './settle.ts';

/** Gives advice on any situation of one policy. Facts have been read by `readFacts`. */
export interface Advisor {
  readonly policy: Policy;
  advise(facts: Facts): Advice;
  /** One action alone, for the proofs by enumeration. */
  adviseOnAction(action: string, facts: Facts): Settled;
}

interface PreparedAction {
  readonly rules: ActionRules;
  readonly decidesTerms: FindDeciding;
  readonly decidesStanding: FindDeciding;
}

/** Compiles a policy's rules once, so that one evaluation takes well under a millisecond. */
export function makeAdvisor(policy: Policy): Advisor {
  const groups = groupRulesByAction(policy);
  const prepared = groups.map((rules) => ({
    rules,
    decidesTerms: diagramTerms(policy, rules),
    decidesStanding: diagramStanding(policy, rules),
  }));
  return {
    policy,
    advise: (facts) => advise(policy, prepared, facts),
    adviseOnAction(action, facts) {
      const rules = groups.find((group) => group.action === action);
      return rules === undefined ? { standing: 'no', terms: null, fired: [] } : settleAction(rules, facts);
    },
  };
}

function advise(policy: Policy, prepared: readonly PreparedAction[], facts: Facts): Advice {
  const actions: AdvisedAction[] = [];
  const possible: PossibleAction[] = [];
  const decides = new Map<string, string[]>();
  for (const { rules, decidesTerms, decidesStanding } of prepared) {
    const settled = settleAction(rules, facts);
    if (settled.standing !== 'no') {
      for (const fact of decidesTerms(facts)) decides.set(fact, [...(decides.get(fact) ?? []), rules.action]);
    }
    if (settled.standing === 'unknown') {
      possible.push({ action: rules.action, dependsOn: decidesStanding(facts) });
    } else if (settled.terms !== null) {
      actions.push(describeAction(policy, rules.action, settled, facts));
    }
  }
  const { council, policyVersion } = policy;
  return {
    council,
    policyVersion,
    actions,
    possible,
    never: listNevers(policy, facts),
    ask: orderAsk(policy, decides),
  };
}

function describeAction(policy: Policy, action: string, settled: Settled, facts: Facts): AdvisedAction {
  if (settled.terms === null) throw new Error(`${action} does not stand`);
  const because = explainAction(policy, settled, facts);
  const clauses = [...new Set(settled.fired.flatMap((rule) => rule.cites))];
  return { action, ...settled.terms, because, clauses };
}

function listNevers(policy: Policy, facts: Facts): ListedNever[] {
  const listed = policy.neverRules.filter((rule) => judgeRule(rule, facts) === 'yes');
  return policy.nevers.flatMap(({ id }) => {
    const cited = listed.filter((rule) => rule.never === id).flatMap((rule) => rule.cites);
    return cited.length === 0 ? [] : [{ never: id, clauses: [...new Set(cited)].toSorted() }];
  });
}

/** The safety facts first, then by how many actions each decides, ties in the vocabulary's order. */
function orderAsk(policy: Policy, decides: ReadonlyMap<string, string[]>): Question[] {
  const place = (fact: string) => {
    const first = policy.askFirst.indexOf(fact);
    return first < 0 ? policy.askFirst.length : first;
  };
  return policy.facts
    .flatMap(({ id }) => {
      const actions = decides.get(id);
      return actions === undefined ? [] : [{ fact: id, decides: actions }];
    })
    .toSorted((a, b) => place(a.fact) - place(b.fact) || b.decides.length - a.decides.length);
}
