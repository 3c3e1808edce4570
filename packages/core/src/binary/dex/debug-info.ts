/** Local variables in the debug info of a method (dex-format, "debug_info_item"). */
import type { ByteCursor } from './byte-cursor.js';

/** A named register: indices into string_ids and type_ids, -1 for none. */
export interface LocalVariable {
  readonly name: number;
  readonly type: number;
  readonly signature: number;
}

/** What the state machine needs to know of its method. */
export interface Frame {
  readonly registers: number;
  /** The register of the first parameter after `this`. */
  readonly firstParameter: number;
  /** Registers that each parameter takes: 2 for long and double. */
  readonly parameterWidths: readonly number[];
}

const endSequence = 0x00;
const advancePc = 0x01;
const advanceLine = 0x02;
const startLocal = 0x03;
const startLocalExtended = 0x04;
const endLocal = 0x05;
const restartLocal = 0x06;
const setFile = 0x09;

/**
 * Tells `visit` each variable whose life ends: at another one in its register, at its own end, or at the end of the method. A
 * stream that breaks off or names a register outside the frame ends the walk, and variables still alive are never told: this
 * is the order in which Android's own decoder, and so dexdump, gives them out. `this` is left out.
 */
export function walkLocals(cursor: ByteCursor, frame: Frame, visit: (local: LocalVariable) => void): void {
  const known = new Map<number, { local: LocalVariable; alive: boolean }>();
  cursor.uleb(); // line_start
  if (cursor.uleb() !== frame.parameterWidths.length) return;
  let register = frame.firstParameter;
  for (const width of frame.parameterWidths) {
    if (register >= frame.registers) return;
    known.set(register, { local: { name: cursor.ulebp1(), type: -1, signature: -1 }, alive: true });
    register += width;
  }
  const end = (place: number): void => {
    const held = known.get(place);
    if (held?.alive !== true) return;
    held.alive = false;
    visit(held.local);
  };
  while (cursor.ok) {
    const opcode = cursor.u8();
    if (!cursor.ok) return;
    if (opcode === endSequence) {
      for (const place of known.keys()) end(place);
      return;
    }
    if (opcode === advancePc || opcode === setFile) cursor.uleb();
    else if (opcode === advanceLine) cursor.sleb();
    else if (opcode >= startLocal && opcode <= restartLocal) {
      const place = cursor.uleb() & 0xffff;
      if (place >= frame.registers) return;
      if (opcode === endLocal) end(place);
      else if (opcode === restartLocal) {
        const held = known.get(place);
        if (held) held.alive = true;
      } else {
        const name = cursor.ulebp1();
        const type = cursor.ulebp1();
        const signature = opcode === startLocalExtended ? cursor.ulebp1() : -1;
        end(place);
        known.set(place, { local: { name, type, signature }, alive: true });
      }
    }
  }
}
