export { type Asset, assets } from './assets/index.ts';
export { button, details, summaryList, table, tag } from './content/index.ts';
export { type ErrorKind, type ErrorPageOptions, findErrorStatus, renderErrorPage } from './error-page.ts';
export { checkboxes, errorMessage, fieldset, hint, input, label, radios, select } from './fields/index.ts';
export { guided, type Start, type Step, starts, steps } from './guided.ts';
export { backLink, breadcrumbs, skipLink } from './links/index.ts';
export { errorSummary, insetText, notificationBanner, panel, warningText } from './messages/index.ts';
export { type PageContent, type PageFrame, type PageLink, type PageOptions, page } from './page.ts';
export { type Child, type Html, html, joinClasses, showAttribute, trustMarkup } from './template.ts';
