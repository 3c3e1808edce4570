/** Tells a Java class file by its first bytes. */

/** Class file versions (JVMS table 4.1-A): 45 is JDK 1.0.2; one comes every half year, and 80 leaves room for eight years. */
const firstVersion = 45;
const lastVersion = 80;

/**
 * Whether these first bytes (eight at least) begin a class file. Its magic alone does not tell: a universal binary of macOS has
 * the same, and where a class file states its version, that states how many machines it is for, which has never come near 45.
 */
export function isClassFile(head: Uint8Array): boolean {
  if (head.length < 8 || head[0] !== 0xca || head[1] !== 0xfe || head[2] !== 0xba || head[3] !== 0xbe) return false;
  const major = (head[6]! << 8) | head[7]!;
  return major >= firstVersion && major <= lastVersion;
}
