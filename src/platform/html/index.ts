export { backLink, breadcrumbs, button, checkboxes, details } from './components/index.ts';
export { errorMessage, errorSummary, fieldset, hint, input } from './components/index.ts';
export { insetText, label, notificationBanner, panel, radios } from './components/index.ts';
export { select, skipLink, summaryList, table, tag, warningText } from './components/index.ts';
export type { Child, Html } from './template.ts';
export { attributes, html, joinClasses, trustMarkup } from './template.ts';
