import {x} from "tinyexec";
import {digestFiles, treeDigest, type Digests} from "./digest-tree.ts";

/** What is reviewed: code and results, by digest, and the commit that they were checked out from. */
export interface Source {
  /** Null where the project is in no git repository, such as one from a ZIP. */
  readonly commit: string | null;
  /** Files that are not as the commit has them. */
  readonly changed: number;
  /** Digest of experiments, settings and locks. */
  readonly code: string;
  /** Every file below `results/`, and `provenance.jsonl`, which says how long runs take and so which can be drawn. */
  readonly results: Digests;
}

/** Looks at a project's files; runs none of them. */
export async function readSource(root: string): Promise<Source> {
  const code = treeDigest(await digestFiles(root, ["experiments", "reprise.config.ts", "package.json", "package-lock.json"]));
  return {...await readCommit(root), code, results: await digestFiles(root, ["provenance.jsonl", "results"])};
}

async function readCommit(root: string): Promise<Pick<Source, "commit" | "changed">> {
  const git = async (...words: readonly string[]): Promise<string | undefined> =>
    x("git", ["-C", root, ...words], {nodeOptions: {env: {...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0"}}}).then(({exitCode, stdout}) => (exitCode === 0 ? stdout : undefined), () => undefined);
  const commit = (await git("rev-parse", "--verify", "--quiet", "HEAD"))?.trim();
  if (commit === undefined || commit === "") return {commit: null, changed: 0};
  const status = await git("status", "--porcelain", "--untracked-files=all", "--", ".") ?? "";
  return {commit, changed: status.split("\n").filter((line) => line !== "").length};
}
