import { icon, script, styles } from './assets/index.ts';
import { button, tag } from './content/index.ts';
import {
  type BackLinkOptions,
  type BreadcrumbsOptions,
  backLink,
  breadcrumbs,
  skipLink,
} from './links/index.ts';
import { showSprig } from './mark.ts';
import type { Html } from './template.ts';
import { html, showAttribute } from './template.ts';

/** What a page itself says. */
export interface PageContent {
  /** What the page is for, in neutral words that name nobody: it stands in the tab and in the history. */
  readonly title: string;
  readonly body: Html;
  readonly lang?: 'en' | 'cy' | undefined;
  /** `reading`, where not given: lines that an eye can follow. `wide`: lists, tables, two columns. */
  readonly width?: 'reading' | 'wide' | undefined;
  /** The form came back with errors: the title says so first. */
  readonly hasErrors?: boolean | undefined;
  readonly backLink?: BackLinkOptions | undefined;
  readonly breadcrumbs?: BreadcrumbsOptions | undefined;
}

/** What stands round every page. */
export interface PageFrame {
  /** What has to be known of everything that is shown, on every page. */
  readonly mark?: { readonly title: string; readonly text: string } | undefined;
  readonly home?: string | undefined;
  readonly navigation?: readonly PageLink[] | undefined;
  readonly footer?: readonly PageLink[] | undefined;
  /** The emergency line, one tap away: on a phone it dials. */
  readonly urgent?: PageLink | undefined;
  /** Leaves for a neutral page at once, by button or by Esc twice. */
  readonly quickLeave?: QuickLeave | undefined;
}

export interface QuickLeave {
  readonly label: string;
  /** What is told of the leaving, and leads to the neutral page where there is no script. */
  readonly action: string;
  readonly to: string;
  /** Shown by the script until the neutral page is there. */
  readonly title: string;
}

export interface PageOptions extends PageContent, PageFrame {}

export interface PageLink {
  readonly href: string;
  readonly text: string;
  readonly isCurrent?: boolean | undefined;
}

/** A whole page in Rowan's frame. No inline style or script: the content security policy allows none. */
export const page = (options: PageOptions): Html => html`<!DOCTYPE html>
<html lang="${options.lang ?? 'en'}" class="govuk-template">
  <head>
    <meta charset="utf-8">
    <title>${options.hasErrors && 'Error: '}${options.title} – Rowan</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="format-detection" content="telephone=no">
    <meta name="robots" content="noindex, nofollow">
    <link rel="icon" href="${icon.address}" type="image/svg+xml">
    <link rel="stylesheet" href="${styles.address}">
    <script type="module" src="${script.address}"></script>
  </head>
  <body class="govuk-template__body">
    ${skipLink({ href: '#main-content', text: 'Skip to main content' })}
    ${showHeader(options)}
    ${options.mark && showMark(options.mark)}
    <div class="govuk-width-container rowan-middle">
      ${options.breadcrumbs && breadcrumbs({ collapseOnMobile: true, ...options.breadcrumbs })}
      ${options.backLink && showBack(options.backLink)}
      <main class="rowan-main rowan-main--${options.width ?? 'reading'}" id="main-content">
${options.body}
      </main>
    </div>
    ${options.footer && showFooter(options.footer)}
  </body>
</html>
`;

const showBack = (link: BackLinkOptions): Html =>
  html`<nav class="rowan-back" aria-label="Back">${backLink(link)}</nav>`;

const showHeader = ({
  home,
  navigation,
  urgent,
  quickLeave,
}: PageOptions): Html => html`<header class="rowan-header">
      <div class="govuk-width-container rowan-header__inner">
        <a class="rowan-header__home" href="${home ?? '/'}">${showSprig()}<span>Rowan</span></a>
        ${navigation && showNavigation(navigation)}
        ${(urgent || quickLeave) && showActions(urgent, quickLeave)}
      </div>
    </header>`;

const showMark = ({ title, text }: NonNullable<PageFrame['mark']>): Html =>
  html`<aside class="rowan-banner" aria-label="${title}">
      <p class="rowan-banner__text">${tag({ text: title })} ${text}</p>
    </aside>`;

const showNavigation = (
  links: readonly PageLink[],
): Html => html`<nav class="rowan-header__nav" aria-label="Rowan">
          <ul class="rowan-header__links">${links.map((link) => showLink(link, 'rowan-header__link'))}</ul>
        </nav>`;

const showActions = (urgent: PageOptions['urgent'], leave: PageOptions['quickLeave']): Html =>
  html`<div class="rowan-header__actions">
          ${urgent && showUrgent(urgent)}
          ${leave && showLeave(leave)}
        </div>`;

const showLeave = ({ action, to, title, label }: QuickLeave): Html =>
  html`<form method="post" action="${action}" data-leave="${to}" data-leave-title="${title}">
            ${button({ text: label, classes: 'govuk-button--secondary' })}
          </form>`;

const showUrgent = ({ href, text }: PageLink): Html =>
  html`<a class="govuk-button rowan-urgent" href="${href}">${text}</a>`;

const showFooter = (links: readonly PageLink[]): Html => html`<footer class="rowan-footer">
      <div class="govuk-width-container">
        <ul class="rowan-footer__links">${links.map((link) => showLink(link, 'rowan-footer__link'))}</ul>
      </div>
    </footer>`;

const showLink = (link: PageLink, classes: string): Html => {
  const current = showAttribute('aria-current', link.isCurrent && 'page');
  return html`<li><a class="${classes}" href="${link.href}"${current}>${link.text}</a></li>`;
};
