/** Observation and Location: the one type between a byte and a verdict. */

/** Where something was seen: which entry of the app, and how far into its unpacked bytes. */
export interface Location {
  /** Path of the entry inside the input; entries of nested archives are joined by ` > `. */
  readonly entry: string;
  /** Bytes from the start of the unpacked entry; absent when the place is the entry as a whole. */
  readonly offset?: number;
}

/**
 * What an extractor saw and a rule (or a recorder) kept.
 *
 * - `defined`: a class that some DEX of the app defines; `value` is its name, `com/vendor/Outer$Inner`.
 * - `referenced`: a class that is named in `type_ids` and defined nowhere in the app.
 * - `component`: a class name from the manifest (activity, service, receiver, provider …), `com/vendor/Service`.
 * - `meta-data`: a key of the manifest's meta-data, as it is written: `com.vendor.api_key`.
 * - `host`: a host name read out of a string, lower case: `api.vendor.com`.
 * - `version`: the version that a library of the app has by a file of its own, `5.7.0`; it proves nothing alone.
 */
export interface Observation {
  readonly kind: ObservationKind;
  readonly value: string;
  readonly where: Location;
}

/** The vocabulary of {@link Observation}; adding a word is a decision, not a detail. */
export type ObservationKind = 'defined' | 'referenced' | 'component' | 'meta-data' | 'host' | 'version';
