import type { LoadedPolicy } from '../../pathway/index.ts';
import type { CaseRow } from '../case.store.ts';

/** What somebody had in front of them and in which team: "They told me about abuse. Team: Housing." */
export function saySituation(
  { facts }: Pick<LoadedPolicy['policy'], 'facts'>,
  { situation, service }: Pick<CaseRow, 'situation' | 'service'>,
): string {
  const labelOf = (id: string, value: string) =>
    facts.find((fact) => fact.id === id)?.values.find((each) => each.id === value)?.label ?? value;
  return `${labelOf('situation', situation)}. Team: ${labelOf('service', service)}.`;
}
