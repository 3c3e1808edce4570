/** Scan bytes in memory, as a web page or a server does: no file is read. Run: node examples/dist/scan-bytes.js */
import { isScanError, scan } from '@trackerscope/core';
import { rules } from '@trackerscope/ruleset';
import { buildDemoApp } from './demo-app.js';

const upload = new Blob([new Uint8Array(buildDemoApp())]);
const report = await scan(upload, { rules, name: 'upload.apk' });
process.stdout.write(`${report.input.name}: ${report.findings.length} findings\n`);

try {
  await scan(new TextEncoder().encode('Hello'), { rules });
} catch (error) {
  if (!isScanError(error)) throw error;
  process.stdout.write(`${error.code}: ${error.message}\n`);
}
