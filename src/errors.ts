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

/**
 * For a `catch` behind a read: what takes the place of a file or folder that is not there. That one cannot be read says nothing of it, and is passed on.
 * `codes` are further errors that mean the same to the caller, such as ENOTDIR where a file may stand in the way.
 */
export const absent = <T>(instead: T, ...codes: readonly string[]) => (error: NodeJS.ErrnoException): T => {
  if (["ENOENT", ...codes].includes(error.code ?? "")) return instead;
  throw error;
};

/** What the file system says when it cannot do as it is told, in words and with the mend; undefined for any other error. */
export function refusalOf(error: unknown): {readonly message: string; readonly mend: string} | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const kind = refusals.find(({codes}) => codes.includes(String(error.code)));
  return kind === undefined ? undefined : {message: `${kind.what} (${error.message.replaceAll(/\/\.tmp-[0-9a-f]{16}-[\w-]+/g, "")})`, mend: kind.mend};
}

const refusals: readonly {readonly codes: readonly string[]; readonly what: string; readonly mend: string}[] = [
  {codes: ["ENOSPC", "EDQUOT"], what: "the disk is full", mend: "free some space (npx reprise store clean removes what nothing refers to), then run the same command again"},
  {codes: ["EROFS", "EACCES", "EPERM"], what: "this machine refused to write or read there", mend: "look at that path: its owner, its permissions, whether its disk is mounted read-only"},
  {codes: ["EMFILE", "ENFILE"], what: "too many files are open", mend: "allow more (ulimit -n 4096), or run with --jobs 1"},
  {codes: ["EIO"], what: "the disk answered with an error", mend: "look at the disk's health, and keep a copy of results/ elsewhere"},
  {codes: ["ENOTDIR", "EISDIR", "EEXIST", "ENAMETOOLONG", "ELOOP"], what: "this machine refused", mend: "look at that path: a file where a folder belongs, or the other way round"},
];
