/** The version of the command. */
import { readFileSync } from 'node:fs';

/** The version in this package's own package.json. */
export function ownVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}
