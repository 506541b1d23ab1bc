import { PASSWORD } from './found-councils.actions.ts';
import type { CouncilPlan } from './staff-plan.ts';

/** Stands on every page of the demonstration. */
export const mark = { title: 'Demonstration', text: 'Everything here is invented' } as const;

/** As whom to begin: who is told, who receives, who manages, who keeps the staff. */
const SHOWN_AT_MOST = 8;
const shownFirst = [
  /^lead\./,
  /^staff-1\./,
  /^housing-1\./,
  /^homelessness-1\./,
  /^manager\./,
  /^administrator\./,
];

/** What is said after Ready: as whom one may sign in. */
export function describeSignIns(plans: readonly CouncilPlan[]): string {
  const lines = plans.flatMap(({ name, people }) => {
    const shown = shownFirst
      .flatMap((pattern) => people.filter(({ signIn }) => pattern.test(signIn)))
      .slice(0, SHOWN_AT_MOST);
    const width = Math.max(...shown.map(({ signIn }) => signIn.length));
    return [`${name}:`, ...shown.map(({ signIn, does }) => `  ${signIn.padEnd(width)}  ${does}`)];
  });
  return [
    `${mark.title}: ${mark.text.toLowerCase()}. Sign in with the password "${PASSWORD}", as one of these`,
    'or as one of the others in src/demonstration/README.md.',
    ...lines,
  ].join('\n');
}
