import { findEntry, hasName, suggestName } from '../names.ts';
import type { ParsedFile } from '../parse-file.ts';
import type { CoreText, WordsText } from '../schema/words.schema.ts';
import type { Path, YamlFile } from '../yaml-file.ts';
import type { Lexicon } from './lexicon.ts';

/** A council's own layer names its services, roles and slots; the baseline names slots alone. */
export type Layer = 'council' | 'baseline';

/** Who and what a name stands for. Where that is nobody, what to say, and where if not at the name itself. */
export interface Receivers {
  resolveRole(name: string, layer: Layer): string | null;
  /** What stands in `to`: a service, or a role of the council's. */
  resolveService(name: string, layer: Layer): string | null;
  refuseRole(name: string, layer: Layer): Refusal;
  refuseService(name: string, layer: Layer): Refusal;
}

export interface Refusal {
  readonly file: YamlFile | null;
  readonly path: Path;
  readonly message: string;
}

type Kind = 'services' | 'roles';

/** Puts a council's services and roles in the core's slots. */
export function fillSlots(core: CoreText, words: ParsedFile<WordsText>, lexicon: Lexicon): Receivers {
  const fills = words.parsed?.fills ?? { services: {}, roles: {} };
  const fillRole = (slot: string): string | null => {
    const own = findEntry(fills.roles, slot);
    if (own !== undefined) return own;
    const instead = findEntry(core.slots.roles, slot)?.['when-not-filled'];
    return instead === undefined ? null : fillRole(instead);
  };
  const refuse = (name: string, layer: Layer, kinds: readonly Kind[]): Refusal => {
    const kind = kinds.find((one) => hasName(core.slots[one], name));
    if (kind !== undefined) {
      const means = findEntry(core.slots[kind], name)?.means;
      const message = `nothing fills the slot "${name}" (${means}), and it is needed: say here what does`;
      return { file: words, path: ['fills', kind], message };
    }
    const what = kinds.map((one) => (one === 'services' ? 'a service' : 'a role')).join(' or ');
    const slots = kinds.flatMap((one) => Object.keys(core.slots[one]));
    const own = kinds.flatMap((one) => [...lexicon[one].keys()]);
    const message =
      layer === 'baseline'
        ? `the baseline names slots alone, and "${name}" is none of the core's${suggestName(name, slots)}`
        : `"${name}" is not ${what} that this council has${suggestName(name, [...own, ...slots])}`;
    return { file: null, path: [], message };
  };
  return {
    resolveRole: (role, layer) => (layer === 'council' && lexicon.roles.has(role) ? role : fillRole(role)),
    resolveService(name, layer) {
      const own = layer === 'council' && (lexicon.services.has(name) || lexicon.roles.has(name));
      return own ? name : (findEntry(fills.services, name) ?? null);
    },
    refuseRole: (name, layer) => refuse(name, layer, ['roles']),
    refuseService: (name, layer) => refuse(name, layer, ['services', 'roles']),
  };
}
