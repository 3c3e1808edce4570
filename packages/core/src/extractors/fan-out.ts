/** One sink in front of several: each takes the offers it knows. */
import type { Sink } from './sink.js';

/** A sink that passes every offer on to all of `sinks`, in order. */
export function fanOut(sinks: readonly Partial<Sink>[]): Sink {
  return {
    classes: (...offer) => {
      for (const sink of sinks) sink.classes?.(...offer);
    },
    strings: (...offer) => {
      for (const sink of sinks) sink.strings?.(...offer);
    },
    text: (...offer) => {
      for (const sink of sinks) sink.text?.(...offer);
    },
    library: (...offer) => {
      for (const sink of sinks) sink.library?.(...offer);
    },
    version: (...offer) => {
      for (const sink of sinks) sink.version?.(...offer);
    },
    manifest: (...offer) => {
      for (const sink of sinks) sink.manifest?.(...offer);
    },
    listedNames: (...offer) => {
      for (const sink of sinks) sink.listedNames?.(...offer);
    },
    end: () => {
      for (const sink of sinks) sink.end?.();
    },
  };
}
