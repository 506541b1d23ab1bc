export { errorSummary } from './error-summary.ts';
export { insetText } from './inset-text.ts';
export { notificationBanner } from './notification-banner.ts';
export { panel } from './panel.ts';
export { warningText } from './warning-text.ts';
