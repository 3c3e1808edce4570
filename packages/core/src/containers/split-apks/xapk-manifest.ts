/** Reads manifest.json of an XAPK: which APKs the set should have. */

/**
 * Paths of the APKs that `split_apks` lists, empty when the text is no such file. The rest of it, such as where expansion files go on
 * a device, is of no use here.
 */
export function apksOfXapk(text: string): readonly string[] {
  const listed = fieldOf(parse(text), 'split_apks');
  if (!Array.isArray(listed)) return [];
  return listed.map((one: unknown) => fieldOf(one, 'file')).filter((file) => typeof file === 'string');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
}
