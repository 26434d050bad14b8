import {execFileSync, spawnSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {commandList} from "../../src/cli/commands.ts";
import {root} from "./source.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const reproduce = (...args: readonly string[]) => spawnSync("sh", ["reproduce.sh", ...args], {cwd: root, encoding: "utf8", env: {PATH: "/usr/bin:/bin"}});
const optionsIn = (text: string): readonly string[] => [...new Set(text.match(/(?<=^ +)--[a-z-]+/gm))].sort();

test("reproduce.sh --help names the options of reprise reproduce, before anything is installed", () => {
  const {status, stdout} = reproduce("--help");
  expect(status).toBe(0);
  const offered = commandList().find(({name}) => name === "reproduce")?.options ?? [];
  expect(optionsIn(stdout)).toEqual([...offered, "--help"].sort());
});

test("reproduce.sh refuses an unknown option and one without its value, before anything is installed", () => {
  expect(reproduce("--al")).toMatchObject({status: 2, stderr: expect.stringContaining("Unknown option: --al")});
  expect(reproduce("--all", "--seeds")).toMatchObject({status: 2, stderr: expect.stringContaining("--seeds needs a value")});
});

/** Paths, scripts and commands that the sh blocks of a page call and that are not there. */
function missingCommands(page: string): readonly string[] {
  const scripts = Object.keys((JSON.parse(read("package.json")) as {scripts: object}).scripts);
  const lines = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => block.split("\n")).map((line) => line.replace(/\s+#.*$/, "").trim());
  return lines.filter((line) => line !== "").filter((line) => {
    const [program = "", first = "", second = "", ...rest] = line.replace(/^(?:[A-Z_]+=\S+\s+)+/, "").split(/\s+/);
    if (program.startsWith("./") || program.startsWith(".ci/")) return !existsSync(join(root, program));
    if (program === "npm") return first === "run" ? !scripts.includes(second) : first === "test" ? !scripts.includes("test") : !["ci", "install", "pack"].includes(first);
    if (program === "npx" && first === "reprise") return !offers(second, rest);
    return !["git", "cd"].includes(program);
  });
}

const offers = (name: string, words: readonly string[]): boolean =>
  commandList().some((command) => command.name === name && words.filter((word) => word.startsWith("--")).every((word) => command.options.includes(word)));

test("every command that a page for people gives exists", () => {
  for (const page of ["README.md", "ARCHITECTURE.md"]) expect(missingCommands(read(page)), page).toEqual([]);
  expect(missingCommands("```sh\n./reproduce.sh\n./redo.sh # again\nnpm run nothing\nnpx reprise plam\nnpx reprise run --sedes 2\nnpx reprise run --seeds 2\n```"))
    .toEqual(["./redo.sh", "npm run nothing", "npx reprise plam", "npx reprise run --sedes 2"]);
});

test("every relative link of a page for people leads to a file", () => {
  for (const page of ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"]) {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(root, link))), page).toEqual([]);
  }
});

test("scripts are POSIX and free of mistakes that a shell can see", () => {
  for (const script of ["reproduce.sh", "tools/node/with.sh", ".ci/run", ".ci/full"]) expect(execFileSync("sh", ["-n", join(root, script)], {encoding: "utf8"}), script).toBe("");
});
