export { type BackLinkOptions, backLink } from './back-link.ts';
export { type BreadcrumbsOptions, breadcrumbs } from './breadcrumbs.ts';
export { type ExitThisPageOptions, exitThisPage } from './exit-this-page.ts';
export { skipLink } from './skip-link.ts';
