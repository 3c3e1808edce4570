/** What a caller says about a native library to be built. */

/** A native library in a few lines; everything that is left out is left out of the file, too. */
export interface ElfSpec {
  /** 64 by default. */
  readonly bits?: 32 | 64;
  /** `little` by default, as every Android device is. */
  readonly byteOrder?: 'little' | 'big';
  /** `e_machine`: 183 (AArch64) by default. */
  readonly machine?: number;
  readonly soname?: string;
  /** Libraries that this one is linked with. */
  readonly needed?: readonly string[];
  /** Symbols that are wanted from other libraries. */
  readonly imports?: readonly string[];
  /** Symbols that are offered: functions, or named bytes in `.rodata`. */
  readonly exports?: readonly (string | { readonly name: string; readonly bytes: Uint8Array })[];
  /** Texts in `.rodata`, each with a NUL behind it. */
  readonly texts?: readonly string[];
  /** Texts in `.data`, which can be written to. */
  readonly writableTexts?: readonly string[];
  /** In hexadecimal. */
  readonly buildId?: string;
  /** How symbols are looked up; `both` by default. */
  readonly hash?: 'sysv' | 'gnu' | 'both' | 'none';
  /** Whether there are section headers; they are there by default. */
  readonly sections?: boolean;
  /** Puts constants into the segment of the code, as linkers do that are older or told to. */
  readonly constantsWithCode?: boolean;
  /** Bytes of code between the constants and the dynamic section; 16 by default. */
  readonly codeBytes?: number;
}
