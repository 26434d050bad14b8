import type {Code} from "./code.ts";
import type {Found} from "./finding.ts";
import {unsortedFolders} from "./folder-order.ts";
import {hostUses} from "./host.ts";
import {importFaults} from "./imports.ts";
import {forgottenWork} from "./promises.ts";
import {keptState} from "./state.ts";
import {tensorflowFaults} from "./tensorflow.ts";

/** Everything that one module's code gives away. `isAsync` tells of functions that other modules export. */
export const codeFaults = (code: Code, isAsync: (module: string, name: string) => boolean = () => false): readonly Found[] =>
  [hostUses(code), unsortedFolders(code), importFaults(code), tensorflowFaults(code), forgottenWork(code, isAsync), keptState(code)].flat();
