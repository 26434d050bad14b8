/** A process that this one started. */
interface Child {
  kill(): boolean;
  once(event: "exit", heard: () => void): unknown;
}

const running = new Set<Child>();

process.once("exit", () => { for (const child of running) child.kill(); });

/** Lets a process end when this one does, also where it is too busy to hear that its parent is gone. */
export function endWithParent(child: Child): void {
  running.add(child);
  child.once("exit", () => running.delete(child));
}
