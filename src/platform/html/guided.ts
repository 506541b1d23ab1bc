import type { Child, Html } from './template.ts';
import { html, joinClasses } from './template.ts';

export interface GuidedOptions {
  /** The question: a form, as a rule with `data-live`. */
  readonly main: Html;
  readonly now: NowOptions;
}

export interface NowOptions {
  /** "What to do now". */
  readonly title: string;
  /** In a few words, for the bar on a phone: "2 things now". */
  readonly count: string;
  readonly body: Html;
}

/**
 * A question, and beside it what to do now. On a phone the second is a bar at the foot, which opens. The page
 * that holds it wants `width: 'wide'`. A form with `data-live` in it keeps the second up to date.
 */
export const guided = ({ main, now }: GuidedOptions): Html => html`<div class="rowan-guided">
  <div class="rowan-guided__main">
    ${main}
  </div>
  <details class="rowan-now">
    <summary class="rowan-now__bar">
      <span class="rowan-now__title">${now.title}</span>
      <span class="rowan-now__count" id="what-now-count">${now.count}</span>
    </summary>
    <section class="rowan-now__body" aria-labelledby="what-now-heading" tabindex="0">
      <h2 class="govuk-heading-m rowan-now__heading" id="what-now-heading">${now.title}</h2>
      <p class="rowan-live-status" data-live-status role="status"></p>
      <div id="what-now" aria-live="polite">
        ${now.body}
      </div>
    </section>
  </details>
</div>`;

/** How a step stands: at once because of danger, at once, later, hanging on an answer, or done. */
export type StepState = 'danger' | 'now' | 'later' | 'unsure' | 'done';

export interface Step {
  readonly state: StepState;
  readonly text: Child;
  /** When and who, in a line: "today, the duty manager". */
  readonly note?: Child;
  /** The reason and its source, folded away. */
  readonly why?: { readonly text: string; readonly about: string; readonly html: Html } | undefined;
  /** A box in place of the mark, for a list on which somebody ticks what they have done. */
  readonly tick?: Tick | undefined;
}

export interface Tick {
  readonly name: string;
  readonly value: string;
  readonly isTicked: boolean;
  /** What it says to whoever does not see the step beside it. */
  readonly label: string;
}

const SIGNS: Readonly<Record<StepState, { readonly sign: string; readonly words: string }>> = {
  danger: { sign: '', words: 'At once: ' },
  now: { sign: '', words: 'Now: ' },
  later: { sign: '', words: '' },
  unsure: { sign: '?', words: 'Not known yet: ' },
  done: { sign: '✓', words: 'Done: ' },
};

/** Steps in order, each with its state told by shape, by colour and in words. */
export const steps = (items: readonly Step[]): Html =>
  html`<ul class="rowan-steps">${items.map(showStep)}</ul>`;

const showStep = ({ state, text, note, why, tick }: Step): Html => {
  const { sign, words } = SIGNS[state];
  const hidden = words && html`<span class="govuk-visually-hidden">${words}</span>`;
  return html`<li class="${joinClasses('rowan-step', `rowan-step--${state}`)}">
  ${tick ? showTick(tick) : html`<span class="rowan-step__mark" aria-hidden="true">${sign}</span>`}
  <div>
    <div class="rowan-step__text">${hidden}${text}</div>
    ${note && html`<div class="rowan-step__note">${note}</div>`}
    ${why && showWhy(why)}
  </div>
</li>`;
};

const showTick = ({ name, value, isTicked, label }: Tick): Html =>
  html`<input class="rowan-step__tick" type="checkbox" name="${name}" value="${value}"
    aria-label="${label}"${isTicked && ' checked'}>`;

const showWhy = (why: NonNullable<Step['why']>): Html => html`<details class="rowan-step__more">
      <summary>${why.text}<span class="govuk-visually-hidden"> ${why.about}</span></summary>
      <div>${why.html}</div>
    </details>`;

export interface Start {
  /** Where it leads; or, where something begins there, the form that it sends. */
  readonly href?: string | undefined;
  readonly form?: { readonly action: string; readonly name: string; readonly value: string } | undefined;
  readonly text: string;
  readonly hint?: string | undefined;
  /** Red, and the first: for danger now and nothing else. */
  readonly isDanger?: boolean | undefined;
}

/** Large plain starts: each card is one link, or one button. */
export const starts = (items: readonly Start[]): Html =>
  html`<ul class="rowan-starts">${items.map(showStart)}</ul>`;

const showStart = ({ href, form, text, hint, isDanger }: Start): Html =>
  html`<li class="${joinClasses('rowan-start', isDanger && 'rowan-start--danger')}">
  ${form ? showStartForm(form, text) : html`<a class="rowan-start__link" href="${href ?? '/'}">${text}</a>`}
  ${hint && html`<p class="rowan-start__hint">${hint}</p>`}
</li>`;

const showStartForm = ({ action, name, value }: NonNullable<Start['form']>, text: string): Html =>
  html`<form method="post" action="${action}">
    <button class="rowan-start__link" name="${name}" value="${value}" data-prevent-double-click="true"
      data-module="govuk-button">${text}</button>
  </form>`;
