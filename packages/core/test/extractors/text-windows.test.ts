/** A text that comes in pieces is offered in windows: all of it, in order, and no host in two of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startTextWindows } from '../../src/extractors/text-windows.js';

const encode = (text: string) => new TextEncoder().encode(text);

/** The windows, as text and where they begin, when `text` comes in pieces of `length`. */
function windowsOf(text: Uint8Array, length: number): [number, string][] {
  const windows: [number, string][] = [];
  const cutter = startTextWindows((window, offset) => windows.push([offset, String.fromCharCode(...window)]));
  for (let at = 0; at < text.length; at += length) cutter.take(text.subarray(at, at + length), at);
  cutter.end();
  return windows;
}

it('a host that lies in three pieces is in one window', () => {
  const text = encode('go to https://api.vendor.com/v1 now');
  for (const length of [1, 3, 7, 10, 16, 30]) {
    expect(windowsOf(text, length).filter(([, window]) => window.includes('api.vendor.com/v1'))).toHaveLength(1);
  }
});

it('the windows together are the text, each where it lies', () => {
  const visible = fc.constantFrom('a', '.', '/', '@', '%', ':', '"', ' ', '\0', '\xff');
  fc.assert(
    fc.property(fc.string({ unit: visible, maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (text, length) => {
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      let at = 0;
      for (const [offset, window] of windowsOf(bytes, length)) {
        expect(offset).toBe(at);
        expect(window).toBe(text.slice(at, at + window.length));
        if (offset > 0) expect(window).toMatch(/^[ "\0\xff]/);
        at += window.length;
      }
      expect(at).toBe(text.length);
    }),
  );
});

describe('a text without any place to cut', () => {
  const urls = (length: number) => encode('ab.cd/'.repeat(length / 6));

  it('is cut in front of a byte that no host holds once 64 KiB wait', () => {
    const windows = windowsOf(urls(300_000), 50_000);
    expect(windows.length).toBeGreaterThan(2);
    expect(windows.map(([, window]) => window).join('')).toBe('ab.cd/'.repeat(50_000));
    expect(windows.slice(1).every(([, window]) => window.startsWith('/'))).toBe(true);
  });

  it('of nothing but host characters gives no shorter run that could be a host', () => {
    const windows = windowsOf(encode(`${'a'.repeat(200_000)}.vendor.com end`), 10_000);
    const [, run] = windows.find(([, window]) => window.includes('vendor.com'))!;
    expect(run.indexOf('.vendor.com')).toBeGreaterThan(253);
  });

  it('does not take time for every piece that came before', () => {
    const started = performance.now();
    windowsOf(encode('x'.repeat(4_000_000)), 4096);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

it('a piece that lies further on begins another text', () => {
  const windows: [number, string][] = [];
  const cutter = startTextWindows((window, offset) => windows.push([offset, new TextDecoder().decode(window)]));
  cutter.take(encode('vendor.co'), 0);
  cutter.take(encode('m.example'), 100);
  cutter.end();
  expect(windows).toEqual([
    [0, 'vendor.co'],
    [100, 'm.example'],
  ]);
});
