declare module 'govuk-frontend' {
  interface Component<Made = object> {
    new (root: Element): Made;
    readonly moduleName: string;
  }
  export const Button: Component;
  export const ExitThisPage: Component<{ exitPage: () => void }>;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export const Radios: Component;
  export const SkipLink: Component;
  export const createAll: <Made>(component: Component<Made>) => Made[];
}
