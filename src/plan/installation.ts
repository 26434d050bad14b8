import {canonicalJson} from "../results/canonical-json.ts";
import {sha256} from "../store/store.ts";

/** What tells one installation of an engine from another, so that a newer library's runs are not taken from the cache of an older one. */
export async function installedDigest(engine: string, root: string): Promise<string | undefined> {
  if (engine !== "cuda" && engine !== "native") return undefined;
  const {findInstalled} = await import("../engine/native/installed-node.ts");
  const installed = await findInstalled(engine, root);
  return installed === undefined ? undefined : sha256(canonicalJson(installed.lock));
}
