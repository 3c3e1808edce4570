/** Which strings of a DEX dexdump's default listing prints. */

import { u16, u32 } from '../little-endian.js';
import { ByteCursor, type Fuel } from './byte-cursor.js';
import { walkClassData } from './class-data.js';
import { classDefBytes, noIndex } from './class-table.js';
import { readCodeItem, walkCatchTypes } from './code-item.js';
import type { DamageLog } from './damage-log.js';
import { walkLocals } from './debug-info.js';
import type { DexFile } from './dex-file.js';
import { type ValueVisitor, walkEncodedValue } from './encoded-value.js';
import { fieldId, methodId, protoId } from './id-items.js';
import { walkLinkage } from './linkage.js';

/** The strings of one pool that a listing prints. */
export interface ListedStrings {
  /** 1 for each string, by index, that is printed whole. */
  readonly whole: Uint8Array;
  /** Indices of strings that are printed without their first character. */
  readonly withoutFirst: Set<number>;
}

const accStatic = 0x8;

/**
 * How often a byte may be visited on average: compilers let methods share code and debug info that are equal. Real files
 * need a quarter of one visit, since most bytes are instructions, which are skipped.
 */
const visitsPerByte = 8;

/** More parameters no method has: they must fit 255 words (dex-format, "method_id_item"; the JVM's limit). */
const maxParameters = 255;

/** The fuel for listing all files of one entry. */
export const listingFuel = (bytes: Uint8Array): Fuel => ({ left: bytes.length * visitsPerByte });

/**
 * Marks in `listed` what `dexdump FILE` prints of `file`: for each class its descriptor, superclass, interfaces, source file,
 * fields with types and static values, methods with prototypes, caught types and local variables; then method handles and
 * call sites. Each is printed whole and between characters that belong to no name, so the set of strings tells everything.
 */
export function markListedStrings(file: DexFile, listed: ListedStrings, fuel: Fuel, damage: DamageLog): void {
  const walk = new ListingWalk(file, listed, fuel, damage);
  walk.classes();
  walk.linkage();
  if (fuel.left <= 0) {
    damage.note('dex/overlap', 'listing', file.header.start, () => {
      return 'classes, code or debug info overlap too often; the listing is cut there';
    });
  }
}

class ListingWalk {
  readonly #file: DexFile;
  readonly #damage: DamageLog;
  readonly #listed: ListedStrings;
  readonly #fuel: Fuel;
  /** Cursors for items inside of which other items are visited. */
  readonly #members: ByteCursor;
  readonly #items: ByteCursor;
  readonly #parameterWidths = new Map<number, readonly number[]>();
  readonly #value: ValueVisitor;

