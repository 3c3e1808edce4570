/** UsageError: the command line asks for something that cannot be done as written. */

export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What to write instead. */
  readonly advice: string | undefined;

  constructor(message: string, advice?: string) {
    super(message);
    this.advice = advice;
  }
}
