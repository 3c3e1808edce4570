/** ResTable_config: which of a resource's values counts as the default one. */

/**
 * How far a configuration is from the default: 0 for the default itself (all qualifiers zero, what `values/` without
 * suffix compiles to), 1 without a language, 2 for English, 3 for any other language.
 *
 * aapt's `application-label` asks for no language, and Android falls back in the same way; English is what aapt's
 * `application: label=` asks for.
 */
export function distanceFromDefault(view: DataView, offset: number, end: number): number {
  const configEnd = configurationEnd(view, offset, end);
  let zero = true;
  for (let at = offset + 4; at < configEnd && zero; at++) zero = view.getUint8(at) === 0;
  if (zero) return 0;
  // `language`, two bytes behind `size` and `mcc`/`mnc`.
  const language = offset + 10 <= configEnd ? view.getUint16(offset + 8, false) : 0;
  if (language === 0) return 1;
  return language === 0x656e ? 2 : 3;
}

/** Orders two configurations of the same distance by their bytes, so that the choice between them never changes. */
export function compareConfigurations(view: DataView, a: number, b: number, end: number): number {
  const length = Math.min(configurationEnd(view, a, end) - a, configurationEnd(view, b, end) - b);
  for (let i = 4; i < length; i++) {
    const difference = view.getUint8(a + i) - view.getUint8(b + i);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The longest form known has 64 bytes; a longer one is of the future, a size past `end` a lie. */
function configurationEnd(view: DataView, offset: number, end: number): number {
  if (offset + 4 > end) return offset;
  return Math.min(end, offset + Math.min(64, view.getUint32(offset, true)));
}
