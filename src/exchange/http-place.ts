import {UserError} from "../errors.ts";
import type {Patience, Place} from "./place.ts";
import {openWebPlace} from "./web-place.ts";

/** A web server: GET and HEAD to read, PUT to write. A token in REPRISE_REMOTE_TOKEN, or user and password in the address, go to that server alone. */
export function openHttpPlace(base: URL, environment: NodeJS.ProcessEnv, patience: Patience): Place {
  const {origin, pathname, search, username, password} = base;
  const token = environment["REPRISE_REMOTE_TOKEN"] ?? "";
  const authorization = username !== "" ? `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64")}` : token !== "" ? `Bearer ${token}` : undefined;
  const title = `${origin}${pathname.replace(/\/$/, "")}`;
  if (authorization !== undefined && !isPrivate(base)) throw new UserError(`${title}: credentials would travel in the open`, "give an address that begins with https://");
  return openWebPlace({
    title,
    urlOf: (path) => new URL(`${pathname.replace(/\/$/, "")}/${path}${search}`, origin),
    headers: async (): Promise<Readonly<Record<string, string>>> => (authorization === undefined ? {} : {authorization}),
    checksPayload: false,
    mend: "look at the address; a token goes in the environment's REPRISE_REMOTE_TOKEN",
  }, patience);
}

/** Whether nobody on the way can listen. */
const isPrivate = ({protocol, hostname}: URL): boolean => protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
