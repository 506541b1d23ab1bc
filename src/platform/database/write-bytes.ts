/** As PostgreSQL reads bytes out of JSON. */
export function writeBytes(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
