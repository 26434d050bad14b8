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
