/**
 * What the check of pure code lists that is neither TypeScript's own library nor part of the check. One such
 * file may bring Node's types with it, and then `process` and `fetch` are known again, without a word.
 *
 * @param listing the output of `tsc -p tsconfig.rules.json --listFilesOnly`
 */
export function findOutsiders(listing: string): string[] {
  return listing
    .split('\n')
    .map((line) => line.trim().replaceAll('\\', '/'))
    .filter((path) => path !== '' && !isLibrary(path) && !isPure(path));
}

function isLibrary(path: string): boolean {
  return /\/node_modules\/(@typescript\/[^/]+|typescript)\/lib\/lib(\.[\w.]+)?\.d\.ts$/.test(path);
}

function isPure(path: string): boolean {
  return /\/src\/(.*\.rules\.ts|pathway\/engine\/[^/]+\.ts|platform\/[^/]+\.pure\.ts)$/.test(path);
}
