import {UserError} from "../errors.ts";
import {bodyOf, collectDefinitions, type Definitions, joinDefinitions, signaturesOf} from "./definitions.ts";
import {joinDocument} from "./document.ts";
import {expandDefinitions} from "./expansion.ts";
import {knowsCommand, knowsEnvironment} from "./html/block.ts";
import type {Place} from "./place.ts";
import {readable} from "./plain.ts";
import type {Sources} from "./sources.ts";
import {commandOf, environmentOf, childrenOf, lastArgument, latexParser, noSyntax, type TexNode, walk} from "./syntax.ts";

/** A paper's sources as one tree, with the author's own commands replaced by what they mean. */
export interface ReadPaper {
  /** Style files and main.tex, as they were written. */
  readonly nodes: readonly TexNode[];
  readonly body: readonly TexNode[];
  readonly definitions: Definitions;
  readonly placeOf: (node: TexNode) => Place;
  readonly title: (values: (id: string) => string) => string;
  readonly abstract: (values: (id: string) => string) => string;
  readonly hasReferences: boolean;
  readonly headingsBeforeReferences: number;
}

export function readPaper(sources: Sources): ReadPaper {
  const main = `${sources.folder}/main.tex`;
  const document = joinDocument(sources);
  const placeOf = (node: TexNode): Place => document.placeOf(node.position?.start.offset ?? 0);
  const styles = styleFiles(sources);
  const definitions = joinDefinitions(forText(collectDefinitions(styles)), collectDefinitions(latexParser(noSyntax)(document.text, main)));
  const nodes = latexParser(signaturesOf(definitions))(document.text, main);
  const plain = bodyOf(nodes);
  if (plain === undefined) throw new UserError(`${main}: has no \\begin{document} … \\end{document}`, "write the paper's text between them");
  const frontMatter = nodes.filter((node) => commandOf(node) === "title" || commandOf(node) === "author");
  const body = placed(expandDefinitions([...frontMatter, ...plain], definitions, placeOf));
  const title = body.find((node) => commandOf(node) === "title");
  const abstract = body.find((node) => environmentOf(node) === "abstract");
  return {
    nodes: [...styles, ...nodes], body, definitions, placeOf, ...references(body),
    title: (values) => readable(title === undefined ? [] : lastArgument(title), values),
    abstract: (values) => readable(abstract === undefined ? [] : childrenOf(abstract), values),
  };
}

/** Commands that the paper's own style files define may stand in its text. */
function styleFiles(sources: Sources): readonly TexNode[] {
  const parse = latexParser(noSyntax);
  return [...sources.texts].filter(([file]) => /\.(?:sty|cls)$/.test(file)).flatMap(([file, text]) => parse(text, `${sources.folder}/${file}`));
}

/** How a style file sets headings and title is its own affair. */
function forText(style: Definitions): Definitions {
  return {
    ...style,
    commands: new Map([...style.commands].filter(([name]) => !knowsCommand(name) && !name.includes("@"))),
    environments: new Map([...style.environments].filter(([name]) => !knowsEnvironment(name))),
  };
}

/** Nodes that the parser made without a position get that of the node around them. */
function placed(nodes: readonly TexNode[], around?: TexNode["position"]): readonly TexNode[] {
  let last = around;
  return nodes.map((node) => {
    last = node.position ?? last;
    const position = last === undefined ? {} : {position: last};
    const args = node.args === undefined ? {} : {args: placed(node.args, last)};
    return {...node, ...position, ...args, ...(Array.isArray(node.content) ? {content: placed(childrenOf(node), last)} : {})};
  });
}

function references(body: readonly TexNode[]): Pick<ReadPaper, "hasReferences" | "headingsBeforeReferences"> {
  let before = 0;
  let seen = 0;
  let hasReferences = false;
  walk(body, (node) => {
    if (/^(?:sub){0,2}section$/.test(commandOf(node))) seen += 1;
    if (commandOf(node) === "bibliography") [hasReferences, before] = [true, seen];
  });
  return {hasReferences, headingsBeforeReferences: before};
}
