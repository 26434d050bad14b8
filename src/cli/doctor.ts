import {cpus, totalmem} from "node:os";
import {access} from "node:fs/promises";
import type {FoundEngine} from "../engine/availability.ts";
import pc from "picocolors";
import {x} from "tinyexec";
import {lookForLatex, onPath, texPackages} from "./latex.ts";

/** One thing that a machine may have. */
export interface Finding {
  readonly part: string;
  readonly here: boolean;
  readonly found: string;
  /** What is lost without it, and how to get it; empty where it is here. */
  readonly cost: string;
}

/** Looks at this machine: Node, processors, GPU, TeX, fonts, browser, engines. Changes nothing. */
export async function diagnose(): Promise<readonly Finding[]> {
  const {lookForEngines} = await import("../engine/look-node.ts");
  const engines = (await lookForEngines(process.cwd())).map(engineFinding);
  return [node(), processors(), await gpu(), ...engines, await tex(), await fonts(), await program("poppler", "pdftotext", "the PDF's own text is not compared with the values", "apt-get install poppler-utils"), await browser(), await program("git", "git", "the checks of the work tree are not applicable", "apt-get install git")];
}

function engineFinding(engine: FoundEngine): Finding {
  const part = `engine ${engine.name}`, {unproven = ""} = engine;
  return engine.available
    ? {part, here: true, found: `${engine.promise}${engine.hermetic ? "" : ", not hermetic"}${engine.found === engine.promise ? "" : `: ${engine.found}`}`, cost: unproven}
    : {part, here: false, found: "not here", cost: [engine.because.replace(/\.$/, ""), engine.mend, unproven].filter((text) => text !== "").join("; ")};
}

/** The findings as a table for people. */
export function doctorTable(findings: readonly Finding[]): string {
  const [part, found] = [Math.max(...findings.map((each) => each.part.length)), Math.max(...findings.map((each) => each.found.length))];
  return findings.map((each) => `  ${each.here ? pc.green("✓") : pc.yellow("○")} ${each.part.padEnd(part)}   ${each.found.padEnd(found)}   ${pc.dim(each.cost)}`.trimEnd()).join("\n");
}

const node = (): Finding => ({part: "Node", here: true, found: `${process.version} (${process.platform}, ${process.arch})`, cost: ""});

function processors(): Finding {
  const all = cpus();
  return {part: "processors", here: true, found: `${all.length} × ${all[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB`, cost: ""};
}

async function gpu(): Promise<Finding> {
  const here = await access("/dev/nvidia0").then(() => true, () => false);
  const name = here ? (await x("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"]).then((done) => done.stdout.trim(), () => "")) : "";
  return {part: "GPU", here, found: here ? name : "none found", cost: here ? "" : "none: the default engine needs no GPU"};
}

async function tex(): Promise<Finding> {
  if (await onPath("pdflatex")) {
    const version = (await x("pdflatex", ["--version"])).stdout.split("\n")[0] ?? "pdflatex";
    const {available} = await lookForLatex();
    return {part: "TeX", here: available, found: version, cost: available ? "" : `no PDF of the paper; apt-get install ${texPackages.join(" ")}`};
  }
  return {part: "TeX", here: false, found: "not here", cost: `no PDF of the paper; apt-get install ${texPackages.join(" ")} (100 MB to fetch)`};
}

/** The fonts of figures and reports come with the packages; no font of the machine is used. */
async function fonts(): Promise<Finding> {
  const {figureFont} = await import("../figures/faces.ts");
  return {part: "fonts", here: true, found: `${figureFont.split(", ").slice(0, -1).join(", ")} (from npm; none of this machine is used)`, cost: ""};
}

async function browser(): Promise<Finding> {
  for (const name of ["chromium", "google-chrome", "chromium-browser"]) {
    if (await onPath(name)) return {part: "Chromium", here: true, found: (await x(name, ["--version"])).stdout.trim(), cost: ""};
  }
  return {part: "Chromium", here: false, found: "not here", cost: "no screenshots and no browser tests; apt-get install chromium"};
}

async function program(part: string, name: string, loss: string, mend: string): Promise<Finding> {
  const here = await onPath(name);
  return {part, here, found: here ? name : "not here", cost: here ? "" : `${loss}; ${mend}`};
}
