import {Console} from "node:console";
import {constants} from "node:os";
import {Command, CommanderError, InvalidArgumentError} from "commander";
import pc from "picocolors";
import {commands, type OfferedCommand} from "./cli/commands.ts";
import {count, runOptions, type Options} from "./cli/options.ts";
import {refusalOf, UserError} from "./errors.ts";

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const now = (): number => performance.now();

/** Parses the command line, calls the command and sets the exit code. */
export async function main(words: readonly string[]): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      process.stderr.write("\n  stopped: every finished run is kept; run the same command again to go on\n");
      process.exit(128 + constants.signals[signal]);
    });
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => { // the reader of a pipe may have seen enough: reprise run | head
    if (error.code !== "EPIPE") throw error;
    process.exit(process.exitCode ?? 0);
  });
  const program = new Command("reprise")
    .description("Research papers that prove themselves.")
    .configureOutput({outputError: (text, write) => write(pc.red(text))})
    .exitOverride();
  for (const offered of commands) {
    const {name, summary, options, argument} = offered;
    const command = program.command(name).description(summary).exitOverride();
    for (const [flags, meaning] of options) command.option(flags, meaning);
    if (argument !== undefined) command.argument(...argument);
    command.action(async (...given: readonly unknown[]) => {
      const operands = argument === undefined ? [] : [given[0] as string | readonly string[] | undefined ?? []].flat();
      process.exitCode = await perform(offered, command.opts<Options>(), operands);
    });
  }
  try {
    await program.parseAsync([...words], {from: "user"});
  } catch (error) {
    process.exitCode = tellError(error);
  }
}

/** A user's mistake in words; a defect of ours with everything there is to find it. */
function tellError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    process.stderr.write(`\n${pc.red(`  ✗ ${error.message}`)}\n${error.mend === "" ? "" : `    ${pc.bold("mend:")} ${error.mend}\n`}\n`);
    return error.exitCode;
  }
  const refusal = refusalOf(error);
  if (refusal !== undefined) return tellError(new UserError(refusal.message, refusal.mend));
  process.stderr.write(`\n  A defect of Reprise, not of your project. Please report it with this text:\n${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  return 2;
}

const presentation = (options: Options) => ({paper: options.paper !== false, site: options.site !== false, installTex: options.installTex === true});

/** Calls the steps of one command; returns the exit code. */
async function perform({name, load}: OfferedCommand, options: Options, operands: readonly string[]): Promise<number> {
  const world = {cwd: process.cwd(), say, now, json: options.json === true};
  if (world.json) globalThis.console = new Console(process.stderr); // what a project's own modules print is no JSON
  if (load !== undefined) return (await load()).perform(world, options, operands);
  const steps = await import("./cli/perform.ts");
  switch (name) {
    case "reproduce": return steps.performReproduce(world, {...runOptions(options), ...presentation(options)});
    case "figures": return steps.performFigures(world);
    case "tables": return steps.performTables(world);
    case "paper": return steps.performPaper(world, options.installTex === true);
    case "site": return steps.performSite(world);
    case "checklist": return steps.performChecklist(world, options.strict === true);
    case "build": return steps.performBuild(world, {...presentation(options), draft: options.draft === true, ...runOptions(options)});
    case "serve": return steps.performServe(world, count(options.port, "--port") ?? 4321);
    case "engines": return steps.performEngines(world);
    case "engine": return steps.performEngine(world, operands, options);
    case "doctor": return steps.performDoctor(world);
    default: throw new InvalidArgumentError(name);
  }
}

if (import.meta.main) await main(process.argv.slice(2));
