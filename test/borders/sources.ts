/** The project's own source files and what each imports, for the border tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A source file: its path from the root, with `/`, the specifiers it imports, and those of them that load with it. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly string[];
  /** Without those of types alone, and without `import()`. */
  readonly loads: readonly string[];
}

/** All TypeScript files below a folder of the repository, build output and dependencies left out. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => relative(root, join(file.parentPath, file.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => ({ path, ...importsOf(readFileSync(join(root, path), 'utf8')) }));
}

function importsOf(text: string): Pick<SourceFile, 'imports' | 'loads'> {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const values = code.replaceAll(/\b(?:import|export) type\b[^;]*;/g, '');
  const loads = [...values.matchAll(/(?:\bfrom|\bimport)\s*'([^']+)'/g)].map((match) => match[1]!);
  const statements = code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
  return { imports: [...statements].map((match) => match[1]!), loads };
}
