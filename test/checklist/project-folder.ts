import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach} from "vitest";
import {prettyCanonicalJson} from "../../src/results/canonical-json.ts";
import {files, paper, plan, report, verdicts} from "./whole-project.ts";

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, {recursive: true})));

/** The whole project on disk, with the records of the steps before; removed after the test. */
export function projectFolder(more: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "reprise-checklist-"));
  folders.push(root);
  const records = {"build/plan.json": plan, "build/verdicts.json": verdicts, "build/report.json": report, "build/paper/paper.json": paper};
  const written = Object.entries(records).map(([path, record]) => [path, prettyCanonicalJson(record)] as const);
  for (const [path, text] of [...Object.entries(files), ...written, [".gitignore", "/build/\n/.reprise/\n"] as const, ...Object.entries(more)]) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Commits everything that is not ignored. */
export function commitAll(root: string): void {
  const git = (...words: readonly string[]) => execFileSync("git", ["-C", root, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgSign=false", ...words], {stdio: "ignore"});
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "All");
}
