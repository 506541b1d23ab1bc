import {
  addPasskey,
  askForPasskey,
  listPasskeys,
  removePasskey,
  takePasskey,
} from './own-passkeys.actions.ts';
import { readPasskeyName } from './passkey.forms.ts';
import { readCredentials, readWaysOf } from './passkey.store.ts';
import { showPasskeyForm } from './show-passkey-form.ts';

/** What somebody does with their own passkeys. */
export const passkeys = {
  add: addPasskey,
  ask: askForPasskey,
  list: listPasskeys,
  readCredentials,
  readName: readPasskeyName,
  readWaysOf,
  remove: removePasskey,
  showForm: showPasskeyForm,
  take: takePasskey,
};