  constructor(file: DexFile, listed: ListedStrings, fuel: Fuel, damage: DamageLog) {
    this.#file = file;
    this.#damage = damage;
    this.#listed = listed;
    this.#fuel = fuel;
    this.#members = new ByteCursor(file.bytes, fuel);
    this.#items = new ByteCursor(file.bytes, fuel);
    this.#value = {
      string: (index) => this.#string(index),
      type: (index) => this.#type(index),
      field: (index) => this.#string(fieldId(file, index)?.name ?? noIndex),
      method: (index) => this.#string(methodId(file, index)?.name ?? noIndex),
    };
  }

  classes(): void {
    const { bytes, header } = this.#file;
    const end = header.classes.offset + header.classes.count * classDefBytes;
    for (let at = header.classes.offset; at < end && this.#fuel.left > 0; at += classDefBytes) {
      this.#fuel.left--;
      this.#type(u16(bytes, at));
      const superclass = u16(bytes, at + 8);
      if (superclass !== 0xffff) this.#type(superclass);
      this.#typeList(u32(bytes, at + 12), (type) => this.#type(type));
      const sourceFile = u32(bytes, at + 16);
      if (sourceFile !== noIndex) this.#string(sourceFile);
      const staticFields = this.#classData(u32(bytes, at + 24));
      this.#staticValues(u32(bytes, at + 28), staticFields);
    }
  }

  linkage(): void {
    const file = this.#file;
    walkLinkage(file, this.#items, {
      string: (index) => this.#string(index),
      type: (index) => this.#type(index),
      proto: (index) => void this.#proto(index),
      methodHandle: (handleType, member) => {
        if (handleType > 8) return; // printed as "?"
        const field = handleType < 4 ? fieldId(file, member) : null;
        const method = handleType < 4 ? null : methodId(file, member);
        this.#type(field?.owner ?? method?.owner ?? noIndex);
        this.#string(field?.name ?? method?.name ?? noIndex);
        if (method) this.#proto(method.proto);
        // dexdump puts the owner before the type of an instance field and cuts the type's first character, as if it were "(".
        if (field && handleType >= 2) this.#typeWithoutFirst(field.type);
        else if (field) this.#type(field.type);
      },
    });
  }

  #string(index: number): void {
    if (index < this.#listed.whole.length) this.#listed.whole[index] = 1;
    else this.#noteMissing('listed string', index, null);
  }

  #type(index: number): void {
    const string = this.#file.typeStrings[index] ?? noIndex;
    if (string < this.#listed.whole.length) this.#listed.whole[string] = 1;
    else this.#noteMissing('listed type', index, null);
  }

  #typeWithoutFirst(index: number): void {
    const string = this.#file.typeStrings[index] ?? noIndex;
    if (string < this.#listed.whole.length) this.#listed.withoutFirst.add(string);
    else this.#noteMissing('listed type', index, null);
  }

  #noteMissing(part: string, index: number, item: object | null): void {
    if (item !== null) return;
    this.#damage.note('dex/bad-index', part, this.#file.header.start, () => `index ${index} points past its table`);
  }

  #typeList(offset: number, visit: (type: number) => void): void {
    if (offset === 0) return;
    const { bytes } = this.#file;
    const count = Math.min(u32(bytes, offset), Math.floor(Math.max(0, bytes.length - offset - 4) / 2));
    for (let i = 0; i < count && this.#fuel.left > 0; i++) {
      visit(u16(bytes, offset + 4 + i * 2));
      this.#fuel.left -= 2;
    }
  }

  /** Marks the types of a prototype, once; returns the registers that each parameter takes. */
  #proto(index: number): readonly number[] {
    const known = this.#parameterWidths.get(index);
    if (known) return known;
    const widths: number[] = [];
    this.#parameterWidths.set(index, widths);
    const proto = protoId(this.#file, index);
    this.#noteMissing('listed prototype', index, proto);
    if (proto === null) return widths;
    const { strings, typeStrings } = this.#file;
    this.#type(proto.returnType);
    this.#typeList(proto.parameters, (type) => {
      this.#type(type);
      const first = strings.bytes[strings.starts[typeStrings[type] ?? noIndex] ?? strings.bytes.length];
      if (widths.length < maxParameters) widths.push(first === 0x44 || first === 0x4a ? 2 : 1); // D, J
    });
    return widths;
  }

  #classData(offset: number): number {
    if (offset === 0 || !this.#members.seek(offset).ok) return 0;
    const visitor = {
      field: (index: number): void => {
        const field = fieldId(this.#file, index);
        this.#noteMissing('listed field', index, field);
        if (field === null) return;
        this.#type(field.owner);
        this.#type(field.type);
        this.#string(field.name);
      },
      method: (index: number, accessFlags: number, code: number): void => {
        const method = methodId(this.#file, index);
        this.#noteMissing('listed method', index, method);
        if (method === null) return;
        this.#type(method.owner);
        this.#string(method.name);
        this.#code(code, accessFlags, this.#proto(method.proto));
      },
    };
    return walkClassData(this.#members, visitor).staticFields;
  }

  #code(offset: number, accessFlags: number, parameterWidths: readonly number[]): void {
    if (offset === 0) return;
    const code = readCodeItem(this.#file.bytes, offset);
    if (code === null) return;
    walkCatchTypes(this.#items, code, (type) => this.#type(type));
    if (code.debugInfo === 0 || !this.#items.seek(code.debugInfo).ok) return;
    const firstParameter = ((code.registers - code.ins) & 0xffff) + ((accessFlags & accStatic) === 0 ? 1 : 0);
    walkLocals(
      this.#items,
      { registers: code.registers, firstParameter, parameterWidths },
      ({ name, type, signature }) => {
        if (name !== -1) this.#string(name);
        if (type !== -1) this.#type(type);
        if (signature !== -1) this.#string(signature);
      },
    );
  }

  /** Values belong to the first static fields; dexdump prints no more of them than there are fields. */
  #staticValues(offset: number, staticFields: number): void {
    if (offset === 0 || !this.#items.seek(offset).ok) return;
    const values = Math.min(this.#items.uleb(), staticFields);
    for (let i = 0; i < values && this.#items.ok; i++) walkEncodedValue(this.#items, this.#value);
  }
}
