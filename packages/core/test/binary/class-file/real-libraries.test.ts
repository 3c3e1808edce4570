/** Class files that apps ship, and some that javac makes now, read as javap reads them. */
import { describe, expect, it } from 'vitest';
import { escaped, javac, javap, noJdk, type Printed } from './javap.js';
import { defined, read, referenced, textsOf } from './read.js';
import { classFilesOf, realLibraries } from './real-libraries.js';

/** What we read of a class file in which nothing may be wrong, in the form of javap's. */
function asPrinted(bytes: Uint8Array): Printed {
  const { file, diagnostics } = read(bytes);
  expect(diagnostics).toEqual([]);
  const { classes, strings, majorVersion } = file!;
  return {
    majorVersion,
    thisClass: file!.kind === 'module-info' ? 'module-info' : defined(classes)[0]!,
    referenced: referenced(classes)
      .filter((name) => name !== 'module-info')
      .sort(),
    texts: textsOf(strings).map(escaped),
  };
}

describe.each(realLibraries)('%s %s', (packageName, path, classes) => {
  const files = classFilesOf(packageName, path);

  it(`defines ${classes} classes, each named like its file, and nothing in it is damaged`, async () => {
    const named = (await files).map(({ bytes }) => `${asPrinted(bytes).thisClass}.class`);
    expect(named).toEqual((await files).map(({ name }) => name));
    expect(named).toHaveLength(classes);
  });

  it('has the classes, references and texts that javap shows', { timeout: 120_000 }, async (test) => {
    if (noJdk !== null) test.skip(noJdk);
    // javap prints 60 MB of the largest library; a part of it, spread over all, is enough.
    const step = Math.ceil((await files).length / 500);
    const bytes = (await files).filter((_, i) => i % step === 0).map((file) => file.bytes);
    const printed = javap(bytes);
    expect(printed).toHaveLength(bytes.length);
    for (const [i, one] of bytes.entries()) expect(asPrinted(one)).toEqual(printed[i]);
  });
});

describe('what javac makes', () => {
  const sources = {
    'module-info.java': 'module sample { requires java.logging; exports sample; }',
    'sample/package-info.java': '@Deprecated package sample;',
    'sample/Sample.java': `package sample;
      import java.util.function.Function;
      public record Sample(long wide, double half, java.util.logging.Logger logger) {
        enum Kind { ONE, TWO }
        interface Visitor<T extends Comparable<T>> { T visit(Kind[][] kinds, int[] numbers); }
        static final String text = "tab\\tquote\\"\\u0000\\ud83d\\ude00\\ud800";
        Function<String, Thread> lambda() { return name -> new Thread(name + wide + 5_000_000_000L + 1.5f); }
        static Object handle() { return (Runnable) Sample::new2; }
        static void new2() { try { throw new IllegalStateException(); } catch (RuntimeException e) { assert e == null; } }
      }`,
  };

  it('has the classes, references and texts that javap shows', { timeout: 60_000 }, (test) => {
    if (noJdk !== null) test.skip(noJdk);
    const files = javac(sources);
    const readings = [...files.values()].map(asPrinted);
    expect(readings).toEqual(javap([...files.values()]));
    const named = new Set(readings.flatMap((it) => it.referenced));
    expect(named).toContain('java/util/logging/Logger');
    expect(named).toContain('java/lang/invoke/LambdaMetafactory');
  });

  it('of module-info and package-info is named as such', { timeout: 60_000 }, (test) => {
    if (noJdk !== null) test.skip(noJdk);
    const kinds = [...javac(sources)].map(([path, bytes]) => [path, read(bytes).file!.kind]);
    expect(Object.fromEntries(kinds)).toEqual({
      'module-info.class': 'module-info',
      'sample/package-info.class': 'package-info',
      'sample/Sample.class': 'class',
      'sample/Sample$Kind.class': 'class',
      'sample/Sample$Visitor.class': 'class',
    });
  });
});
