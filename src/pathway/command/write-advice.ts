import { type Advice, type AdvisedAction, joinInWords, type Policy } from '../engine/index.ts';

const strengths = { must: 'Do this', offer: 'Offer this', consider: 'Consider this' };

/** The same as the JSON, to be read at a terminal. */
export function writeAdvice(policy: Policy, advice: Advice): string {
  const parts = [
    `${policy.name}, policy ${advice.policyVersion}`,
    writeSection(
      'What to do',
      advice.actions.map((action) => writeAction(policy, action)),
    ),
    writeSection(
      'Possible, not decided yet',
      advice.possible.map(
        ({ action, dependsOn }) => `? ${labelAction(policy, action)} (depends on: ${dependsOn.join(', ')})`,
      ),
    ),
    writeSection(
      'Never',
      advice.never.map(
        ({ never, clauses }) =>
          `× ${policy.nevers.find(({ id }) => id === never)?.label ?? never} [${clauses.join(', ')}]`,
      ),
    ),
    writeSection(
      'Find out next',
      advice.ask.map(({ fact, decides }) => `- ${askOf(policy, fact)} (${fact}; decides ${decides.length})`),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function writeSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function labelAction(policy: Policy, action: string): string {
  return policy.actions.find(({ id }) => id === action)?.label ?? action;
}

function writeAction(policy: Policy, advised: AdvisedAction): string {
  const { action, strength, who, to, by, consent, because, clauses } = advised;
  const terms = [
    labelOf(policy.roles, who),
    ...(to.length === 0
      ? []
      : [
          `to ${joinInWords(
            to.map((name) => labelReceiver(policy, name)),
            'or',
          )}`,
        ]),
    ...(by === null ? [] : [labelOf(policy.timings, by)]),
    `consent: ${consent.state}${consent.basis === null ? '' : ` (${consent.basis})`}`,
  ];
  return [
    `● ${strengths[strength]}: ${labelAction(policy, action)}`,
    `    ${terms.join(' · ')}`,
    `    ${because}`,
    `    [${clauses.join(', ')}]`,
  ].join('\n  ');
}

function labelReceiver(policy: Policy, name: string): string {
  return policy.services.find(({ id }) => id === name)?.label ?? labelOf(policy.roles, name);
}

function labelOf(named: readonly { id: string; label: string }[], id: string): string {
  return named.find((one) => one.id === id)?.label ?? id;
}

function askOf(policy: Policy, fact: string): string {
  return policy.facts.find(({ id }) => id === fact)?.question ?? fact;
}
