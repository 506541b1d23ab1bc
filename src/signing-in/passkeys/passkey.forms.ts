import { z } from 'zod';
import { type ReadWords, readWords } from '../../platform/http/index.ts';
import { readJson } from '../../platform/json.ts';

const bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/);
const base = { id: bytes, rawId: bytes, type: z.literal('public-key') };
const made = z.object({
  ...base,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).catch([]),
  }),
  clientExtensionResults: z.object({}),
});
const used = z.object({
  ...base,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes,
  }),
  clientExtensionResults: z.object({}),
});
const asked = z.object({ challenge: z.string().regex(/^[\w-]{43}$/) });
const field = z.object({ passkey: z.string().max(60_000) });

/** What a browser answered, with the challenge that it says it answers. */
export interface Answered<Response> {
  readonly response: Response;
  readonly challenge: string;
}

/** A passkey that was made just now; undefined where there is none in the form. */
export const readMade = (body: unknown) => readField(body, made);

/** A passkey that was shown. */
export const readUsed = (body: unknown) => readField(body, used);

function readField<Response extends { readonly response: { readonly clientDataJSON: string } }>(
  body: unknown,
  schema: z.ZodType<Response>,
): Answered<Response> | undefined {
  const typed = field.safeParse(body);
  const response = typed.success ? readJson(typed.data.passkey, schema) : undefined;
  if (response === undefined) return undefined;
  const said = Buffer.from(response.response.clientDataJSON, 'base64url').toString();
  const challenge = readJson(said, asked)?.challenge;
  return challenge === undefined ? undefined : { response, challenge };
}

/** What somebody calls a passkey. */
export function readPasskeyName(body: unknown): ReadWords {
  const missing = 'Enter a name for it, such as Work laptop';
  return readWords(body, 'name', missing, { called: 'The name', most: 60 });
}
