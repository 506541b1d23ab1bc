import { type Html, html } from '../../../platform/html/index.ts';
import type { Box, Chart, Lane, NeverGroup, TextStep } from './chart.ts';
import { startLarge } from './terms.ts';

const strengthWords = { must: 'Must', offer: 'Offer', consider: 'Consider' } as const;

/** The whole chart in words: the steps, what has happened, what else is so, and what to do then. */
export function listChartSteps({ lanes, nevers, phones }: Chart): TextStep[] {
  return [
    ...lanes.map(listLane),
    {
      text: 'Never',
      steps: nevers.map(listNevers),
    },
    step(
      'Numbers to ring',
      phones.map(({ label, phone }) => step(`${label}: ${phone}`)),
    ),
  ];
}

function listLane({ place, label, starts }: Lane): TextStep {
  return step(
    `Step ${place}. ${label}`,
    starts.map(({ says, ways }) =>
      step(
        `${says}:`,
        ways.flatMap(({ also, boxes }) => {
          const steps = boxes.flatMap(listBox);
          return also.length === 0 ? steps : [step(`${startLarge(joinAlternatives(also))}:`, steps)];
        }),
      ),
    ),
  );
}

function listNevers({ says, ways }: NeverGroup): TextStep {
  const steps = ways.flatMap(({ also, nevers }) => {
    const own = nevers.map(({ label }) => step(label));
    return also.length === 0 ? own : [step(`${startLarge(joinAlternatives([also]))}:`, own)];
  });
  return step(`${says}:`, steps);
}

/** "…, and …; or …, and …". */
function joinAlternatives(also: readonly (readonly string[])[]): string {
  return also.map((parts) => parts.join(', and ')).join('; or ');
}

export function listBox(box: Box): TextStep[] {
  const how = nameStrength(box);
  return box.actions.map(({ label }) => step(`${leadIn(how, label)} (${box.terms.join('. ')})`));
}

export function nameStrength({ isDanger, strength }: Pick<Box, 'isDanger' | 'strength'>): string {
  return isDanger ? 'At once' : strengthWords[strength];
}

/** "Must: Call back"; what begins with the word already needs it no second time. */
export function leadIn(how: string, label: string): string {
  return label.startsWith(`${how} `) ? label : `${how}: ${label}`;
}

function step(text: string, steps: readonly TextStep[] = []): TextStep {
  return { text, steps };
}

/** Lists in lists, in order. The steps say their numbers themselves, as the picture does. */
export function showSteps(steps: readonly TextStep[]): Html {
  return html`<ol class="govuk-list">${steps.map(showStep)}</ol>`;
}

function showStep({ text, steps }: TextStep): Html {
  const inner = html`<ol class="govuk-list govuk-list--bullet">${steps.map(showStep)}</ol>`;
  return html`<li>${text}${steps.length > 0 && inner}</li>`;
}

/** The same as plain text, each level further in. */
export function writeSteps(steps: readonly TextStep[], indent = ''): string {
  return steps.map(({ text, steps: own }) => `${indent}${text}\n${writeSteps(own, `${indent}  `)}`).join('');
}
