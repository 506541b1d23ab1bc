/** How somebody may sign in here. */
export interface Ways {
  /** On the database that Rowan brings along alone. */
  readonly passwords: boolean;
  /** The councils' own. */
  readonly providers: readonly { readonly council: string; readonly label: string }[];
}

export const passwordsAlone: Ways = { passwords: true, providers: [] };
