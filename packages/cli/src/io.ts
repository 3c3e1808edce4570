/** Io: everything the command touches of its process, so that tests can stand in for it. */

export interface Io {
  /** Bytes, for `scan -` and `rules import exodus -`. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Results. */
  readonly stdout: TextSink;
  /** Everything for people: errors, remarks, progress. */
  readonly stderr: TextSink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since any fixed moment, for the progress line. */
  now(): number;
}

/** A stream that takes text; `columns` is known when it is a terminal. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
