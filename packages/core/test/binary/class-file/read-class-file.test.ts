/** What a sound class file gives: the class it defines, the classes it names, and its texts. */
import { buildClassFile, type ClassFileSpec, indexOfBytes } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { defined, read, referenced, textsOf } from './read.js';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads a built file in which nothing may be wrong. */
function sound(spec: ClassFileSpec) {
  const bytes = buildClassFile(spec);
  const { file, diagnostics } = read(bytes);
  expect(diagnostics).toEqual([]);
  return { bytes, file: file! };
}

describe('the class that the file defines', () => {
  it('comes first, by its name', () => {
    expect(defined(sound({ name: 'com/vendor/Outer$Inner' }).file.classes)).toEqual(['com/vendor/Outer$Inner']);
  });

  it('is not listed again among those it refers to', () => {
    const { classes } = sound({ name: 'com/a/A', fields: [{ name: 'self', descriptor: 'Lcom/a/A;' }] }).file;
    expect([defined(classes), referenced(classes)]).toEqual([['com/a/A'], ['java/lang/Object']]);
  });

  it('has its place where the file says which class it is', () => {
    const { bytes, file } = sound({ name: 'com/a/A', accessFlags: 0x4321 });
    const flags = indexOfBytes(bytes, Uint8Array.of(0x43, 0x21));
    expect(file.classes.offsets[0]).toBe(flags + 2);
  });
});

describe('a class that the file refers to is found', () => {
  it.each<[string, Partial<ClassFileSpec>]>([
    ['as superclass', { superclass: 'com/b/B' }],
    ['as interface', { interfaces: ['com/b/B'] }],
    ['in code', { classes: ['com/b/B'] }],
    ['in code, as an array of arrays', { classes: ['[[Lcom/b/B;'] }],
    ['as owner of a method', { calls: [{ owner: 'com/b/B', name: 'go', descriptor: '()V' }] }],
    ['as parameter of a method', { calls: [{ owner: 'A', name: 'go', descriptor: '(I[[Lcom/b/B;J)V' }] }],
    ['as result of a method', { calls: [{ owner: 'A', name: 'go', descriptor: '(DZ)Lcom/b/B;' }] }],
    ['in a method type', { methodTypes: ['(Lcom/b/B;)V'] }],
    ['as type of a declared field', { fields: [{ name: 'f', descriptor: 'Lcom/b/B;' }] }],
    [
      'as type of a declared field with attributes',
      { fields: [{ name: 'f', descriptor: 'Lcom/b/B;' }], attributeBytes: 9 },
    ],
    ['as parameter of a declared method', { methods: [{ name: 'm', descriptor: '(Lcom/b/B;)V' }] }],
  ])('%s', (_, spec) => {
    const { classes } = sound({ name: 'A', superclass: null, ...spec }).file;
    expect(referenced(classes)).toEqual(['com/b/B']);
  });
});

describe('of the names that a file refers to', () => {
  it('each is listed once, however often and in whatever form it stands', () => {
    const { classes } = sound({
      name: 'A',
      superclass: 'com/b/B',
      classes: ['com/b/B', '[Lcom/b/B;', '[[Lcom/b/B;'],
      methods: [{ name: 'm', descriptor: '(Lcom/b/B;[Lcom/b/B;)Lcom/b/B;' }],
    }).file;
    expect(referenced(classes)).toEqual(['com/b/B']);
  });

  it('those of primitives and of arrays of them are left out', () => {
    const { classes } = sound({
      name: 'A',
      superclass: null,
      classes: ['[I', '[[Z'],
      methods: [{ name: 'm', descriptor: '(BCDFIJSZ[J)V' }],
    }).file;
    expect(referenced(classes)).toEqual([]);
  });

  it('one that is a letter of a primitive as well is told from it', () => {
    const { classes } = sound({ name: 'A', superclass: 'B', fields: [{ name: 'f', descriptor: 'B' }] }).file;
    expect(referenced(classes)).toEqual(['B']);
  });

  it('a text that only looks like a descriptor is none', () => {
    const { classes } = sound({ name: 'A', superclass: null, strings: ['Lcom/b/B;', 'com/b/B'] }).file;
    expect(referenced(classes)).toEqual([]);
  });

  it('each has the place of the item that gives it', () => {
    const { bytes, file } = sound({ name: 'A', superclass: null, methods: [{ name: 'm', descriptor: '()Lcom/b/B;' }] });
    const [constant] = [indexOfBytes(bytes, ascii('()Lcom/b/B;')) - 3];
    const [start, end] = [file.classes.starts[1]!, file.classes.ends[1]!];
    expect(bytes.subarray(start, end)).toEqual(ascii('com/b/B'));
    // Four bytes before the number of its attributes, the last but one number of the method; then those of the class.
    expect(file.classes.offsets[1]).toBe(bytes.length - 2 - 8);
    expect(start).toBe(constant + 3 + '()L'.length);
  });
});

it('every kind of constant is walked over, those that take two indices too', () => {
  const { classes } = sound({ name: 'A', superclass: null, everyKind: true, classes: ['last/One'] }).file;
  expect(defined(classes)).toEqual(['A']);
  expect(new Set(referenced(classes))).toEqual(
    new Set(['Owner', 'Parameter', 'Result', 'Field', 'MethodType', 'Dynamic'].map((name) => `every/${name}`)).add(
      'last/One',
    ),
  );
});

describe('the texts', () => {
  it('are all of the pool, in file order, as ranges that do not overlap', () => {
    const { strings } = sound({ name: 'com/a/A', superclass: null, strings: ['https://api.example.com/'] }).file;
    expect([textsOf(strings), strings.ordered]).toEqual([['com/a/A', 'https://api.example.com/'], true]);
    expect(strings.starts[1]).toBeGreaterThan(strings.ends[0]!);
  });

  it.each([['ä€'], ['\u0000'], ['😀'], ['\ud800'], ['']])('are read as modified UTF-8: %j', (text) => {
    const { strings } = sound({ name: 'A', superclass: null, strings: [text] }).file;
    expect(textsOf(strings)).toEqual(['A', text]);
  });
});

describe('descriptions', () => {
  it('module-info defines no class', () => {
    const { file } = sound({ name: 'module-info', superclass: null, accessFlags: 0x8000, majorVersion: 53 });
    expect([file.kind, defined(file.classes), file.majorVersion]).toEqual(['module-info', [], 53]);
  });

  it.each([['package-info'], ['com/vendor/package-info']])('%s is named as such', (name) => {
    const { file } = sound({ name, accessFlags: 0x1600 });
    expect([file.kind, defined(file.classes)]).toEqual(['package-info', [name]]);
  });

  it('a class whose name ends alike is a class', () => {
    expect(sound({ name: 'com/vendor/my-package-info' }).file.kind).toBe('class');
  });
});
