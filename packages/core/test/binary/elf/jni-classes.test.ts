/** JNI names: which class of Java an exported function belongs to. */

import { buildElf } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jniClasses } from '../../../src/binary/elf/jni-classes.js';
import { readSound } from './read.js';

function classesOf(...exports: string[]): string[] {
  const table = jniClasses(readSound(buildElf({ exports })).symbols, 1 << 20);
  expect(table).toMatchObject({ format: 'symbols', defined: 0 });
  return Array.from({ length: table.count }, (_, i) => table.text(i));
}

describe('the class of', () => {
  it.each([
    ['Java_com_vendor_Type_method', 'com/vendor/Type'],
    ['Java_Type_method', 'Type'],
    ['Java_com_vendor_Type_method__', 'com/vendor/Type'],
    ['Java_com_vendor_Type_method__I', 'com/vendor/Type'],
    ['Java_com_vendor_Type_method__Ljava_lang_String_2I', 'com/vendor/Type'],
    ['Java_com_vendor_Type_method___3B', 'com/vendor/Type'],
    ['Java_com_vendor_Outer_00024Inner_method', 'com/vendor/Outer$Inner'],
    ['Java_com_my_1vendor_Type_1_method_1name', 'com/my_vendor/Type_'],
    ['Java_com_vendor__1private_Type_method', 'com/vendor/_private/Type'],
    ['Java_com_vendor_T_000fcr_method', 'com/vendor/Tür'],
    ['Java_com_vendor_T_0672c_0d83d_0de00_method', 'com/vendor/T本😀'],
  ])('%s is %s', (name, className) => {
    expect(classesOf(name)).toEqual([className]);
  });

  it.each([
    ...['Java_', 'Java_onlyMethod', 'Java__com_Type_method', 'Java_com_vendor_Type_', 'Java_com_vendor@@VER_1_method'],
    ...['Java_com_vendor_0zzzz_method', 'Java_com_vendor_000FC_method', 'Java_com_vendor_00', 'Java_com_2vendor_m'],
    ...['java_com_vendor_Type_method', '_ZN3com6vendor4TypeD1Ev', 'JNI_OnLoad'],
  ])('%s is none', (name) => {
    expect(classesOf(name)).toEqual([]);
  });
});

it('a class with several functions is offered once', () => {
  expect(classesOf('Java_a_B_one', 'Java_a_B_two', 'Java_a_C_one', 'Java_a_B_three').sort()).toEqual(['a/B', 'a/C']);
});

it('a function that another library should have says nothing', () => {
  const { symbols } = readSound(buildElf({ imports: ['Java_com_vendor_Type_method'] }));
  expect(jniClasses(symbols, 100).count).toBe(0);
});

it('the offset is where the name of the function lies in the file', () => {
  const library = buildElf({ exports: ['Java_com_vendor_Type_method'] });
  const table = jniClasses(readSound(library).symbols, 100);
  expect(table.offsets[0]).toBe(Buffer.from(library).indexOf('Java_com_vendor_Type_method\0'));
});

it('any class and method come out as they were encoded', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'Z', '9', '_', '$', 'é', '語', '\ud83d\ude00'), minLength: 1 });
  const identifier = name.filter((text) => !/^\d/.test(text));
  fc.assert(
    fc.property(fc.array(identifier, { minLength: 1, maxLength: 4 }), identifier, (segments, method) => {
      expect(classesOf(`Java_${[...segments, method].map(encode).join('_')}`)).toEqual([segments.join('/')]);
    }),
  );
});

/** The other way, as compilers go it. */
const encode = (name: string): string =>
  name
    .split('')
    .map((unit) => {
      if (unit === '_') return '_1';
      return /[A-Za-z0-9]/.test(unit) ? unit : `_0${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    })
    .join('');
