import { button, type Html, html } from '../../platform/html/index.ts';

export interface PasskeyForm {
  /** Whether a passkey is made, or one is shown. */
  readonly does: 'create' | 'get';
  readonly action: string;
  /** Where the browser is told what it is asked. */
  readonly asks: string;
  readonly label: string;
  readonly isSecondary?: boolean;
  /** What stands above the button. */
  readonly fields?: Html | readonly Html[] | undefined;
}

/** A form that a passkey goes with. Without script it goes without, and its answer says what is missing. */
export const showPasskeyForm = ({
  does,
  action,
  asks,
  label,
  isSecondary,
  fields,
}: PasskeyForm): Html => html`<form
  method="post" action="${action}" data-passkey="${does}" data-passkey-asks="${asks}"
  data-passkey-failed="${failed[does]}" data-passkey-twice="${twice}" novalidate>
  ${fields}
  <input type="hidden" name="passkey" value="">
  ${button({
    text: label,
    ...(isSecondary && { classes: 'govuk-button--secondary' }),
  })}
  <p class="govuk-body" role="status" data-passkey-status></p>
</form>`;

const failed = {
  create: 'No passkey was made. Try again, or leave it.',
  get: 'No passkey was shown. Try again, or sign in another way.',
};
const twice = 'This device has a passkey for you already.';

export const notProved = 'The passkey did not answer what Rowan asked, or answered too late. Try again';
/** Where the browser sent none. */
export const noPasskey =
  'No passkey came from your browser. It needs script, and a current Edge, Chrome, Firefox or Safari';
/** No browser makes a passkey for an address of numbers. */
export const noName =
  'Passkeys need an address with a name. Open Rowan by its name, on this machine as localhost';
