/** List the classes of an app, without rules. Run: node examples/dist/list-classes.js app.apk */
import { listClasses } from '@trackerscope/core/node';

const { defined, referenced } = await listClasses(process.argv[2] ?? 'app.apk');
process.stdout.write(`${defined.length} defined, ${referenced.length} referenced\n${defined.join('\n')}\n`);
