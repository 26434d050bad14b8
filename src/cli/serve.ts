import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import {createServer} from "node:http";
import {extname, join, normalize, sep} from "node:path";
import {UserError} from "../errors.ts";
import {readRecord} from "../project/build-folder.ts";
import {planSchema} from "../records/plan.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml",
  ".pdf": "application/pdf", ".woff2": "font/woff2", ".csv": "text/csv", ".png": "image/png", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
};

/** Serves `dist/` to this machine alone, under the base path that it was built for, until Ctrl-C. */
export async function serveSite(root: string, port: number, say: (line: string) => void): Promise<void> {
  const plan = await readRecord(root, "build/plan.json", planSchema);
  const base = plan.project.site === undefined ? "/" : new URL(plan.project.site).pathname.replace(/\/?$/, "/");
  const folder = join(root, "dist");
  const server = createServer((request, response) => {
    void locate(folder, base, request.url ?? "/").then((file) => {
      response.writeHead(file === undefined ? 404 : 200, {"content-type": types[extname(file ?? ".txt")] ?? "application/octet-stream", "x-content-type-options": "nosniff"});
      if (file === undefined) response.end("not found");
      else createReadStream(file).on("error", () => response.destroy()).pipe(response);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new UserError(`port ${port} cannot be used: ${error.message}`, `npx reprise serve --port ${port + 1}`)));
    server.listen(port, "127.0.0.1", resolve);
  });
  say(`  http://127.0.0.1:${port}${base}   Ctrl-C ends it`);
  await new Promise((resolve) => server.once("close", resolve));
}

/** The decoded path of an address; undefined where it is malformed. */
function pathOf(address: string): string | undefined {
  try {
    return decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

/** The file behind an address, inside `folder` only. */
async function locate(folder: string, base: string, address: string): Promise<string | undefined> {
  const path = pathOf(address);
  if (path === undefined || !path.startsWith(base)) return undefined;
  const file = normalize(join(folder, path.slice(base.length)));
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  const facts = await stat(file).catch(() => undefined);
  if (facts?.isDirectory() === true) return locate(folder, "/", `/${file.slice(folder.length + 1).split(sep).map(encodeURIComponent).join("/")}/index.html`.replaceAll("//", "/"));
  return facts?.isFile() === true ? file : undefined;
}
