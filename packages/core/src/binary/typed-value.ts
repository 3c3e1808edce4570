/** Res_value: the typed values of attributes and resources, and how they read as text. */

/** `Res_value.dataType` (ResourceTypes.h). */
export const valueTypes = {
  null: 0x00,
  reference: 0x01,
  attribute: 0x02,
  string: 0x03,
  float: 0x04,
  dimension: 0x05,
  fraction: 0x06,
  dynamicReference: 0x07,
  dynamicAttribute: 0x08,
  hexadecimal: 0x11,
  boolean: 0x12,
  firstColour: 0x1c,
  lastColour: 0x1f,
} as const;

/** Whether a value points to a resource. */
export function isReference(type: number): boolean {
  return type === valueTypes.reference || type === valueTypes.dynamicReference;
}

/**
 * A value that is neither string nor reference as text, as `TypedValue.coerceToString` and aapt write it: `25`, `true`,
 * `0x2`, `#ff0000ff`, `1.5dp`. An unknown type reads as a hexadecimal number.
 */
export function typedValueText(type: number, data: number): string {
  if (type >= valueTypes.firstColour && type <= valueTypes.lastColour) return `#${hex8(data)}`;
  switch (type) {
    case valueTypes.null:
      return '';
    case valueTypes.reference:
    case valueTypes.dynamicReference:
      return `@${hex8(data)}`;
    case valueTypes.attribute:
    case valueTypes.dynamicAttribute:
      return `?${hex8(data)}`;
    case valueTypes.float:
      return floatText(data);
    case valueTypes.dimension:
      return `${complexNumber(data)}${['px', 'dp', 'sp', 'pt', 'in', 'mm'][data & 0xf] ?? ''}`;
    case valueTypes.fraction:
      return `${complexNumber(data) * 100}${['%', '%p'][data & 0xf] ?? ''}`;
    case valueTypes.boolean:
      return data === 0 ? 'false' : 'true';
    case 0x10:
      return String(data | 0);
    default:
      return `0x${(data >>> 0).toString(16)}`;
  }
}

/** Eight lower-case hexadecimal digits. */
export function hex8(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

function floatText(data: number): string {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, data);
  return String(Number(view.getFloat32(0).toPrecision(6)));
}

/** A signed mantissa of 24 bits, scaled by one of four radixes (`COMPLEX_RADIX_*`). */
function complexNumber(data: number): number {
  const scales = [1, 1 / (1 << 7), 1 / (1 << 15), 1 / (1 << 23)];
  return Number((((data | 0) >> 8) * scales[(data >> 4) & 3]!).toPrecision(6));
}
