/** How somebody may sign in here. */
export interface Ways {
  /** On the database that Rowan brings along alone. */
  readonly passwords: boolean;
  /** The councils' own, each with whether passkeys let its staff in as well. */
  readonly providers: readonly {
    readonly council: string;
    readonly label: string;
    readonly passkeys: boolean;
  }[];
}

/** Where no council has a sign-in of its own. */
export const ownWays: Ways = { passwords: true, providers: [] };

/** Whether a passkey lets in the staff of a council; or, where none is named, of any. */
export function mayUsePasskeys({ providers }: Ways, council?: string): boolean {
  if (providers.length === 0) return true;
  return providers.some((each) => each.passkeys && each.council === (council ?? each.council));
}

/** Whether a council knows by itself who its staff are. */
export function hasOwnSignIn({ providers }: Ways, council: string): boolean {
  return providers.some((each) => each.council === council);
}

/** Whether a way in is of use: there is something to choose by it. */
export function takesWaysIn(ways: Ways, council: string): boolean {
  return ways.passwords || mayUsePasskeys(ways, council);
}
