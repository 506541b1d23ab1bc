export { button } from './button.ts';
export { details } from './details.ts';
export { summaryList } from './summary-list.ts';
export { table } from './table.ts';
export { tag } from './tag.ts';
