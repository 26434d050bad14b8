/** A checkpoint of another run, or of none: the run has to start anew, without it. */
export class UnfitCheckpoint extends Error {
  override readonly name = "UnfitCheckpoint";
}
