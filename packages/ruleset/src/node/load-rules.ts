/** Rules from disk: a folder with one file per rule, or a single file. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareCodeUnits, type Ruleset, ScanError, type TrackerRule } from '@trackerscope/core';
import { hashTrackers } from '../hash.js';
import { parseRule, parseRules } from '../parse-rule.js';

/**
 * Loads rules from a folder (each `<id>.json` is one rule; `package.json` may state name and version) or from one file that
 * holds a rule or a list of rules. Trackers are sorted by id.
 * @throws ScanError `rules/not-found`, or as `parseRules`
 */
export async function loadRules(path: string): Promise<Ruleset> {
  const info = await stat(path).catch(() => null);
  if (!info) throw new ScanError('rules/not-found', `${path}: there is no file or folder with this name`);
  const isFolder = info.isDirectory();
  if (!isFolder && !info.isFile()) throw new ScanError('rules/not-found', `${path}: expected a file or folder`);
  const trackers = isFolder ? await loadFolder(path) : parseRules(await read(path), path);
  if (trackers.length === 0) {
    throw new ScanError('rules/bad-field', `${path}: expected a rule or a list of rules, found an empty list`);
  }
  trackers.sort((a, b) => compareCodeUnits(a.id, b.id));
  const { name, version } = isFolder ? await identityOf(path) : { name: undefined, version: undefined };
  return {
    name: name ?? basename(path, '.json'),
    version: version ?? 'unversioned',
    sha256: await hashTrackers(trackers),
    trackers,
  };
}

async function loadFolder(folder: string): Promise<TrackerRule[]> {
  const names = await readdir(folder).catch((cause) => {
    throw new ScanError('rules/not-found', `${folder}: the folder could not be read`, { cause });
  });
  const files = names.filter((file) => file.endsWith('.json') && file !== 'package.json');
  if (files.length === 0)
    throw new ScanError('rules/not-found', `${folder}: there is no rule file (<id>.json) in this folder`);
  const rules: TrackerRule[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files.sort(compareCodeUnits)) {
    const path = join(folder, file);
    const rule = parseRule(await read(path), path);
    const other = fileOf.get(rule.id);
    if (other !== undefined)
      throw new ScanError('rules/duplicate-id', `${path}: the id ${rule.id} is given by ${other} already`);
    fileOf.set(rule.id, path);
    rules.push(rule);
  }
  for (const [id, path] of fileOf) {
    if (basename(path, '.json') !== id)
      throw new ScanError(
        'rules/bad-field',
        `${path}:1: id: expected ${basename(path, '.json')}, as the file is named, found ${id}`,
      );
  }
  return rules;
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ScanError('rules/not-found', `${path}: could not be read`, { cause });
  }
}

async function identityOf(folder: string): Promise<{ name: string | undefined; version: string | undefined }> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  try {
    const { name, version }: Record<string, unknown> = JSON.parse(text) ?? {};
    return { name: textOrNothing(name), version: textOrNothing(version) };
  } catch {
    return { name: undefined, version: undefined };
  }
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
