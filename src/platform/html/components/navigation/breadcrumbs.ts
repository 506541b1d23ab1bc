import type { Attributes, Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface BreadcrumbsOptions extends Styled {
  readonly items?: readonly Breadcrumb[] | undefined;
  readonly collapseOnMobile?: boolean | undefined;
  readonly labelText?: string | undefined;
}

export interface Breadcrumb extends Content {
  /** Without one it is the page itself. */
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** govuk-frontend's breadcrumbs. */
export const breadcrumbs = (params: BreadcrumbsOptions): Html => {
  const classes = joinClasses(
    'govuk-breadcrumbs',
    params.classes,
    params.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
  );
  return html`<nav class="${classes}"${attributes(params.attributes)} aria-label="${params.labelText ?? 'Breadcrumb'}">
  <ol class="govuk-breadcrumbs__list">
    ${params.items?.map(showItem)}
  </ol>
</nav>`;
};

const showItem = (item: Breadcrumb): Html =>
  item.href
    ? html`<li class="govuk-breadcrumbs__list-item">
      <a class="govuk-breadcrumbs__link" href="${item.href}"${attributes(item.attributes)}>${showContent(item)}</a>
    </li>`
    : html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${showContent(item)}</li>`;
