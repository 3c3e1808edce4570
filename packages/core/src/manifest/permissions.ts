/** What protects a permission: its own declaration in the app first, then Android's. */
import type { Protection } from '../report.js';
import { androidPermissions } from './android-permissions.js';
import type { Manifest } from './manifest.js';
import { baseProtection } from './protection-level.js';

const levels = ['normal', 'dangerous', 'signature', 'internal'] as const;

const byName: ReadonlyMap<string, Protection> = new Map(
  levels.flatMap((level) =>
    Object.entries(androidPermissions[level]).flatMap(([prefix, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => [`${prefix}.${name}`, level] as const),
    ),
  ),
);

/**
 * The base protection level of a permission: as Android defines it, since an app cannot redefine a permission of the system;
 * else as the app declares it itself; else `unknown`.
 */
export function protectionOf(name: string, declared: Manifest['declaredPermissions']): Protection {
  const system = byName.get(name);
  if (system !== undefined) return system;
  const own = declared.find((permission) => permission.name === name);
  return own === undefined ? 'unknown' : baseProtection(own.protection);
}
