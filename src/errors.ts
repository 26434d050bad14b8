/**
 * A mistake of the person who uses Reprise, not of Reprise: printed without a stack.
 * The message says where, what was expected and what came; `mend` says what to do.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly mend: string;
  /** The exit code this mistake leads to: 2 could not run, 3 incomplete. */
  readonly exitCode: 2 | 3;

  constructor(message: string, mend = "", exitCode: 2 | 3 = 2) {
    super(message);
    this.mend = mend;
    this.exitCode = exitCode;
  }
}
