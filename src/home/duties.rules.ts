const reading = { href: '/oversight/reading', text: 'Unusual reading' } as const;

const duties = [
  { role: 'administrator', href: '/staff', text: 'Staff and teams' },
  { role: 'break-glass', href: '/emergency', text: 'Open a case in an emergency' },
  { role: 'information-governance', href: '/emergency/reviews', text: 'Emergencies to review' },
  { role: 'information-governance', href: '/oversight', text: 'Who has looked at cases' },
  { role: 'information-governance', ...reading },
] as const;

/**
 * Where somebody's roles lead that is not everybody's; and whoever manages a colleague whose reading was
 * unusual, to that.
 */
export function listDuties(
  roles: readonly string[],
  { managesUnusual }: { readonly managesUnusual: boolean },
): { readonly href: string; readonly text: string }[] {
  const own = duties.filter(({ role }) => roles.includes(role)).map(({ href, text }) => ({ href, text }));
  const isThere = own.some(({ href }) => href === reading.href);
  return managesUnusual && !isThere ? [...own, reading] : own;
}
