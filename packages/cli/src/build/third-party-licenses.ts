/** The licences of what other people wrote and the bundle carries. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputChunk } from 'rolldown';

/**
 * Name, version and licence text of every installed package that has code in the chunks, sorted by name.
 * @throws Error for a package without a licence: nobody may pass it on
 */
export async function thirdPartyLicenses(chunks: readonly OutputChunk[]): Promise<string> {
  const folders = new Set<string>();
  for (const { modules } of chunks) {
    for (const [id, { renderedLength }] of Object.entries(modules)) {
      const [folder] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? [];
      if (folder !== undefined && renderedLength > 0) folders.add(folder);
    }
  }
  const notices = await Promise.all([...folders].map(noticeOf));
  notices.sort((a, b) => (a < b ? -1 : 1));
  return ['The command carries the work of others, under these licences.\n', ...notices].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).sort().find((each) => /^licen[cs]e/i.test(each));
  const text =
    file === undefined ? standardText(license, author?.name ?? author) : await readFile(join(folder, file), 'utf8');
  if (text === undefined) throw new Error(`${name} ${version} says no licence under which it could be passed on.`);
  return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}

/** For a package that only names its licence, as @nodable/entities does: the text that the name stands for. */
function standardText(license: unknown, author: unknown): string | undefined {
  if (license !== 'MIT' || typeof author !== 'string') return undefined;
  return `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
