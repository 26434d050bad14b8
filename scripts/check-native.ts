/**
 * Holds the engine native (or cuda) to the contract and to repeating itself in two processes: `node scripts/check-native.ts [native|cuda]`.
 * Where it is not installed yet, it is, from TensorFlow's Python wheel. Exits 1 where the contract is broken, 2 where nothing can be run.
 */
import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {lookForEngines} from "../src/engine/look-node.ts";
import {findInstalled} from "../src/engine/native/installed-node.ts";
import {checkContract} from "../test/engine/contract-check.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const engine = process.argv[2] === "cuda" ? "cuda" : "native";

process.chdir(root);
if (await findInstalled(engine, root) === undefined) spawnSync(process.execPath, ["bin/reprise.js", "engine", "install", engine, "--from-wheel"], {stdio: "inherit"});
process.exitCode = await check();

async function check(): Promise<0 | 1 | 2> {
  const found = (await lookForEngines(root)).find(({name}) => name === engine);
  if (found?.available === true) return checkContract(engine, 4, process.env);
  console.log(`${engine}: not run: ${found?.because}; ${found?.mend}`);
  return 2;
}
