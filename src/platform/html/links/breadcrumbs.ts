import type { Attributes, Content, Html, Styled } from '../template.ts';
import { html, joinClasses, showAttributes, showContent, showStyle } from '../template.ts';

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
  const { collapseOnMobile, labelText = 'Breadcrumb' } = params;
  const collapse = collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile';
  const style = showStyle('govuk-breadcrumbs', { ...params, classes: joinClasses(params.classes, collapse) });
  return html`<nav${style} aria-label="${labelText}">
  <ol class="govuk-breadcrumbs__list">
    ${params.items?.map(showItem)}
  </ol>
</nav>`;
};

const showItem = (item: Breadcrumb): Html => {
  const words = showContent(item);
  if (!item.href) return html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${words}</li>`;
  return html`<li class="govuk-breadcrumbs__list-item">
      <a class="govuk-breadcrumbs__link" href="${item.href}"${showAttributes(item.attributes)}>${words}</a>
    </li>`;
};
