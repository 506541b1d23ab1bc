import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Log } from '../../platform/log.ts';
import { StartUpRefusal } from '../../platform/refusal.ts';
import type { Ways } from '../ways.ts';
import { type OpenProvider, openProvider } from './openid.ts';

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a word in small letters');
/** What a provider writes into a token of how somebody showed who they are (OpenID Connect Core, 2). */
const secondProof = z
  .strictObject({
    ask: z.string().min(1).optional().describe('what the provider is asked for, as acr_values'),
    acr: z.array(z.string()).default([]).describe('each of them is enough'),
    amr: z.array(z.string()).default([]).describe('each of them is enough, such as mfa'),
  })
  .refine(({ acr, amr }) => acr.length + amr.length > 0, 'must name acr or amr that is enough');

const schema = z.array(
  z.strictObject({
    council: name.describe('the name of the policy pack'),
    label: z.string().min(1).describe('what stands on the button: Sign in with …'),
    issuer: z.url().describe('as the provider writes it in its tokens'),
    'client-id': z.string().min(1),
    'secret-file': z.string().min(1).describe('a file that holds the secret and nothing else'),
    'addresses-are-checked': z
      .boolean()
      .default(false)
      .describe('the provider’s own administrators give out addresses, though it does not say that'),
    'groups-claim': z.string().default('groups'),
    'second-proof': secondProof.optional(),
    passkeys: z
      .boolean()
      .default(false)
      .describe('passkeys of Rowan let its staff in as well, whom its own sign-in then does not stop'),
    groups: z.record(z.string(), name).default({}).describe('a group of the provider: the role it gives'),
  }),
);

/** Where the staff of a council sign in: its own identity provider, by OpenID Connect. */
export interface IdentityProvider {
  readonly council: string;
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly addressesAreChecked: boolean;
  readonly groupsClaim: string;
  /** What has to stand in a token; undefined where the council does not ask for it here. */
  readonly secondProof?: z.infer<typeof secondProof> | undefined;
  readonly passkeys: boolean;
  readonly groups: Readonly<Record<string, string>>;
}

/**
 * Reads the settings of identity providers.
 *
 * @param file undefined where there are none
 * @throws StartUpRefusal a sentence that names the place, and no secret
 */
export function readProviders(file: string | undefined): readonly IdentityProvider[] {
  if (file === undefined) return [];
  const read = schema.safeParse(parse(readText(file, 'the settings of signing in')));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new StartUpRefusal(`${file}, at ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  return read.data.map((given) => {
    const { council, label, issuer, passkeys, groups } = given;
    refuseOpenLine(issuer, file);
    const secretFile = path.resolve(path.dirname(file), given['secret-file']);
    const secret = readText(secretFile, `the secret of ${council}`).trim();
    if (secret === '') throw new StartUpRefusal(`${secretFile}, the secret of ${council}, is empty.`);
    return {
      council,
      label,
      issuer,
      passkeys,
      groups,
      secret,
      clientId: given['client-id'],
      secondProof: given['second-proof'],
      addressesAreChecked: given['addresses-are-checked'],
      groupsClaim: given['groups-claim'],
    };
  });
}

function refuseOpenLine(issuer: string, file: string): void {
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1') return;
  throw new StartUpRefusal(`${file}: the issuer ${issuer} is not an https address.`);
}

function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartUpRefusal(`${file}, ${what}, cannot be read.`);
  }
}

/** The identity providers of the partnership. */
export interface Providers {
  readonly log: Log;
  readonly ways: Ways;
  list(): readonly IdentityProvider[];
  find(council: string): IdentityProvider | undefined;
  /** @throws where it is away */
  open(council: string): Promise<OpenProvider>;
  /** Where browsers may be sent by a form of ours. */
  readonly origins: readonly string[];
}

/** What a provider says of itself may change, its keys among it. */
const ASK_AGAIN_AFTER_MS = 60 * 60 * 1000;

/** @param fetcher for tests */
export function prepareProviders(
  settings: readonly IdentityProvider[],
  {
    log,
    readMilliseconds,
    passwords,
    fetcher,
  }: {
    /** Whether a password is a way in as well. */
    readonly passwords: boolean;
    readonly log: Log;
    readonly readMilliseconds: () => number;
    readonly fetcher?: Parameters<typeof openProvider>[1];
  },
): Providers {
  const known = new Map<string, { readonly since: number; readonly open: OpenProvider }>();
  const find = (council: string) => settings.find((each) => each.council === council);
  return {
    log,
    ways: { passwords, providers: settings },
    find,
    list: () => settings,
    origins: [...new Set(settings.map(({ issuer }) => new URL(issuer).origin))],
    open: async (council) => {
      const before = known.get(council);
      if (before !== undefined && readMilliseconds() - before.since < ASK_AGAIN_AFTER_MS) return before.open;
      const provider = find(council);
      if (provider === undefined) throw new Error('No provider of this council.');
      const open = await openProvider(provider, fetcher);
      known.set(council, { since: readMilliseconds(), open });
      return open;
    },
  };
}
