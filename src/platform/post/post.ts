/** A word to a colleague that something waits in Rowan. It never says what, or about whom. */
export interface Letter {
  /** Of this letter alone, so that what was sent already is found and not sent twice. */
  readonly reference: string;
  /** The recipient's id. */
  readonly to: string;
  readonly email: string | undefined;
  /** Whether it was tried before, and may have gone out without our hearing of it. */
  readonly isAgain: boolean;
}

export type Delivery =
  | { readonly kind: 'sent' }
  /** Nothing would change if it were tried again. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It may work later. */
  | { readonly kind: 'failed'; readonly why: string };

/** A way out of Rowan. The reasons that it gives are codes, fit for the log. */
export interface Post {
  send(letter: Letter): Promise<Delivery>;
}

export const neutralText = 'Something in Rowan waits for you';
