/** Writes the four reports of the project in the folder that the first argument names: a process of its own for the determinism test. */
import {storedObjects} from "../../src/checklist/stored-objects.ts";
import {readEvidence} from "../../src/checklist/read-evidence.ts";
import {runChecklist} from "../../src/checklist/run-checklist.ts";
import {writeChecklist} from "../../src/checklist/write-checklist.ts";
import {openStore} from "../../src/store/store.ts";

const root = process.argv[2] ?? "";
const store = await openStore(root, () => undefined);
const evidence = await readEvidence({root, store: storedObjects(store), redraw: async () => new Map()});
await writeChecklist(root, await runChecklist(evidence), evidence.plan.project);
