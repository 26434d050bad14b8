import {execFile} from "node:child_process";
import {promisify} from "node:util";

const execute = promisify(execFile);

/** Who works here, as git knows them; null where there is no git, or it was not told. */
export async function gitIdentity(root: string): Promise<{readonly name: string; readonly email: string} | null> {
  const asked = (name: string): Promise<string> => execute("git", ["-C", root, "config", "--get", name]).then(({stdout}) => stdout.trim(), () => "");
  const [name, email] = await Promise.all([asked("user.name"), asked("user.email")]);
  return name === "" && email === "" ? null : {name, email};
}
