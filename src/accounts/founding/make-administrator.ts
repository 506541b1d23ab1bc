import { parseArgs } from 'node:util';
import { z } from 'zod';
import { foundOrganisation, HOURS_OF_A_WAY_IN, makeFirstWayIn } from '../../councils/index.ts';
import { choosePolicy, type LoadedPolicies } from '../../pathway/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import { systemClock as clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { openKeys } from '../../platform/crypto/index.ts';
import type { StartedDatabase } from '../../platform/database/index.ts';
import { makeId, makeReference } from '../../platform/ids.ts';
import { complain, openLog, tell } from '../../platform/log.ts';
import { StartUpRefusal } from '../../platform/refusal.ts';
import { hasOwnSignIn, readProviders, takesWaysIn, type Ways } from '../../signing-in/index.ts';

const usage = `rowan admin first --council PACK --organisation NAME --name NAME --sign-in NAME --email ADDRESS
    makes the first administrator of a council, and a link by which they come in, once and within a day
rowan admin first --council PACK
    makes another link, as long as nobody of the council has come in
`;

const word = z.string().trim().min(1).max(120).optional();
const schema = z.object({
  council: z.string().regex(/^[a-z][a-z0-9-]*$/),
  organisation: word,
  name: word,
  'sign-in': z
    .string()
    .regex(/^[a-z0-9][a-z0-9.'@_-]{1,99}$/)
    .optional(),
  email: z.email().optional(),
});
type Wanted = z.infer<typeof schema>;

/** What the command line lends. */
interface Lent {
  openPolicies(): LoadedPolicies;
  withDatabase<Value>(
    use: 'command',
    work: (started: StartedDatabase, config: Config) => Promise<Value>,
  ): Promise<Value>;
}

/**
 * Makes the first administrator of a council. It works beside a Rowan that serves.
 *
 * @returns the exit status
 * @throws StartUpRefusal why not, in a sentence
 */
export function makeAdministrator(args: readonly string[], lent: Lent): Promise<number> {
  const wanted = readWanted(args);
  if (wanted !== undefined) return makeFirst(wanted, lent);
  complain(usage);
  return Promise.resolve(2);
}

function readWanted([command, ...args]: readonly string[]): Wanted | undefined {
  const text = { type: 'string' } as const;
  const options = { council: text, organisation: text, name: text, 'sign-in': text, email: text };
  try {
    const { values } = parseArgs({ args: [...args], options });
    return command === 'first' ? schema.safeParse(values).data : undefined;
  } catch {
    return undefined;
  }
}

function makeFirst(wanted: Wanted, { openPolicies, withDatabase }: Lent): Promise<number> {
  return withDatabase('command', async (started, config) => {
    const ways: Ways = {
      passwords: config.database.kind === 'embedded',
      providers: readProviders(config.signInFile),
    };
    const reference = makeReference();
    if (wanted.name !== undefined)
      await found(wanted, { ways, started, config, reference, policies: openPolicies() });
    const made = await makeFirstWayIn(started.database, wanted.council, reference);
    if (made === undefined) throw new StartUpRefusal(explainNoFirst(wanted));
    tell(`${made.signIn} is the first administrator of ${wanted.council}.`);
    for (const sentence of describeWayIn(config, ways, wanted, made.token)) tell(sentence);
    return 0;
  });
}

async function found(
  { council, organisation: name, name: who, 'sign-in': signIn, email }: Wanted,
  needs: {
    readonly ways: Ways;
    readonly started: StartedDatabase;
    readonly config: Config;
    readonly reference: string;
    readonly policies: LoadedPolicies;
  },
): Promise<void> {
  const { ways, started, config, reference, policies } = needs;
  if (name === undefined || who === undefined || signIn === undefined)
    throw new StartUpRefusal('Say --organisation, --name and --sign-in together.');
  if (!takesWaysIn(ways, council) && email === undefined)
    throw new StartUpRefusal('Say --email as well: the council’s own sign-in knows them by it.');
  const chosen = choosePolicy(policies, council, readLondonTime(clock.now()).day);
  if (!chosen.ok) throw new StartUpRefusal(chosen.message);
  const { words, policy } = chosen.policy;
  const services = policy.facts.find(({ id }) => id === 'service')?.values ?? [];
  const service = (services.find(({ id }) => id === 'general') ?? services[0])?.id ?? 'general';
  const organisationId = makeId<'organisation'>(clock);
  const organisation = {
    organisationId,
    council,
    name,
    receivesRole: words['receives-concerns'],
    opensServices: words['opens-services'],
    neverLeadsServices: words['never-leads-services'],
  };
  const team = { teamId: makeId<'team'>(clock), organisationId, name: 'Administration', service };
  const first = { staffId: makeId<'viewer'>(clock), name: who, signIn, ...(email && { email }) };
  const keys = openKeys({ ...config, connection: started.keys, clock, log: openLog(clock) });
  try {
    await keys.unlock();
    const { database } = started;
    await foundOrganisation({ database, keys }, organisation, team, first, reference).catch((error) => {
      throw isTaken(error) ? new StartUpRefusal(explainNoFirst({ council, name: who })) : error;
    });
  } finally {
    await keys.close();
  }
}

/** The organisation, or the sign-in name, is somebody's already. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

function explainNoFirst({ council, name }: Pick<Wanted, 'council' | 'name'>): string {
  return name === undefined
    ? `Nobody of ${council} waits for a link: make the first administrator, with --organisation, --name, ` +
        '--sign-in; or, where somebody has come in already, an administrator makes links in Rowan.'
    : `There is an administrator of ${council} already, or somebody has this sign-in name. ` +
        `Has nobody come in yet? rowan admin first --council ${council} makes another link.`;
}

function describeWayIn(config: Config, ways: Ways, { council }: Wanted, token: string): readonly string[] {
  const own = ways.providers.find((each) => each.council === council);
  const origin = config.publicOrigin ?? `http://localhost:${config.port}`;
  const does = ways.passwords ? 'choose a password' : 'make a passkey';
  return [
    ...(own && hasOwnSignIn(ways, council)
      ? [`They come in with the sign-in of ${own.label}, by the e-mail address that you gave.`]
      : []),
    ...(takesWaysIn(ways, council)
      ? [`Give them this link, and nobody else. They ${does} by it, within ${HOURS_OF_A_WAY_IN} hours:`]
      : []),
    ...(takesWaysIn(ways, council) ? [`${origin}/way-in/${token}`] : []),
  ];
}
