export { details, insetText, notificationBanner, panel } from './content/index.ts';
export { summaryList, table, tag, warningText } from './content/index.ts';
export { button, checkboxes, errorMessage, errorSummary, fieldset } from './forms/index.ts';
export { hint, input, label, radios, select } from './forms/index.ts';
export { backLink, breadcrumbs, skipLink } from './navigation/index.ts';
