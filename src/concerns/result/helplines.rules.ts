import type { Facts } from '../../pathway/engine/index.ts';

/** For whom, and for what, services are looked for in the directory; in the core's words. */
export interface HelpSought {
  readonly need: string;
  readonly person: 'survivor' | 'child' | 'perpetrator';
}

/** Whom a service would help; nobody where somebody only asks the council about a customer. */
export function seekHelp({ situation, survivorAge }: Facts): HelpSought | null {
  if (situation === 'caller') return null;
  if (situation === 'perpetrator') return { need: 'change', person: 'perpetrator' };
  return { need: 'domestic-abuse', person: survivorAge === 'under-16' ? 'child' : 'survivor' };
}
