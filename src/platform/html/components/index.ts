export {
  details,
  insetText,
  notificationBanner,
  panel,
  summaryList,
  table,
  tag,
  warningText,
} from './content/index.ts';
export {
  button,
  checkboxes,
  errorMessage,
  errorSummary,
  fieldset,
  hint,
  input,
  label,
  radios,
  select,
} from './forms/index.ts';
export { backLink, breadcrumbs, skipLink } from './navigation/index.ts';
