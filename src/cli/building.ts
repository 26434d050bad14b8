import {withLock} from "../store/lock.ts";
import {processName} from "../store/process-tag.ts";

/** Does what writes `build/`, the papers' generated files and `dist/`: one process at a time, the others wait and say so. */
export const building = <T>(root: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> =>
  withLock(root, "build", (holder) => say(`  ${processName(holder)} is building; waiting until it is done`), work);
