/** What people give in place of an app is named, with what to try. */
import { buildElf, buildZip } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { refusal } from './scan-both.js';

/** A byte for each character. */
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const padded = (text: string, length = 64) => bytesOf(text.padEnd(length, '\0'));

/** An OAT file begins as any library does; its own header lies behind the first page. */
function oatAt(page: number): Uint8Array {
  const bytes = new Uint8Array(page + 0x2000);
  bytes.set(bytesOf('\x7fELF\x02\x01\x01'));
  bytes.set(bytesOf('oat\n230\0'), page);
  return bytes;
}

describe('a file that is no app', () => {
  it.each<[string, Uint8Array, string, string]>([
    ['ODEX', padded('dey\n036\0'), 'optimized code (ODEX)', 'baksmali'],
    ['VDEX', padded('vdex027\0'), 'verified code (VDEX)', 'vdexExtractor'],
    ['CDEX', padded('cdex001\0'), 'compact DEX (CDEX)', 'compact_dex_converter'],
    ['OAT', oatAt(0x1000), 'compiled code (OAT)', 'pm path'],
    ['OAT of a device with large pages', oatAt(0x4000), 'compiled code (OAT)', 'pm path'],
    ['a native library', buildElf({}), 'a native library (ELF)', 'Scan the APK that holds it.'],
    ['an image of ART', padded('art\n085\0'), 'a compiled image', 'Scan the APK'],
    ['a class file', padded('\xca\xfe\xba\xbe\0\0\0\x34'), 'one Java class file', 'jar cf'],
    ['RAR', padded('Rar!\x1a\x07\x01\0'), 'a RAR archive', 'Unpack it first'],
    ['7z', padded("7z\xbc\xaf'\x1c\0\x04"), 'a 7z archive', 'Unpack it first'],
    ['gzip', padded('\x1f\x8b\x08'), 'a gzip file', 'Unpack it first'],
    ['tar', bytesOf(`${'app.apk'.padEnd(257, '\0')}ustar\0`.padEnd(512, '\0')), 'a tar archive', 'Unpack it first'],
    ['a backup', bytesOf('ANDROID BACKUP\n5\n1\nnone\n'), 'an Android backup', 'pull the app'],
    [
      'a pointer',
      bytesOf('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n'),
      'Git LFS',
      'git lfs pull',
    ],
    ['a web page', bytesOf('\n <!DOCTYPE html>\n<html><title>Log in</title>'), 'a web page (HTML)', 'server'],
    ['an old web page', bytesOf('<HTML><HEAD>'), 'a web page (HTML)', 'server'],
    ['an error of a storage service', bytesOf('<?xml version="1.0"?><Error/>'), 'an XML document', 'server'],
    ['an error of an interface', bytesOf('{"error": "not found"}'), 'a JSON document', 'server'],
    ['PowerShell text', bytesOf('\xff\xfec\0o\0m\0'), 'text in UTF-16', 'save it in UTF-8'],
    ['a download that was never finished', new Uint8Array(100_000), 'nothing but zero bytes', 'Fetch the app again'],
    ['anything else', bytesOf('\x01\x02\x03'), '3 bytes that begin with 01 02 03', 'Give an APK'],
  ])('is named: %s', async (_, bytes, what, advice) => {
    expect(await refusal(bytes)).toMatchObject({
      name: 'ScanError',
      code: 'input/not-an-app',
      message: expect.stringContaining(what),
      advice: expect.stringContaining(advice),
    });
  });
});

describe('an archive without an app', () => {
  it.each<[string, readonly string[], string, string]>([
    ['an app for iOS', ['Payload/Shop.app/Info.plist'], 'an app for iOS (IPA)', 'Only Android apps'],
    ['a project of apktool', ['shop/apktool.yml', 'shop/smali/a/B.smali'], 'a project that apktool made', 'apktool b'],
    ['an Office document', ['[Content_Types].xml'], 'an Office document', 'Give the app'],
    ['nothing', [], 'an archive without any files', 'Fetch it again'],
    ['anything else', ['notes.txt'], 'there is neither.', 'Unpack the outer archive'],
  ])('is named: %s', async (_, names, what, advice) => {
    expect(await refusal(buildZip(names.map((name) => ({ name, bytes: 'x' }))))).toMatchObject({
      code: 'input/no-app-parts',
      message: expect.stringContaining(what),
      advice: expect.stringContaining(advice),
    });
  });
});
