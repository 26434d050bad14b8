import {homedir} from "node:os";
import {resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {UserError} from "../errors.ts";

/** A place that objects are copied to or from. */
export type Address =
  | {readonly kind: "folder"; readonly folder: string}
  | {readonly kind: "ssh"; readonly host: string; readonly user?: string; readonly port?: string; readonly folder: string}
  | {readonly kind: "s3"; readonly bucket: string; readonly prefix: string; readonly endpoint?: URL; readonly region?: string}
  | {readonly kind: "http"; readonly base: URL};

const forms = "a folder, ssh://host/folder, s3://bucket/prefix?endpoint=https://… or https://…";

/** Reads a place as people write it; relative folders start at `root`. */
export function parseAddress(text: string, root: string): Address {
  try {
    return addressOf(text, root);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${withoutSecrets(text)} is no address: ${error instanceof Error ? error.message : String(error)}`, "write a percent sign as %25, and a folder as file:///folder");
  }
}

/** A password is nobody's to read on a screen or in a log. */
const withoutSecrets = (text: string): string => text.replace(/\/\/.*@/, "//…@");

function addressOf(text: string, root: string): Address {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined: return {kind: "folder", folder: resolve(root, text.replace(/^~(?=[/\\]|$)/, homedir()))};
    case "file": return {kind: "folder", folder: fileURLToPath(urlOf(text))};
    case "ssh": return sshAddress(urlOf(text), text);
    case "s3": return s3Address(urlOf(text), text);
    case "http": case "https": return {kind: "http", base: decodable(urlOf(text))};
    default: throw new UserError(`${withoutSecrets(text)}: there is no way to ${scheme}:// addresses`, `give ${forms}`);
  }
}

function urlOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new UserError(`${withoutSecrets(text)} is no address`, `give ${forms}`);
  return url;
}

/** Throws where a server would be sent another name or password than was meant. */
function decodable(url: URL): URL {
  [url.username, url.password].forEach(decodeURIComponent);
  return url;
}

/** Names that a program could take for an option, or a shell for more than a name, are refused. */
const hostName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\])$/;
const userName = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

function sshAddress({hostname, username, password, port, pathname, search}: URL, text: string): Address {
  const user = decodeURIComponent(username);
  const folder = decodeURIComponent(pathname).replace(/^\/~\//, "./");
  if (!hostName.test(hostname) || (user !== "" && !userName.test(user))) throw new UserError(`${withoutSecrets(text)}: expected ssh://user@host/folder`, "give the host as in `ssh host`");
  if (password !== "") throw new UserError(`an address of SSH with a password: ${hostname}`, "let ssh log in by key: ssh-copy-id, ssh-add");
  if (folder === "" || folder === "/" || search !== "" || /[\0\r\n]/.test(folder)) throw new UserError(`${withoutSecrets(text)}: expected a folder after the host`, "for example ssh://host/data/objects, or ssh://host/~/objects in your home");
  return {kind: "ssh", host: hostname.replace(/^\[|\]$/g, ""), folder: folder.replace(/\/+$/, ""), ...(user === "" ? {} : {user}), ...(port === "" ? {} : {port})};
}

const bucketName = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i;

function s3Address({hostname, pathname, searchParams}: URL, text: string): Address {
  const stray = [...searchParams.keys()].find((name) => name !== "endpoint" && name !== "region");
  if (!bucketName.test(hostname) || stray !== undefined) throw new UserError(`${withoutSecrets(text)}: ${stray === undefined ? `${hostname} is no bucket's name` : `${stray} means nothing here`}`, "write s3://bucket/prefix?endpoint=https://…&region=…; credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  const [endpoint, region] = [searchParams.get("endpoint"), searchParams.get("region")];
  return {
    kind: "s3", bucket: hostname, prefix: decodeURIComponent(pathname).replace(/^\/+|\/+$/g, ""),
    ...(endpoint === null ? {} : {endpoint: webUrl(endpoint)}), ...(region === null ? {} : {region}),
  };
}

/** An address of the web; throws where it is none. */
export function webUrl(text: string): URL {
  const url = urlOf(text);
  if (url.protocol === "https:" || url.protocol === "http:") return url;
  throw new UserError(`${withoutSecrets(text)}: expected an address that begins with https://`, "for example https://s3.example.org");
}
