import {parseSync} from "oxc-parser";
import {UserError} from "../errors.ts";
import {position} from "./finding.ts";
import {namesOf, type Names} from "./names.ts";
import {childrenOf, type SyntaxNode} from "./syntax.ts";

/**
 * Where a module's code is executed: in a run, under the guard and with Reprise's own Math; while experiments are declared; while results
 * become values, tables and figures; or as a program of its own.
 */
export type Role = "run" | "declaration" | "report" | "program";

/** A file of TypeScript or JavaScript, parsed. */
export interface Code {
  readonly path: string;
  readonly text: string;
  readonly roles: ReadonlySet<Role>;
  readonly program: SyntaxNode;
  readonly names: Names;
  readonly comments: readonly {readonly value: string; readonly start: number; readonly end: number}[];
  /** Every node that is executed, parents first. */
  readonly nodes: readonly SyntaxNode[];
  readonly parents: ReadonlyMap<SyntaxNode, SyntaxNode>;
}

/** Parses a file; one that no parser understands is the reader's to mend. */
export function parseCode(path: string, text: string, roles: ReadonlySet<Role>): Code {
  const {program, errors, comments} = parseSync(path, text, {lang: /\.[cm]?ts$/.test(path) ? "ts" : "js", sourceType: "module", range: true});
  const [error] = errors;
  if (error !== undefined) {
    const {line, column} = position(text, error.labels[0]?.start ?? 0);
    throw new UserError(`${path}:${line}:${column}: ${error.message}`, "mend the syntax there");
  }
  const root = program as unknown as SyntaxNode;
  const parents = new Map<SyntaxNode, SyntaxNode>();
  return {path, text, roles, program: root, names: namesOf(root), comments, nodes: nodesBelow(root, parents), parents};
}

function nodesBelow(node: SyntaxNode, parents: Map<SyntaxNode, SyntaxNode>): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (each: SyntaxNode): void => {
    found.push(each);
    for (const child of childrenOf(each)) {
      parents.set(child, each);
      visit(child);
    }
  };
  visit(node);
  return found;
}

/** The nodes around one, the nearest first. */
export function around({parents}: Code, node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let outer = parents.get(node); outer !== undefined; outer = parents.get(outer)) found.push(outer);
  return found;
}

/** The code of a node on one line, shortened. */
export function shown({text}: Code, {start, end}: {readonly start: number; readonly end: number}): string {
  const line = text.slice(start, end).replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** Whether a file is executed in this one role. */
export const only = (code: Code, role: Role): boolean => [...code.roles].every((each) => each === role);
