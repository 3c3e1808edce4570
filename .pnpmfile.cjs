// The test corpus takes real APKs, JARs and AARs from these packages and runs none of their code: their own dependencies stay out.
const corpus = new Set([
  '@devicefarmer/minicap-prebuilt',
  '@devicefarmer/stf',
  'android-apidemos',
  'appium-uiautomator2-server',
  'com.google.playservices',
  'cordova-plugin-hockeyapp',
  'expokit',
  'io.appium.settings',
  'jpush-phonegap-plugin',
  'react-native-kochava-tracker',
  'react-native-wechat',
]);

function readPackage(manifest) {
  if (!corpus.has(manifest.name)) return manifest;
  return { ...manifest, dependencies: {}, optionalDependencies: {}, peerDependencies: {}, scripts: {} };
}

module.exports = { hooks: { readPackage } };
