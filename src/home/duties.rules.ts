const duties = [
  { role: 'administrator', href: '/staff', text: 'Staff and teams' },
  { role: 'break-glass', href: '/emergency', text: 'Open a case in an emergency' },
  { role: 'information-governance', href: '/emergency/reviews', text: 'Emergencies to review' },
  { role: 'information-governance', href: '/oversight', text: 'Who has looked at cases' },
  { role: 'information-governance', href: '/oversight/reading', text: 'Unusual reading' },
] as const;

/** Where somebody's roles lead that is not everybody's. */
export function listDuties(roles: readonly string[]): { readonly href: string; readonly text: string }[] {
  return duties.filter(({ role }) => roles.includes(role)).map(({ href, text }) => ({ href, text }));
}
