import {chmodSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

/** What tests make for themselves lies in one folder, and goes when all have ended. */
export default function keepTogether(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "reprise-tests-"));
  chmodSync(folder, 0o755); // some tests play another person
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, {recursive: true, force: true, maxRetries: 3});
}
