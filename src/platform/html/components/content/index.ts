export { details } from './details.ts';
export { insetText } from './inset-text.ts';
export { notificationBanner } from './notification-banner.ts';
export { panel } from './panel.ts';
export { summaryList } from './summary-list.ts';
export { table } from './table.ts';
export { tag } from './tag.ts';
export { warningText } from './warning-text.ts';
