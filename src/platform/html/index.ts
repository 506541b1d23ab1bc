export type { Asset } from './assets/index.ts';
export { assets } from './assets/index.ts';
export {
  backLink,
  breadcrumbs,
  button,
  checkboxes,
  details,
  errorMessage,
  errorSummary,
  fieldset,
  hint,
  input,
  insetText,
  label,
  notificationBanner,
  panel,
  radios,
  select,
  skipLink,
  summaryList,
  table,
  tag,
  warningText,
} from './components/index.ts';
export type { ErrorKind, ErrorPageOptions } from './error-page.ts';
export { findErrorStatus, renderErrorPage } from './error-page.ts';
export type { Start, Step } from './guided.ts';
export { guided, starts, steps } from './guided.ts';
export type { PageLink, PageOptions } from './page.ts';
export { page } from './page.ts';
export type { Child, Html } from './template.ts';
export { html, joinClasses, trustMarkup } from './template.ts';
