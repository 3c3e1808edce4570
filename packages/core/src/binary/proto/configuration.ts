/** aapt.pb.Configuration written as ResTable_config, so that one rule says which of a resource's values is the default. */
import { configuration } from './schema.js';
import { fieldText, nextField, type ProtoScan, wireTypes } from './wire.js';

/** Bytes of `ResTable_config` in its longest known form. */
export const configurationBytes = 64;

/**
 * Where a number lies in `ResTable_config` (ResourceTypes.h): its offset, and a width of two bytes, or of some bits of one byte
 * and how far these are shifted to the left. `yesNo` numbers count "yes" before "no" here and "no" before "yes" there.
 */
interface Place {
  readonly offset: number;
  readonly bits: number;
  readonly shift?: number;
  readonly yesNo?: boolean;
}

const places: { readonly [field: number]: Place } = {
  [configuration.mcc]: { offset: 4, bits: 16 },
  [configuration.mnc]: { offset: 6, bits: 16 },
  [configuration.orientation]: { offset: 12, bits: 8 },
  [configuration.touchscreen]: { offset: 13, bits: 8 },
  [configuration.density]: { offset: 14, bits: 16 },
  [configuration.keyboard]: { offset: 16, bits: 8 },
  [configuration.navigation]: { offset: 17, bits: 8 },
  [configuration.keysHidden]: { offset: 18, bits: 2 },
  [configuration.navHidden]: { offset: 18, bits: 2, shift: 2 },
  [configuration.grammaticalGender]: { offset: 19, bits: 2 },
  [configuration.screenWidth]: { offset: 20, bits: 16 },
  [configuration.screenHeight]: { offset: 22, bits: 16 },
  [configuration.sdkVersion]: { offset: 24, bits: 16 },
  [configuration.screenLayoutSize]: { offset: 28, bits: 4 },
  [configuration.screenLayoutLong]: { offset: 28, bits: 2, shift: 4, yesNo: true },
  [configuration.layoutDirection]: { offset: 28, bits: 2, shift: 6 },
  [configuration.uiModeType]: { offset: 29, bits: 4 },
  [configuration.uiModeNight]: { offset: 29, bits: 2, shift: 4, yesNo: true },
  [configuration.smallestScreenWidthDp]: { offset: 30, bits: 16 },
  [configuration.screenWidthDp]: { offset: 32, bits: 16 },
  [configuration.screenHeightDp]: { offset: 34, bits: 16 },
  [configuration.screenRound]: { offset: 48, bits: 2, yesNo: true },
  [configuration.wideColorGamut]: { offset: 49, bits: 2, yesNo: true },
  [configuration.hdr]: { offset: 49, bits: 2, shift: 2, yesNo: true },
};

const languageOffset = 8;
const regionOffset = 10;
const scriptOffset = 36;
const variantOffset = 40;
/** Subtags of a locale are short; what is longer is none. */
const longestLocale = 64;

/** Writes the configuration from `start` to `end` into the {@link configurationBytes} at `offset` of `view`. */
export function writeConfiguration(scan: ProtoScan, start: number, end: number, view: DataView, offset: number): void {
  for (let i = 0; i < configurationBytes; i++) view.setUint8(offset + i, 0);
  view.setUint32(offset, configurationBytes, true);
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field === configuration.locale) writeLocale(view, offset, fieldText(scan, longestLocale));
    const place = places[scan.field];
    if (place !== undefined && scan.type === wireTypes.varint)
      writeNumber(view, offset + place.offset, place, scan.low);
  }
}

function writeNumber(view: DataView, at: number, { bits, shift = 0, yesNo = false }: Place, number: number): void {
  if (bits === 16) {
    view.setUint16(at, number & 0xffff, true);
    return;
  }
  const mask = (1 << bits) - 1;
  const value = yesNo && (number === 1 || number === 2) ? 3 - number : number;
  view.setUint8(at, (view.getUint8(at) & ~(mask << shift)) | ((value & mask) << shift));
}

/** Language, script, region and variant by their lengths (BCP 47, §2.1); extensions, behind a single letter, say nothing here. */
function writeLocale(view: DataView, offset: number, locale: string): void {
  const [language = '', ...subtags] = locale.split('-');
  writePacked(view, offset + languageOffset, language.toLowerCase(), 0x61);
  for (const subtag of subtags) {
    if (subtag.length < 2) break;
    if (subtag.length < 4) writePacked(view, offset + regionOffset, subtag.toUpperCase(), 0x30);
    else if (subtag.length === 4 && /^\D/.test(subtag)) writeAscii(view, offset + scriptOffset, subtag);
    else if (subtag.length <= 8) writeAscii(view, offset + variantOffset, subtag.toLowerCase());
  }
}

/** Two letters as they are; three in five bits each, counted from `base`, under a top bit (`packLanguageOrRegion`). */
function writePacked(view: DataView, at: number, text: string, base: number): void {
  const [first, second, third] = [0, 1, 2].map((i) => (text.charCodeAt(i) - base) & 0x1f);
  if (text.length === 2) writeAscii(view, at, text);
  else if (text.length === 3) view.setUint16(at, 0x8000 | (third! << 10) | (second! << 5) | first!, false);
}

function writeAscii(view: DataView, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i) & 0x7f);
}
