/** Assemblies of Xamarin, .NET MAUI and Unity, however they are wrapped: string literals, and versions of libraries. */
import { beginsLikeAssemblies, isAssemblyLibrary, visitAssemblies } from '../binary/dotnet/find-assemblies.js';
import { findMetadata, isPe } from '../binary/dotnet/pe.js';
import { type Assembly, readAssembly } from '../binary/dotnet/read-assembly.js';
import { isElf } from '../binary/elf/header.js';
import { utf8Text } from '../binary/utf8-texts.js';
import { isLibrary } from '../versions/library-version.js';
import type { Extractor } from './extractor.js';
import type { Sink } from './sink.js';

/**
 * Offers the literals of each assembly, and its version where it is a library of somebody else than the runtime. What lies where
 * assemblies do, and is none, becomes a diagnostic; a program for Windows that is no assembly is not asked for more.
 */
export const dotnet: Extractor = {
  id: 'dotnet',
  depth: 'all',
  modes: ['default'],
  likely: () => false,
  wants: ({ name, head }) =>
    beginsLikeAssemblies(head) || isAssemblyName(name) || (isElf(head) && isAssemblyLibrary(name)),
  extract(bytes, { name, path }, sink, { report, limits, budget }) {
    if (isAssemblyName(name) && !beginsLikeAssemblies(bytes)) {
      const message = 'Expected an assembly, plain or compressed; it is neither, and may be encrypted.';
      report({ code: 'dotnet/no-metadata', where: [{ entry: path, offset: 0 }], message });
      return;
    }
    if (isPe(bytes) && !isAssemblyName(name) && findMetadata(bytes) === null) return;
    visitAssemblies(bytes, path, report, limits, budget, (found) => {
      const assembly = readAssembly(found.bytes, found.path, report, limits);
      if (assembly === null) return;
      sink.strings(assembly.userStrings, found.path);
      offerVersion(assembly, found.path, sink);
    });
  },
};

/** Where Xamarin and Unity put assemblies. */
const assemblyName = /(?:^|\/)(?:assemblies|Managed)\/(?:[^/]+\/)?[^/]+\.dll$/;
const isAssemblyName = (name: string): boolean => name.endsWith('.dll') && assemblyName.test(name);

/** What comes with the runtime or the engine is in every app of its kind. */
const ofRuntime =
  /^(?:System|mscorlib|netstandard|WindowsBase|Mono|Java\.Interop|Microsoft\.(?:CSharp|VisualBasic|Win32|Extensions|Maui|Android)|UnityEngine)(?:\.|$)/;
/** Names are cut there; no library has a longer one. */
const maxNameUnits = 256;

function offerVersion({ self }: Assembly, entry: string, sink: Sink): void {
  if (self.names.count === 0) return;
  const library = utf8Text(self.names, 0, maxNameUnits);
  const version = self.version(0);
  // Compilers write zeros where nobody gives a version.
  if (version === '0.0.0.0' || !isLibrary(library) || ofRuntime.test(library)) return;
  sink.version({ library, version, where: { entry, offset: self.offsets[0]! } });
}
