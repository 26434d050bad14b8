/** Training left the finite numbers: a result of its own, not a failure of the program. */
export class DivergedError extends Error {
  override readonly name = "DivergedError";
}
