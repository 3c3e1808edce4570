/** Scan one file. Run: node examples/dist/scan-file.js app.apk */
import { scan } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';

const report = await scan(process.argv[2] ?? 'app.apk', { rules });

process.stdout.write(`${report.app.label} (${report.app.package})\n`);
for (const { tracker, verdict, classes, hosts } of report.findings) {
  process.stdout.write(`${verdict}: ${tracker.name}, ${classes.count} classes, hosts: ${hosts.join(' ') || 'none'}\n`);
}
