import {spawn} from "node:child_process";
import {createInterface} from "node:readline";

/** Wall and CPU seconds (all threads) of some steps; a program that counts its own work tells the units, too. */
export interface Timing {
  readonly wall: number;
  readonly cpu: number;
  readonly units?: number;
}

/** One side of a comparison: takes steps when asked, and is still in between. */
export interface Contender {
  readonly run: (steps: number) => Promise<Timing>;
  /** What was computed, in one number; null where the program cannot say. */
  readonly check: () => Promise<number | null>;
  /** Ends; the largest memory that was resident, in bytes. */
  readonly end: () => Promise<number>;
  /** Stops what still runs; nothing where it has ended. */
  readonly stop: () => void;
}

/** How a program is started. */
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

type Answer = Readonly<Record<string, unknown>>;

/** A program that cannot do the work; the message is its own. */
export class Unable extends Error {}

/** Starts a program that speaks the lines of worker.ts; `opened` is what opening took. @throws Unable in its own words, after `whose`. */
export async function startContender({program, words, environment}: Command, whose = ""): Promise<Contender & {readonly opened: Timing & {readonly peakMemory: number}}> {
  const child = spawn(program, words, {stdio: ["pipe", "pipe", "pipe"], env: {...process.env, ...environment}});
  const complaints: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => complaints.push(text));
  child.stdin.on("error", () => undefined); // a program that ended says why on its output
  const failed = new Promise<never>((_, fail) => child.on("error", (error) => fail(new Unable(error.message))));
  failed.catch(() => undefined);
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const hear = async (): Promise<Answer> => {
    const answer = await Promise.race([nextAnswer(lines), failed]);
    if (answer === undefined) throw new Unable(`${whose}${complaints.join("").trim().split("\n").at(-1) || "ended without a word"}`);
    if (typeof answer["failed"] === "string") throw new Unable(`${whose}${answer["failed"].split("\n")[0]}`);
    return answer;
  };
  const ask = async (line: string): Promise<Answer> => {
    child.stdin.write(`${line}\n`);
    return hear();
  };
  return {
    opened: await hear() as unknown as Timing & {readonly peakMemory: number},
    run: async (steps) => await ask(`run ${steps}`) as unknown as Timing,
    check: async () => (await ask("check"))["check"] as number | null,
    end: async () => (await ask("end"))["peakMemory"] as number,
    stop: () => void child.kill(),
  };
}

/** The next line that is JSON; programs may print other things, too. */
async function nextAnswer(lines: AsyncIterator<string>): Promise<Answer | undefined> {
  for (;;) {
    const {done, value} = await lines.next();
    if (done === true) return undefined;
    if (value.startsWith("{")) return JSON.parse(value) as Answer;
  }
}
