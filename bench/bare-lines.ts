/** The least that any command on lines does: reads each as JSON, and prints it. */
import { readFileSync, writeFileSync } from 'node:fs';

const results = readFileSync(0, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => `${JSON.stringify(JSON.parse(line))}\n`);
writeFileSync(1, results.join(''));
