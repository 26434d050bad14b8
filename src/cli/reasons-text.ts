import pc from "picocolors";
import {groupReasons, reasonLines, type Reason} from "../plan/reasons.ts";

/** Why runs are cached or not, told once for those that share it; what is cached is dimmed. `miss` says what becomes of the others. */
export const reasonsText = (reasons: ReadonlyMap<string, Reason>, miss: string): string =>
  groupReasons(reasons).flatMap((group) => reasonLines([group], miss).map((line) => `  ${group.cached ? pc.dim(line) : line}`)).join("\n");
