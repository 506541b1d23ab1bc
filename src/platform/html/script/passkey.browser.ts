import { readFields } from './keep.browser.ts';

/**
 * Asks the device for a passkey when a form is sent that wants one, and sends the form with it. A browser
 * that cannot sends it without, and the page that comes back says so.
 */
export const askForPasskey = (form: HTMLFormElement): void => {
  const { passkey = '', passkeyAsks = '', passkeyFailed = '', passkeyTwice = '' } = form.dataset;
  const status = form.querySelector('[data-passkey-status]');
  let isAsking = false;
  form.addEventListener('submit', async (event) => {
    if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    status?.replaceChildren();
    try {
      const asked = await fetchAsked(form, passkeyAsks);
      if (asked) showTo(form, await askDevice(passkey, asked));
      form.submit();
    } catch (error) {
      const isTwice = error instanceof DOMException && error.name === 'InvalidStateError';
      isAsking = false;
      status?.replaceChildren(isTwice ? passkeyTwice : passkeyFailed);
    }
  });
};

/** Nothing where the server has something else to say first: the form itself is answered with it. */
const fetchAsked = async (form: HTMLFormElement, address: string): Promise<object | undefined> => {
  const response = await fetch(address, { method: 'post', body: readFields(form) });
  const isData = response.headers.get('content-type')?.startsWith('application/json');
  return response.ok && isData ? response.json() : undefined;
};

const askDevice = async (does: string, asked: object): Promise<Credential | null> =>
  does === 'create'
    ? navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
          asked as PublicKeyCredentialCreationOptionsJSON,
        ),
      })
    : navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
          asked as PublicKeyCredentialRequestOptionsJSON,
        ),
      });

const showTo = (form: HTMLFormElement, shown: Credential | null): void => {
  const field = form.querySelector<HTMLInputElement>('input[name="passkey"]');
  if (field) field.value = JSON.stringify(shown);
};
