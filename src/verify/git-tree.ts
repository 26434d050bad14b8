import {spawn} from "node:child_process";
import {UserError} from "../errors.ts";

/** The commit that a name means; undefined where it means none, or there is no git. */
export async function commitOf(root: string, name: string): Promise<string | undefined> {
  const answer = await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]).catch(() => undefined);
  return answer?.toString("utf8").trim();
}

/** The files of a commit below some paths of the project, read without checking anything out; links and submodules are no files. */
export async function filesOfCommit(root: string, commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const listed = await git(root, ["ls-tree", "-r", "-z", commit, "--", ...paths]);
  const entries = listed.toString("utf8").split("\0").flatMap((line) => {
    const found = /^100(?:644|755) blob ([0-9a-f]+)\t(.+)$/s.exec(line);
    return found === null ? [] : [{object: found[1]!, path: found[2]!}];
  });
  const contents = objects(await git(root, ["cat-file", "--batch"], entries.map(({object}) => `${object}\n`).join("")), entries.length);
  return new Map(entries.map(({path}, index) => [path, contents[index]!]));
}

/** `<object> blob <bytes>`, a new line, the bytes, a new line; again and again. */
function objects(output: Buffer, count: number): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; found.length < count;) {
    const end = output.indexOf(10, at);
    const size = Number(output.toString("latin1", at, end).split(" ")[2]);
    if (end < 0 || !Number.isInteger(size)) throw new Error("git cat-file: its answer cannot be read");
    found.push(output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return found;
}

/** What a git command prints. @throws UserError with what git says. */
function git(root: string, words: readonly string[], input = ""): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["-C", root, ...words], {stdio: ["pipe", "pipe", "pipe"], env: {...process.env, LC_ALL: "C"}});
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on("data", (bytes: Buffer) => out.push(bytes));
    child.stderr.on("data", (bytes: Buffer) => said.push(bytes));
    child.on("error", (error) => reject(new UserError(`git cannot be run: ${error.message}`, "install git, or compare folders")));
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new UserError(`git ${words[0]}: ${Buffer.concat(said).toString("utf8").trim()}`, "see git status"));
    });
    child.stdin.on("error", () => undefined); // git may have ended before
    child.stdin.end(input);
  });
}
