import { type AdvisedAction, type Facts, joinInWords, type Policy, traceRules } from '../../engine/index.ts';
import type { Box, BoxAction, Drawable, TextStep } from './chart.ts';
import { groupBy, isDanger, joinBoxes, listLaneSteps } from './describe-chart.ts';
import { startFact } from './split.ts';
import { describeStanding, labelOf } from './terms.ts';
import { listBox } from './text-steps.ts';

/** One situation's way through the pathway. */
export interface SituationWay {
  /** What is known, a clause a fact, in the vocabulary's order. */
  readonly known: readonly string[];
  /** Only steps in which something stands or is possible; `place` is the step's number on the whole chart. */
  readonly steps: readonly WayStep[];
  readonly nevers: readonly string[];
  /** How many of the policy's actions neither stand nor are possible here. */
  readonly out: number;
}

export interface WayStep {
  readonly place: number;
  readonly label: string;
  readonly stands: readonly { readonly because: readonly string[]; readonly boxes: readonly Box[] }[];
  readonly possible: readonly { readonly asks: readonly string[]; readonly actions: readonly BoxAction[] }[];
}

/** What stands, what is possible and why, step by step, from the advice itself. */
export function describeWay({ policy, advisor }: Drawable, facts: Facts): SituationWay {
  const advice = advisor.advise(facts);
  const reasons = findReasons(policy, facts);
  const steps = listLaneSteps(policy).map(({ id, label }, index): WayStep => {
    const isHere = ({ action }: { readonly action: string }) =>
      policy.actions.some((one) => one.id === action && one.step === id);
    const stands = advice.actions.filter(isHere).map((advised) => ({
      because: reasons.get(advised.action) ?? [],
      box: makeBox(policy, advised),
    }));
    const possible = advice.possible.filter(isHere).map(({ action, dependsOn }) => ({
      asks: policy.facts.flatMap((fact) => (dependsOn.includes(fact.id) ? [fact.question] : [])),
      action: { id: action, label: labelOf(policy.actions, action) },
    }));
    return {
      place: index + 1,
      label,
      stands: [...groupBy(stands, ({ because }) => because.join('\n')).values()].map((own) => ({
        because: own[0]?.because ?? [],
        boxes: joinBoxes(own.map(({ box }) => box)),
      })),
      possible: [...groupBy(possible, ({ asks }) => asks.join('\n')).values()].map((own) => ({
        asks: own[0]?.asks ?? [],
        actions: own.map(({ action }) => action),
      })),
    };
  });
  const given = new Set(policy.rules.map(({ action }) => action)).size;
  return {
    known: policy.facts.flatMap(({ id, values }) =>
      values.filter((value) => value.id === facts[id]).map(({ said }) => said),
    ),
    steps: steps.filter(({ stands, possible }) => stands.length + possible.length > 0),
    nevers: advice.never.map(({ never }) => labelOf(policy.nevers, never)),
    out: given - advice.actions.length - advice.possible.length,
  };
}

/** For each action that stands, the known facts that gave it; what has happened is said once, at the head. */
function findReasons(policy: Policy, facts: Facts): ReadonlyMap<string, readonly string[]> {
  const fired = traceRules(policy, facts).filter(({ truth }) => truth === 'yes');
  return new Map(
    [...groupBy(fired, ({ gives }) => gives)].map(([action, rules]) => {
      const led = new Set(rules.flatMap(({ onFacts }) => onFacts));
      const said = policy.facts
        .filter(({ id }) => led.has(id) && id !== startFact)
        .flatMap(({ id, values }) =>
          values.filter((value) => value.id === facts[id]).map((value) => value.said),
        );
      return [action, said];
    }),
  );
}

function makeBox(policy: Policy, advised: AdvisedAction): Box {
  const rules = policy.rules.filter(({ action }) => action === advised.action);
  return {
    actions: [{ id: advised.action, label: labelOf(policy.actions, advised.action) }],
    strength: advised.strength,
    isDanger: rules.length > 0 && rules.every((rule) => isDanger(rule, policy)),
    terms: describeStanding(advised, policy),
  };
}

export const nothingKnown = 'nothing is known yet';

export function describeOut(out: number): string {
  const actions = out === 1 ? '1 other action' : `${out} other actions`;
  return `${actions} of this policy ${out === 1 ? 'is' : 'are'} not called for here.`;
}

/** The same in words. */
export function listWaySteps({ known, steps, nevers, out }: SituationWay): TextStep[] {
  const leaf = (text: string): TextStep => ({ text, steps: [] });
  return [
    { text: 'In this situation:', steps: (known.length === 0 ? [nothingKnown] : known).map(leaf) },
    ...steps.map(({ place, label, stands, possible }) => ({
      text: `Step ${place}. ${label}`,
      steps: [
        ...stands.flatMap(({ because, boxes }) => {
          const own = boxes.flatMap(listBox);
          return because.length === 0 ? own : [{ text: `Because ${joinInWords(because)}:`, steps: own }];
        }),
        ...possible.map(({ asks, actions }) => ({
          text: `Possible, not known yet: ${asks.join(' ')}`,
          steps: actions.map((action) => leaf(action.label)),
        })),
      ],
    })),
    ...(nevers.length === 0 ? [] : [{ text: 'Never', steps: nevers.map(leaf) }]),
    ...(out === 0 ? [] : [leaf(describeOut(out))]),
  ];
}
