/** Try other rules on an app without opening it again. Run: node examples/dist/try-other-rules.js app.apk */
import { compareCodeUnits, type Ruleset } from '@trackerscope/core';
import { scanInventory, takeInventory } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';

// Plain data: it can be kept in a store, or sent to another thread.
const inventory = await takeInventory(process.argv[2] ?? 'app.apk');

const namesFoundBy = (ruleset: Ruleset): string[] =>
  scanInventory(inventory, { rules: ruleset }).findings.map(({ tracker }) => tracker.name);

const active = rules.trackers.filter(({ status }) => status !== 'discontinued');
const activeOnly: Ruleset = { name: 'active', version: rules.version, sha256: '0'.repeat(64), trackers: active };
process.stdout.write(`all rules: ${namesFoundBy(rules).sort(compareCodeUnits).join(', ')}\n`);
process.stdout.write(`without discontinued trackers: ${namesFoundBy(activeOnly).sort(compareCodeUnits).join(', ')}\n`);
