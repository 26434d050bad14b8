import {spawn} from "node:child_process";
import {once} from "node:events";
import {resolve} from "node:path";

const source = resolve(import.meta.dirname, "..", "..", "src");

/** Runs a module's text, which imports from `store/…`, in a process of its own until it prints a line; kills it there. Returns the line. */
export async function killedAfter(text: string): Promise<string> {
  const module = text.replaceAll('"store/', `"${source}/store/`);
  const child = spawn(process.execPath, ["--input-type=module", "--eval", `${module}\nsetInterval(() => undefined, 1000);`], {stdio: ["ignore", "pipe", "inherit"]});
  const [line] = await once(child.stdout.setEncoding("utf8"), "data") as [string];
  child.kill("SIGKILL");
  await once(child, "exit");
  return line.trim();
}
