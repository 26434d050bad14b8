/** A process that this one started. */
interface Child {
  kill(): boolean;
  once(event: "exit", heard: () => void): unknown;
}

const running = new Set<Child>();

/** Ends every process that this one started: workers, and programs with all that they started. */
export function endChildren(): void {
  for (const child of running) child.kill();
}

process.once("exit", endChildren);

/** Lets a process end when this one does, also where it is too busy to hear that its parent is gone. */
export function endWithParent(child: Child): void {
  running.add(child);
  child.once("exit", () => running.delete(child));
}
