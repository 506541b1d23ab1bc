/** Where somebody sees what they have just saved. */
export function addressOfDone(caseId: string): `/${string}` {
  return `/concerns/${caseId}/saved`;
}
