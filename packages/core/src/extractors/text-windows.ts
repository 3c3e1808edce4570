/** TextWindows: a text of any size, piece by piece, cut so that no host is split or told twice. */
import { isHostByte, isUrlByte } from '../signatures/hosts.js';

/** Takes the pieces of a text in order. One that does not begin where the one before ended begins another text. */
export interface TextWindows {
  take(piece: Uint8Array, offset: number): void;
  /** Says that no piece follows. */
  end(): void;
}

/** Bytes that are held back at most until a URL ends; nobody writes one as long. */
const longestUrl = 64 * 1024;
/** What is kept of a run of host characters that is longer still: enough to see that it is no host (RFC 1035 allows 253). */
const endOfRun = 512;

/**
 * Offers the pieces as windows that lie one behind the other, each cut off in front of a byte that no URL holds; windows share the
 * memory of the pieces. A URL of more than 64 KiB is cut in front of its last byte that no host holds.
 */
export function startTextWindows(offer: (window: Uint8Array, offset: number) => void): TextWindows {
  let rest = new Uint8Array();
  let restOffset = 0;

  const offerRest = (): void => {
    if (rest.length > 0) offer(rest, restOffset);
    rest = new Uint8Array();
  };
  const holdBack = (bytes: Uint8Array<ArrayBuffer>, offset: number): void => {
    rest = bytes;
    restOffset = offset;
    if (bytes.length <= longestUrl) return;
    const cut = Math.max(0, lastOutsideHosts(bytes));
    if (cut > 0) offer(bytes.subarray(0, cut), offset);
    const from = bytes.length - cut > longestUrl ? bytes.length - endOfRun : cut;
    rest = bytes.slice(from);
    restOffset = offset + from;
  };

  return {
    take(piece, offset) {
      if (rest.length > 0 && restOffset + rest.length !== offset) offerRest();
      const last = lastOutsideUrls(piece);
      if (last === -1) {
        holdBack(join(rest, piece), rest.length === 0 ? offset : restOffset);
        return;
      }
      const first = rest.length === 0 ? 0 : firstOutsideUrls(piece);
      if (rest.length > 0) offer(join(rest, piece.subarray(0, first)), restOffset);
      if (last > first) offer(piece.subarray(first, last), offset + first);
      holdBack(piece.slice(last), offset + last);
    },
    end: offerRest,
  };
}

function firstOutsideUrls(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && isUrlByte(bytes[at]!)) at++;
  return at;
}

/** -1 where all bytes may stand in one URL. */
function lastOutsideUrls(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (at >= 0 && isUrlByte(bytes[at]!)) at--;
  return at;
}

function lastOutsideHosts(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (at >= 0 && isHostByte(bytes[at]!)) at--;
  return at;
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
