import {readFileSync} from "node:fs";
import {UserError} from "../../errors.ts";
import {HostRefusal, type HostPart} from "../../train/refusal.ts";

/** What Node throws where its permission model says no; sockets say it in their own way. */
interface AccessDenied extends Error {
  readonly permission?: string;
  readonly resource?: string;
  readonly syscall?: string;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
}

const denied: Readonly<Record<string, readonly [part: HostPart, does: string]>> = {
  FileSystemRead: ["files", "reads"],
  FileSystemWrite: ["files", "writes"],
  Net: ["network", "connects to"],
  ChildProcess: ["programs", "starts a program"],
  WorkerThreads: ["programs", "starts a thread"],
};

/** What a run that was stopped did, in words: which file or address, and the mend; anything else stays as it is. */
export function asRefusal(error: unknown): unknown {
  const stopped = accessDenied(error);
  if (stopped === undefined) return error;
  const permission = stopped.permission ?? (stopped.syscall === undefined ? "" : "Net");
  const [part, does] = denied[permission] ?? ["machine", `asks for ${permission}`];
  const refusal = new HostRefusal(part, `it ${[does, resourceOf(stopped)].filter((text) => text !== "").join(" ")}, which a run may not`);
  return Object.assign(refusal, {stack: stopped.stack ?? ""});
}

/** The refusal itself, or what another error gives as its cause. */
function accessDenied(error: unknown): AccessDenied | undefined {
  if (!(error instanceof Error)) return undefined;
  return (error as {readonly code?: unknown}).code === "ERR_ACCESS_DENIED" ? error : accessDenied(error.cause);
}

const resourceOf = ({resource, hostname, address, port}: AccessDenied): string =>
  resource ?? `${hostname ?? address ?? ""}${port === undefined ? "" : `:${port}`}`;

/** Where an error arose, as the project's author wrote it: the file, and the line as esbuild prints it. */
export function sourcePlace(error: Error, bundles: readonly string[]): string | undefined {
  for (const [, name, line] of (error.stack ?? "").matchAll(/([0-9a-f]{64}\.mjs)(?:\?job=\d+)?:(\d+):\d+/g)) {
    const file = bundles.find((each) => each.endsWith(name ?? ""));
    if (file !== undefined) return placeIn(readFileSync(file, "utf8").split("\n"), Number(line));
  }
  return undefined;
}

/** esbuild names each module's file in a comment above it. */
function placeIn(lines: readonly string[], line: number): string | undefined {
  const file = lines.slice(0, line).findLast((each) => /^\/\/ \S+\.\w+$/.test(each))?.slice(3);
  const text = lines[line - 1]?.trim() ?? "";
  return file === undefined ? undefined : `${file}: ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`;
}

/** A refusal with the place it came from. */
export function placed(error: UserError, bundles: readonly string[]): {readonly message: string; readonly mend: string} {
  const place = error instanceof HostRefusal ? sourcePlace(error, bundles) : undefined;
  return {message: place === undefined ? error.message : `${error.message}\n    in ${place}`, mend: error.mend};
}
