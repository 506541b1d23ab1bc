export { backLink } from './back-link.ts';
export { breadcrumbs } from './breadcrumbs.ts';
export { skipLink } from './skip-link.ts';
