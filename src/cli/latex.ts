import {access, readFile} from "node:fs/promises";
import {delimiter, join} from "node:path";
import {x} from "tinyexec";
import type {Latex} from "../paper/latex.ts";

/** The smallest set of Debian's packages that typesets the paper. */
export const texPackages = [
  "texlive-latex-base", "texlive-latex-recommended", "texlive-latex-extra", "lmodern", "poppler-utils",
] as const;

const command = `apt-get install -y --no-install-recommends ${texPackages.join(" ")}`;

/** Waits for another apt, and does not flush every single file: a broken installation is simply made again. */
const aptOptions = ["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Options::=--force-unsafe-io"];

/** Looks for pdflatex and the style files that the paper needs. */
export async function lookForLatex(): Promise<Latex> {
  if (await hasLatex()) return {available: true};
  const mend = await isDebian() ? `sudo ${command}   (or ./reproduce.sh --install-tex)` : "install TeX Live (tug.org/texlive), then run this again";
  return {available: false, because: "LaTeX is not on this machine", mend};
}

/** Looks for LaTeX; where it is missing and this is root on Debian, or `install` says so, installs it. */
export async function findLatex(install: boolean, say: (line: string) => void): Promise<Latex> {
  const found = await lookForLatex();
  const root = process.getuid?.() === 0;
  return found.available || !await isDebian() || (!root && !install) ? found : installLatex(root, say);
}

async function installLatex(root: boolean, say: (line: string) => void): Promise<Latex> {
  say("  installing TeX with apt (about 100 MB to fetch), meanwhile the runs go on …");
  const prefix = root ? [] : ["sudo"];
  for (const words of [["apt-get", "update", "-qq"], command.split(" ")]) {
    const [program = "", ...rest] = [...prefix, ...words, ...aptOptions];
    const ended = await x(program, rest, {nodeOptions: {env: {...process.env, DEBIAN_FRONTEND: "noninteractive"}}});
    if (ended.exitCode !== 0 && words[1] === "install") {
      return {available: false, because: `installing TeX failed: ${ended.stderr.trim().split("\n").at(-1) ?? ""}`, mend: `${root ? "" : "sudo "}${command}`};
    }
  }
  return await hasLatex() ? {available: true} : {available: false, because: "apt installed TeX, but pdflatex is still missing", mend: command};
}

/** pdflatex, and files of the packages that come last in an installation. */
async function hasLatex(): Promise<boolean> {
  if (!await onPath("pdflatex") || !await onPath("kpsewhich")) return false;
  const found = await x("kpsewhich", ["cleveref.sty", "lmodern.sty", "booktabs.sty"]);
  return found.stdout.trim().split("\n").length === 3;
}

/** Whether a program is on the PATH. */
export async function onPath(program: string): Promise<boolean> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = await Promise.all(folders.map((folder) => access(join(folder, program)).then(() => true, () => false)));
  return found.includes(true);
}

async function isDebian(): Promise<boolean> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
}
