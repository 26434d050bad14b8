import {UserError} from "../../errors.ts";
import {prettyCanonicalJson} from "../../results/canonical-json.ts";
import {runPath} from "../../results/names.ts";
import {parseResult} from "../../results/result.ts";
import {count, failed, verified, type Check} from "../check.ts";
import {readJson, readText, type Evidence} from "../evidence.ts";

export const resultsCanonical: Check = {
  id: "results-canonical",
  group: "proof",
  title: "Results are whole and as the program wrote them",
  description: "Every file under results/ follows the schema of a result, lies where its run says, and is byte for byte the canonical JSON of what it holds.",
  severity: "required",
  sources: ["NeurIPS 4", "REFORMS 2a"],
  ask: async (evidence) => {
    const files = (await evidence.listFiles("results")).filter((path) => path.endsWith(".json") && !/^results\/(?:[^/]+\/)?keys\.json$/.test(path));
    if (files.length === 0) return failed("results/ holds no result.", [], "compute and keep a baseline: `reprise run`, then `reprise accept`");
    const faults = (await Promise.all(files.map(async (link) => ({text: await faultOf(evidence, link), link})))).filter(({text}) => text !== "");
    return faults.length === 0
      ? verified(`All ${count(files.length, "result file")} are canonical JSON of a valid result.`, [{text: "format reprise.result/1, RFC 8785", link: "results"}])
      : failed(`${count(faults.length, "file")} under results/ ${faults.length === 1 ? "is" : "are"} not as \`accept\` writes them.`, faults, "results/ is never edited by hand: restore the files with git, or compute them again and `reprise accept`");
  },
};

/** What is wrong with one file, or nothing. */
async function faultOf(evidence: Evidence, path: string): Promise<string> {
  try {
    const result = parseResult(await readJson(evidence, path), path);
    if (`results/${runPath(result)}.json` !== path) return `${path} holds the result of ${runPath(result)}`;
    return await readText(evidence, path) === prettyCanonicalJson(result) ? "" : `${path}: its bytes are not the canonical JSON of what it holds`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
