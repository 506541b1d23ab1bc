export { type BackLinkOptions, backLink } from './back-link.ts';
export { type BreadcrumbsOptions, breadcrumbs } from './breadcrumbs.ts';
export { skipLink } from './skip-link.ts';
