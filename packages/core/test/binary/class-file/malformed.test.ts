/** Damaged and hostile class files: what is sound is read, what is not is told, and nothing takes long. */
import { buildClassFile, concatBytes, flipByte, indexOfBytes, truncate } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { defined, read, referenced, textsOf } from './read.js';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const whole = buildClassFile({
  name: 'com/a/A',
  everyKind: true,
  strings: ['text'],
  fields: [{ name: 'f', descriptor: 'Lcom/f/F;' }],
  methods: [{ name: 'm', descriptor: '(Lcom/p/P;)V' }],
  attributeBytes: 3,
});
const names = referenced(read(whole).file!.classes);

/** The file with the 16-bit number behind `text` and `skip` bytes overwritten. */
function changed(text: string, skip: number, value: number): Uint8Array {
  const at = indexOfBytes(whole, ascii(text)) + skip;
  const copy = whole.slice();
  copy.set([value >> 8, value & 0xff], at);
  return copy;
}

describe('cut short', () => {
  it('anywhere: reported, and every name that is still given is a right one', () => {
    for (let length = 8; length < whole.length; length++) {
      const { file, codes } = read(truncate(whole, length));
      expect(codes, `${length} bytes`).toEqual(['class/truncated']);
      for (const name of referenced(file!.classes)) expect([...names, 'com/a/A'], `${length} bytes`).toContain(name);
      expect([[], ['com/a/A']]).toContainEqual(defined(file!.classes));
    }
  });

  it('before its version: nothing is read', () => {
    for (let length = 0; length < 8; length++) {
      expect(read(truncate(whole, length))).toMatchObject({ file: null, codes: ['class/bad-magic'] });
    }
  });

  it('behind its own name: the class is known all the same', () => {
    const members = whole.length - 50;
    expect(defined(read(truncate(whole, members)).file!.classes)).toEqual(['com/a/A']);
  });
});

describe('the constant pool', () => {
  it('with an unknown tag: what stands before it is read', () => {
    const at = indexOfBytes(whole, ascii('text')) - 3;
    const { file, diagnostics } = read(flipByte(whole, at));
    expect(diagnostics).toMatchObject([{ code: 'class/bad-constant', where: [{ entry: 'A.class', offset: at }] }]);
    expect(textsOf(file!.strings)).toContain('com/a/A');
    expect(textsOf(file!.strings)).not.toContain('text');
  });

  it('with more constants stated than there are: those that fit are read', () => {
    const many = whole.slice();
    many.set([0xff, 0xff], 8);
    const { file, codes } = read(many);
    expect(codes).toHaveLength(1);
    expect(textsOf(file!.strings)).toEqual(expect.arrayContaining(textsOf(read(whole).file!.strings)));
  });

  it('with none stated: reported', () => {
    const none = whole.slice();
    none.set([0, 0], 8);
    expect(read(none)).toMatchObject({
      codes: ['class/truncated'],
      file: { classes: { count: 0 }, strings: { count: 0 } },
    });
  });

  it('with a text longer than the rest: reported', () => {
    const { file, codes } = read(changed('text', -2, 0xffff));
    expect(codes).toEqual(['class/truncated']);
    expect(textsOf(file!.strings)).not.toContain('text');
  });
});

describe('an index', () => {
  it.each([
    ['past the pool', 0xffff],
    ['of nothing', 0],
    ['of a constant that is no text', 2],
  ])('%s for the name of a class: that name is missing, the others are there', (_, index) => {
    // The class constant of `every/Owner` is the first constant with a name, at once behind its text.
    const { file, diagnostics } = read(changed('every/Owner', 'every/Owner'.length + 1, index));
    expect(diagnostics).toMatchObject([{ code: 'class/bad-constant', message: expect.stringContaining('1 ') }]);
    expect(referenced(file!.classes)).toEqual(names.filter((name) => name !== 'every/Owner'));
  });

  it('of the class itself at a text: reported with its place, and all others are references', () => {
    const at = read(whole).file!.classes.offsets[0]!;
    const copy = whole.slice();
    copy.set([0, 1], at);
    const { file, diagnostics } = read(copy);
    expect(diagnostics).toMatchObject([{ code: 'class/bad-constant', where: [{ entry: 'A.class', offset: at }] }]);
    expect([defined(file!.classes), referenced(file!.classes)]).toEqual([[], expect.arrayContaining(['com/a/A'])]);
  });
});

describe('a descriptor', () => {
  const referencedBy = (descriptor: string) =>
    referenced(
      read(buildClassFile({ name: 'A', superclass: null, methods: [{ name: 'm', descriptor }] })).file!.classes,
    );

  it.each([
    ['Lcom/b/B', []],
    ['(Lcom/b/B;', ['com/b/B']],
    ['L;', []],
    ['LL;L', ['L']],
    [';;;L', []],
    ['', []],
  ])('%j is read as far as it goes', (descriptor, expected) => {
    expect(referencedBy(descriptor)).toEqual(expected);
  });
});

describe('a file made to be read slowly', () => {
  const timed = (bytes: Uint8Array, limits = {}) => {
    const started = performance.now();
    const reading = read(bytes, limits);
    expect(performance.now() - started).toBeLessThan(2_000);
    return reading;
  };

  it('with sixty thousand classes that share one name of 60 KB: the name is read once', () => {
    const name = 'n'.repeat(60_000);
    const head = buildClassFile({ name: 'A', superclass: null });
    const body = head.subarray(indexOfBytes(head, ascii('A')) + 1);
    const text = concatBytes([Uint8Array.of(1, 60_000 >> 8, 60_000 & 0xff), ascii(name)]);
    const classes = new Uint8Array(60_000 * 3);
    for (let i = 0; i < classes.length; i += 3) classes.set([7, 0, 1], i);
    const start = head.slice(0, 10);
    start.set([60_002 >> 8, 60_002 & 0xff], 8);
    const { file } = timed(concatBytes([start, text, classes, body]));
    expect(file!.classes.count).toBe(1);
  });

  it('with names that all look alike to the hash table: they are given within the limit', () => {
    const alike = (i: number) => `L${i.toString(36).padStart(5, '0')}abcdefghijkl;`;
    const methods = Array.from({ length: 100 }, (_, i) => ({
      name: 'm',
      descriptor: Array.from({ length: 3_000 }, (_, j) => alike(i * 3_000 + j)).join(''),
    }));
    const hostile = buildClassFile({ name: 'A', methods });
    expect(timed(hostile).file!.classes.count).toBe(300_002);
    const few = timed(hostile, { maxTableItems: 1_000 });
    expect([few.file!.classes.count, few.codes]).toEqual([1_000, ['limit/items']]);
  });
});
