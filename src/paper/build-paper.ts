import path from "node:path";
import {UserError} from "../errors.ts";
import {type Paper, paperSchema} from "../records/paper.ts";
import type {Plan} from "../records/plan.ts";
import type {Report} from "../records/report.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {parseAs} from "../results/result.ts";
import {writeDurably} from "../store/durable-write.ts";
import {auxNumbers} from "./aux-numbers.ts";
import {readCitations} from "./citations.ts";
import {type DrawnFigure, generatedFiles, writeGenerated, type WrittenTable} from "./generated.ts";
import {refuseHostile} from "./hostile.ts";
import {paperHtml} from "./html/paper-html.ts";
import {readReferenceNames} from "./html/references.ts";
import {referencesAnchor} from "./html/reference-list.ts";
import {type Latex, typeset, type Typeset} from "./latex.ts";
import {listNumerals} from "./numerals.ts";
import {readPdfText, refuseMissingValues} from "./pdf-text.ts";
import {type ReadPaper, readPaper} from "./read-paper.ts";
import {readSources} from "./sources.ts";
import {readStructure, type Structure} from "./structure.ts";
import {recordUses, refuseUnknownUses} from "./uses.ts";

export interface PaperOptions {
  /** The project's folder. */
  readonly root: string;
  /** The paper's name, such as `paper`: its PDF is `build/<name>.pdf`. */
  readonly name: string;
  /** Its folder inside the project, where main.tex lies. */
  readonly folder: string;
  readonly plan: Plan;
  readonly report: Report;
  readonly figures: ReadonlyMap<string, DrawnFigure>;
  readonly tables: ReadonlyMap<string, WrittenTable>;
  /** A draft has a watermark and leaves `generated/` as committed. */
  readonly draft: boolean;
  readonly latex: Latex;
  /** The build folder, absolute. */
  readonly output: string;
  /** Hears what an author should know although the paper was made. */
  readonly warn?: (message: string) => void;
}

/**
 * Brings a paper's generated files up to date, typesets it into `build/<name>.pdf`, turns it into HTML, and writes `build/paper/<name>.json`.
 * Mistakes in its sources are UserErrors with their line.
 */
export async function buildPaper(options: PaperOptions): Promise<Paper> {
  const {plan, report, folder, latex} = options;
  const sources = await readSources(options.root, folder);
  refuseHostile(sources);
  const paper = readPaper(sources);
  const counted = readStructure(paper.body, paper.definitions, new Map(), plainTexts(report));
  refuseUnknownUses(counted.uses, report, paper.placeOf);

  const generated = generatedFiles(options);
  if (!options.draft) await writeGenerated(options.root, folder, generated);
  const made = latex.available
    ? await typeset({sources, generated, scratch: path.join(options.output, ".latex", options.name), sourceDateEpoch: plan.project.sourceDateEpoch})
    : null;
  const structure = made === null ? counted : readStructure(paper.body, paper.definitions, auxNumbers(made.aux), plainTexts(report));
  const pdf = made === null ? null : await keepPdf(made, counted, options);

  const values = plainTexts(report);
  const record: Paper = {
    format: "reprise.paper/1", name: options.name, title: paper.title(values), abstract: paper.abstract(values),
    html: html(paper, structure, options),
    outline: outlineOf(paper, structure),
    uses: recordUses(structure.uses, report, paper.placeOf),
    numerals: [...listNumerals(paper.body, paper.placeOf, values)],
    pdf, ...(latex.available ? {} : {because: `${latex.because}; to typeset it: ${latex.mend}`}),
    files: [...sources.texts.keys(), ...sources.pictures.keys()].map((file) => `${folder}/${file}`),
  };
  await writeDurably(path.join(options.output, "paper", `${options.name}.json`), prettyCanonicalJson(parseAs(paperSchema, record, `build/paper/${options.name}.json`, "this is a defect of Reprise: please report it")));
  return record;

  function html(read: ReadPaper, numbered: Structure, {figures, tables}: PaperOptions): string {
    const {body, definitions, placeOf, nodes} = read;
    return paperHtml(body, {
      structure: numbered, definitions, placeOf, report, figures, tables, trusted: [], footnotes: [], citedAt: new Map(),
      citations: readCitations(body, sources), names: readReferenceNames(nodes, definitions),
    });
  }
}

const plainTexts = (report: Report) => {
  const texts = new Map(report.values.map(({id, text}) => [id, text.plain]));
  return (id: string): string => texts.get(id) ?? "";
};

/** Writes the PDF after reading it back: every value must be in its text. */
async function keepPdf(made: Typeset, structure: Structure, {output, root, name, folder, report, warn}: PaperOptions): Promise<Paper["pdf"]> {
  for (const warning of made.warnings) warn?.(`${folder}: ${warning}`);
  const file = path.join(output, `${name}.pdf`);
  await writeDurably(file, made.pdf);
  const text = await readPdfText(file);
  const shown = plainTexts(report);
  const used = [...new Set(structure.uses.filter(({kind}) => kind === "value").map(({id}) => id))];
  if (text === null) warn?.(`${folder}: the PDF's text was not checked, since pdftotext is not on this machine (apt-get install poppler-utils)`);
  else refuseMissingValues(text, used.map((id) => ({id, plain: shown(id)})), relative(root, file));
  if (made.pages === 0) throw new UserError(`${folder}/main.tex: LaTeX wrote no page`, "write something between \\begin{document} and \\end{document}");
  return {file: relative(root, file), pages: made.pages};
}

const relative = (root: string, file: string): string => path.relative(root, file).replaceAll(path.sep, "/");

function outlineOf(paper: ReadPaper, {headings}: Structure): Paper["outline"] {
  const listed = headings.map(({anchor, level, number, title}) => ({id: anchor, level, number, title}));
  return paper.hasReferences ? [...listed.slice(0, paper.headingsBeforeReferences), {id: referencesAnchor, level: 1, number: "", title: "References"}, ...listed.slice(paper.headingsBeforeReferences)] : listed;
}
