/** Look for something of your own: a ruleset is plain data. Run: node examples/dist/own-rules.js app.apk */

import type { Ruleset } from '@trackerscope/core';
import { scan } from '@trackerscope/core/node';

const rules: Ruleset = {
  name: 'own',
  version: '1',
  sha256: '0'.repeat(64),
  trackers: [
    {
      id: 'our-old-analytics',
      exodusId: null,
      name: 'Our old analytics',
      aliases: [],
      website: null,
      categories: { exodus: [], trackerscope: ['analytics'] },
      owner: null,
      status: 'discontinued',
      source: { name: 'own', date: '2026-11-22', firstListed: null },
      published: { code: null, network: null },
      signatures: {
        code: [{ raw: 'com.example.demo.', pattern: 'com.example.demo.', hits: [], misses: [] }],
        network: [],
      },
      shared: [],
    },
  ],
};

const { findings } = await scan(process.argv[2] ?? 'app.apk', { rules });
for (const { matches } of findings) for (const { value } of matches) process.stdout.write(`${value}\n`);
