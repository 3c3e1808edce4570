/** The real apps of the test corpus, as files of the packages that ship them. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Path of a file inside an installed package. */
function fileOf(packageName: string, file: string): string {
  return join(dirname(require.resolve(`${packageName}/package.json`)), file);
}

/** Real apps by a short name. */
export const corpus = {
  apidemos: fileOf('android-apidemos', 'apks/ApiDemos-debug.apk'),
  uiautomator2: fileOf('appium-uiautomator2-server', 'apks/appium-uiautomator2-server-v10.6.6.apk'),
  uiautomator2Test: fileOf('appium-uiautomator2-server', 'apks/appium-uiautomator2-server-debug-androidTest.apk'),
  settings: fileOf('io.appium.settings', 'apks/settings_apk-debug.apk'),
  minicap: fileOf('@devicefarmer/minicap-prebuilt', 'prebuilt/noarch/minicap.apk'),
  stfService: fileOf('@devicefarmer/stf', 'vendor/STFService/STFService.apk'),
} as const;
