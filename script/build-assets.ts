import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compile } from 'sass';

// Builds the one style sheet and the one script from their sources. What it writes is kept in the repository:
// a start needs no build, and assets.test.ts fails where it is out of step. To write it anew:
// node script/build-assets.ts

const pageKit = new URL('../src/platform/html/', import.meta.url);
const locate = (path: string): string => fileURLToPath(new URL(path, pageKit));

/** The style sheet, compressed by Sass: govuk-frontend's components in use and our own. */
export const buildStyles = (): string => {
  const { css } = compile(locate('styles/rowan.scss'), {
    style: 'compressed',
    charset: false,
    loadPaths: [fileURLToPath(new URL('../node_modules/', import.meta.url))],
    quietDeps: true,
  });
  return `${css}\n`;
};

/** The script as one ES module: govuk-frontend's components in use and our own. */
export const buildScript = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [locate('script/rowan.browser.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2020'],
    legalComments: 'none',
    charset: 'utf8',
    write: false,
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild wrote no script.');
  return script.text;
};

if (import.meta.main) {
  writeFileSync(locate('assets/built/rowan.css'), buildStyles());
  writeFileSync(locate('assets/built/rowan.js'), await buildScript());
}
