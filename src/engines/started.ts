import {x, type Output} from "tinyexec";

/** What a program printed and its exit code; undefined where there is no such program. */
export async function started(program: string, words: readonly string[], surroundings: {readonly env: NodeJS.ProcessEnv; readonly cwd?: string}): Promise<Output | undefined> {
  try {
    return await x(program, [...words], {nodeOptions: surroundings});
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EACCES")) return undefined;
    throw error;
  }
}
