import {join} from "node:path";
import {readBaseline, type Baseline} from "../project/baseline.ts";
import {writeRecord} from "../project/build-folder.ts";
import {findProject} from "../project/find-project.ts";
import {papersOf, readProject, type Project} from "../project/project.ts";
import {planSchema, type Plan} from "../records/plan.ts";
import {startIn} from "../store/start.ts";
import {openStore, type Store} from "../store/store.ts";
import type {RunTask} from "../plan/tasks.ts";

/** A project opened at the command line: what it asks for, what is accepted, what is stored. */
export interface Session {
  readonly project: Project;
  readonly store: Store;
  readonly tasks: readonly RunTask[];
  readonly plan: Plan;
  readonly baseline: Baseline;
  readonly say: (line: string) => void;
}

/** Opens the project around `cwd` and writes `build/plan.json`. */
export async function openSession(cwd: string, say: (line: string) => void): Promise<Session> {
  const root = findProject(cwd);
  const project = await readProject(root);
  const tell = (message: string): void => say(`  ${message}`);
  await startIn(root, writtenFolders(project), tell);
  const {readTasks} = await import("../plan/tasks.ts");
  const {planRecord} = await import("../plan/record.ts");
  const {openMemory} = await import("../plan/memory.ts");
  const store = await openStore(root, tell);
  const tasks = await readTasks(project, {memory: openMemory(store)});
  const plan = planRecord(project, tasks);
  await writeRecord(root, join("build", "plan.json"), planSchema, plan);
  return {project, tasks, plan, say, baseline: await readBaseline(root), store};
}

/** The folders of a project that commands write. */
export const writtenFolders = (project: Project): readonly string[] => ["results", "build", ...papersOf(project).map(({folder}) => `${folder}/generated`)];

/** The mirrors of a session: `REPRISE_MIRROR` (several are separated as in PATH), then the settings. */
export function mirrorsOf(project: Project, environment: NodeJS.ProcessEnv): readonly string[] {
  const given = environment["REPRISE_MIRROR"] ?? "";
  const each = process.platform === "win32" ? /[^;]+/g : /https?:\/\/[^/:]*(?::\d+(?![^/:]))?[^:]*|[^:]+/g;
  return [...given.match(each) ?? [], ...project.settings.mirrors ?? []];
}
