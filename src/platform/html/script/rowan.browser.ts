import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  Radios,
  SkipLink,
} from 'govuk-frontend';
import { watchForExit } from './exit.browser.ts';
import { keepWhileTyping } from './keep.browser.ts';
import { watchForLeaving } from './leave.browser.ts';
import { keepUpToDate } from './live.browser.ts';
import { askForPasskey } from './passkey.browser.ts';
import { rememberTyping } from './typed.browser.ts';
import { watchSession } from './watch.browser.ts';

// Every page works without this script. It only makes some of it quicker.

document.body.classList.add('js-enabled', 'govuk-frontend-supported');

watchForLeaving();
rememberTyping();
watchForExit();

const announcement = document.querySelector<HTMLElement>('[data-session]');
if (announcement) watchSession(announcement);

for (const component of [
  Button,
  Checkboxes,
  ErrorSummary,

  NotificationBanner,
  Radios,
  SkipLink,
]) {
  createAll(component);
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-live]')) keepUpToDate(form);

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) askForPasskey(form);

// A browser that cannot open the bar by style sheet alone: opened here where there is room for it.
if (!CSS.supports('selector(::details-content)') && matchMedia('(min-width: 58rem)').matches) {
  for (const bar of document.querySelectorAll<HTMLDetailsElement>('details.rowan-now')) bar.open = true;
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) keepWhileTyping(form);
