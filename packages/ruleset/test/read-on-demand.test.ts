/** A list that is read on demand behaves like the list it stands for. */
import { describe, expect, it } from 'vitest';
import { readOnDemand } from '../src/read-on-demand.js';

const texts = ['{"id":"a","list":[1]}', '{"id":"b","list":[]}'];
const whole = texts.map((text) => JSON.parse(text) as { id: string });

describe('a list that is read on demand', () => {
  it('is an array with the items', () => {
    const list = readOnDemand<{ id: string }>(texts);
    expect(list).toEqual(whole);
    expect([Array.isArray(list), list.length, list.map(({ id }) => id), [...list.entries()].length]).toEqual([
      true,
      2,
      ['a', 'b'],
      2,
    ]);
  });

  it('is written and cloned with its items', () => {
    expect(JSON.parse(JSON.stringify(readOnDemand(texts)))).toEqual(whole);
    expect(structuredClone(readOnDemand(texts))).toEqual(whole);
  });

  it('reads an item once, and only when it is asked for', () => {
    const list = readOnDemand<{ id: string }>(['{"id":"a"}', 'no JSON']);
    expect(list[0]).toBe(list[0]);
    expect(() => list[1]).toThrow(SyntaxError);
  });
});
