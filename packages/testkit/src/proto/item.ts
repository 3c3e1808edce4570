/** Writes aapt.pb.Item (Resources.proto): the values that binary XML and resources.arsc hold as `Res_value`. */
import type { TypedInput } from '../axml/chunk.js';
import { fixed32Field, protoField, protoMessage } from './wire.js';

/** Field of a Primitive by `Res_value.dataType`. */
const primitiveFields: { readonly [type: number]: number } = {
  5: 13, // dimension
  6: 14, // fraction
  16: 6, // decimal
  17: 7, // hexadecimal
  28: 9, // colours, by how many digits they were written with
  29: 10,
  30: 11,
  31: 12,
};

/** The item for a value: text, integer, boolean, reference, or a `Res_value` by its numbers. */
export function protoItem(input: TypedInput): Uint8Array {
  if (typeof input === 'string') return protoField(2, protoMessage(protoField(1, input)));
  if (typeof input === 'number') return primitive(protoField(6, input));
  if (typeof input === 'boolean') return primitive(protoField(8, input));
  if ('reference' in input) return protoField(1, protoMessage(protoField(2, input.reference)));
  const { type, data } = input;
  if (type === 0) return primitive(protoField(1, new Uint8Array(0)));
  if (type === 1 || type === 2) return protoField(1, protoMessage(protoField(1, type - 1), protoField(2, data)));
  if (type === 4) return primitive(fixed32Field(3, data));
  if (type === 18) return primitive(protoField(8, data !== 0));
  const field = primitiveFields[type];
  if (field === undefined) throw new Error(`protocol buffers have no value of type ${type}`);
  return primitive(protoField(field, data));
}

function primitive(field: Uint8Array): Uint8Array {
  return protoField(7, protoMessage(field));
}
