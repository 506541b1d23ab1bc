declare module 'govuk-frontend' {
  interface Component {
    new (root: Element): object;
    readonly moduleName: string;
  }
  export const Button: Component;
  export class ExitThisPage {
    constructor(root: Element);
    static readonly moduleName: string;
    exitPage(): void;
  }
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export const Radios: Component;
  export const SkipLink: Component;
  export const createAll: (component: Component) => object[];
}
