import {execFile} from "node:child_process";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {promisify} from "node:util";
import {normalizeSpawnCommand} from "tinyexec";
import {absent, UserError} from "../errors.ts";
import type {ProjectExperiment} from "../project/project.ts";
import {sha256} from "../store/store.ts";

/** What of an external program is part of a key, by name: `command`, `file fit.py`, `version`. */
export async function commandEntries({id, folder, command}: ProjectExperiment): Promise<Readonly<Record<string, string>>> {
  if (command === undefined) return {};
  const files = await Promise.all(command.files.map(async (file) => [`file ${file}`, await fileDigest(id, folder, file)] as const));
  return {
    ...Object.fromEntries(files),
    command: JSON.stringify(command.words),
    ...(command.version === undefined ? {} : {version: await versionText(command.version, folder, command.environment)}),
  };
}

/** The files of a command that are no longer those of a key's entries. */
export async function alteredFiles({folder, command}: Pick<ProjectExperiment, "folder" | "command">, keyed: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = command?.files ?? [];
  const same = await Promise.all(files.map((file) => readFile(join(folder, file)).then((bytes) => sha256(bytes) === keyed[`file ${file}`], () => false)));
  return files.filter((_, index) => same[index] !== true);
}

async function fileDigest(id: string, folder: string, file: string): Promise<string> {
  const bytes = await readFile(join(folder, file)).catch(absent(undefined, "ENOTDIR"));
  if (bytes === undefined) throw new UserError(`experiments/${id}/${file}, which its command needs, is missing`, "write it, or take it out of experiment.ts");
  return sha256(bytes);
}

/** What a program needs to be found and to work, on any system. */
const needed = ["PATH", "HOME", "TMPDIR", "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramFiles", "ProgramData"] as const;

/**
 * The environment of external programs: of the caller's what they need and what is `named`; no time zone and no language of this machine, the same order of
 * hashes every time, no files left beside the sources.
 */
export function programEnvironment(named: readonly string[]): NodeJS.ProcessEnv {
  const taken = [...needed, ...named].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return {...Object.fromEntries(taken), TZ: "UTC", LANG: "C", LC_ALL: "C", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1"};
}

/** The version of a program that is not on this machine: it says so in every key. */
export const absentVersion = "not on this machine";

/** What a program says of its version, on either output. */
export async function versionText([program = "", ...words]: readonly string[], folder: string, environment: readonly string[] = []): Promise<string> {
  const {command, args, options} = normalizeSpawnCommand(program, words, {cwd: folder, env: programEnvironment(environment)});
  const said = await promisify(execFile)(command, [...args], {...options, encoding: "utf8", timeout: 30_000, windowsHide: true} as {encoding: "utf8"}).catch(() => undefined);
  return said === undefined ? absentVersion : `${said.stdout}${said.stderr}`.replaceAll("\r\n", "\n").trim();
}
