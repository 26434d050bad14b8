import {access, readFile} from "node:fs/promises";
import {delimiter, join} from "node:path";
import {x} from "tinyexec";

/** Whether the paper can be typeset here; if not, why and how to mend it. */
export type Latex =
  | {readonly available: true}
  | {readonly available: false; readonly because: string; readonly mend: string};

/** The smallest set of Debian's packages that typesets the paper. */
export const texPackages = [
  "texlive-latex-base", "texlive-latex-recommended", "texlive-latex-extra", "texlive-science", "texlive-fonts-recommended", "lmodern", "cm-super-minimal",
] as const;

const command = `apt-get install -y --no-install-recommends ${texPackages.join(" ")}`;

/** Looks for pdflatex and the style files that the paper needs; where this is root on Debian, or `install` says so, installs them. */
export async function findLatex(install: boolean, say: (line: string) => void): Promise<Latex> {
  if (await hasLatex()) return {available: true};
  const root = process.getuid?.() === 0;
  if (!await isDebian()) return {available: false, because: "LaTeX is not on this machine", mend: "install TeX Live (tug.org/texlive), then run this again"};
  if (!root && !install) return {available: false, because: "LaTeX is not on this machine", mend: `sudo ${command}   (or run this again with --install-tex)`};
  return installLatex(root, say);
}

async function installLatex(root: boolean, say: (line: string) => void): Promise<Latex> {
  say("  installing TeX with apt (about 160 MB to fetch, 490 MB on disk) …");
  const prefix = root ? [] : ["sudo"];
  for (const words of [["apt-get", "update", "-qq"], command.split(" ")]) {
    const [program = "", ...rest] = [...prefix, ...words];
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
