/** The one door to jszip: opens an archive with it and gives back plain functions, so that its types end here. */
import JSZip from 'jszip';

/** One file as jszip sees it. */
export interface JszipFile {
  /** The name before jszip made a safe path of it. */
  readonly name: string;
  /**
   * All bytes, or undefined when there are more than `maxBytes`. What jszip stops at (another size than promised) and
   * what it passes over (damaged data) both give fewer or more bytes than promised: compare the length.
   */
  read(maxBytes: number): Promise<Uint8Array | undefined>;
}

/** The files that jszip lists, without directories. Rejects with jszip's own error when it gives up on the archive. */
export async function openJszip(bytes: Uint8Array): Promise<readonly JszipFile[]> {
  const zip = await JSZip.loadAsync(bytes);
  return Object.values(zip.files)
    .filter((file) => !file.dir)
    .map((file) => ({ name: file.unsafeOriginalName ?? file.name, read: (maxBytes) => collect(file, maxBytes) }));
}

/** jszip's stream of chunks; its published types leave `internalStream` out. */
interface ChunkStream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): ChunkStream;
  on(event: 'error' | 'end', listener: () => void): ChunkStream;
  pause(): void;
  resume(): void;
}

function collect(file: JSZip.JSZipObject, maxBytes: number): Promise<Uint8Array | undefined> {
  const stream = (file as unknown as { internalStream(type: 'uint8array'): ChunkStream }).internalStream('uint8array');
  const chunks: Uint8Array[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const finish = () => resolve(join(chunks, size));
    stream.on('error', finish).on('end', finish);
    stream.on('data', (chunk) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      // Nobody resumes a paused stream, so the rest is never inflated.
      stream.pause();
      resolve(undefined);
    });
    stream.resume();
  });
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
