/** aapt.pb.Item as the typed value that binary XML and resources.arsc would hold in its place. */
import { valueTypes } from '../typed-value.js';
import { item, primitive, reference, textItem } from './schema.js';
import { fieldText, nextField, type ProtoScan, wireTypes } from './wire.js';

/** `Res_value` by its numbers; texts have no pool here, and a reference may have a name in place of an id. */
export interface ItemValue {
  readonly type: number;
  readonly data: number;
  readonly text: string;
}

const nothing: ItemValue = { type: valueTypes.null, data: 0, text: '' };

/** Reads the item from `start` to `end`; of several values in it the last counts, as everywhere in protocol buffers. */
export function readItem(scan: ProtoScan, start: number, end: number, maxUnits: number): ItemValue {
  let kind = 0;
  let from = 0;
  let to = 0;
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.type !== wireTypes.length || scan.field > item.primitive) continue;
    kind = scan.field;
    from = scan.start;
    to = scan.end;
  }
  switch (kind) {
    case item.reference:
      return readReference(scan, from, to, maxUnits);
    case item.string:
    case item.rawString:
    case item.styledString:
    case item.file:
      return { type: valueTypes.string, data: 0, text: lastText(scan, from, to, textItem.value, maxUnits) };
    case item.id:
      // Only there to take up a resource id; resources.arsc holds `false` in its place (Id::Flatten, ResourceValues.cpp).
      return { type: valueTypes.boolean, data: 0, text: '' };
    case item.primitive:
      return readPrimitive(scan, from, to);
    default:
      return nothing;
  }
}

/** The text of the last field of this number in a message; empty when there is none. */
export function lastText(scan: ProtoScan, start: number, end: number, field: number, maxUnits: number): string {
  let text = '';
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field === field) text = fieldText(scan, maxUnits);
  }
  return text;
}

function readReference(scan: ProtoScan, start: number, end: number, maxUnits: number): ItemValue {
  let type: number = valueTypes.reference;
  let data = 0;
  let text = '';
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field === reference.name) text = fieldText(scan, maxUnits);
    else if (scan.type !== wireTypes.varint) continue;
    else if (scan.field === reference.id) data = scan.low;
    else if (scan.field === reference.type) type = scan.low === 1 ? valueTypes.attribute : valueTypes.reference;
  }
  return { type, data, text };
}

/** `Res_value.dataType` by the number of the field in a primitive. */
const primitiveTypes: { readonly [field: number]: number } = {
  [primitive.null]: valueTypes.null,
  [primitive.empty]: valueTypes.null,
  [primitive.float]: valueTypes.float,
  [primitive.dimensionAsFloat]: valueTypes.dimension,
  [primitive.fractionAsFloat]: valueTypes.fraction,
  [primitive.decimal]: 0x10,
  [primitive.hexadecimal]: valueTypes.hexadecimal,
  [primitive.boolean]: valueTypes.boolean,
  [primitive.colourArgb8]: 0x1c,
  [primitive.colourRgb8]: 0x1d,
  [primitive.colourArgb4]: 0x1e,
  [primitive.colourRgb4]: 0x1f,
  [primitive.dimension]: valueTypes.dimension,
  [primitive.fraction]: valueTypes.fraction,
};

function readPrimitive(scan: ProtoScan, start: number, end: number): ItemValue {
  let value = nothing;
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    const type = primitiveTypes[scan.field];
    // A negative integer is written as 64 bits; its lower half is the number in 32.
    if (type !== undefined) value = { type, data: scan.type === wireTypes.length ? 0 : scan.low, text: '' };
  }
  return value;
}
