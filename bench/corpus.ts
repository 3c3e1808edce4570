/** The real apps that are measured, as files of the packages that ship them. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Path of a file inside an installed package. */
function fileOf(packageName: string, file: string): string {
  return join(dirname(require.resolve(`${packageName}/package.json`)), file);
}

/** An app to measure on. */
export interface App {
  /** Says in the table what it is. */
  readonly name: string;
  readonly path: string;
}

/** 6.4 MB with one DEX of 7.3 MB. */
export const apiDemos: App = {
  name: 'ApiDemos, 1 DEX of 7 MB',
  path: fileOf('android-apidemos', 'apks/ApiDemos-debug.apk'),
};

/** 1.4 MB with one DEX of 3.7 MB. */
export const stfService: App = {
  name: 'STFService, 1 DEX of 4 MB',
  path: fileOf('@devicefarmer/stf', 'vendor/STFService/STFService.apk'),
};

/** 18 MB with 16 DEX of 14.5 MB together. */
export const uiautomator2: App = {
  name: 'uiautomator2, 16 DEX of 14 MB',
  path: fileOf('appium-uiautomator2-server', 'apks/appium-uiautomator2-server-v10.6.6.apk'),
};

const { bin } = require('trackerscope/package.json') as { readonly bin: { readonly trackerscope: string } };

/** The script that installing the command puts on the path. */
export const command = fileOf('trackerscope', bin.trackerscope);
