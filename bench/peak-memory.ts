/** Loaded into a process that is measured: writes its peak memory in KiB to file descriptor 3 when it ends. */
import { readFileSync, writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(peak())));

/**
 * On Linux the high-water mark of this program alone: `maxRSS` there begins with what the parent held when it forked
 * (`exec` carries it over), so a large parent would be measured instead.
 */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]);
}
