import type {Checks} from "../records/checks.ts";
import type {Plan} from "../records/plan.ts";
import {details} from "./pdf-details.ts";
import {column, looks} from "./pdf-looks.ts";
import {overview} from "./pdf-overview.ts";
import {closeSheet, columnWidth, margin, openSheet, pageEnd, type Sheet, type Structure} from "./pdf-sheet.ts";
import {summary} from "./pdf-summary.ts";
import {releaseDate} from "./words.ts";

type Project = Plan["project"];

/** The report as a tagged PDF (PDF/UA-1): contents that lead to every check, bookmarks, page numbers, the fonts embedded; dated with the release. */
export async function renderPdf(checks: Checks, project: Project): Promise<Uint8Array> {
  const sheet = openSheet({
    title: `Reproducibility checklist: ${project.title}`,
    author: project.authors.map((author) => author.name).join(", "),
    date: new Date(project.sourceDateEpoch * 1000),
  });
  const root = sheet.document.struct("Document");
  sheet.document.addStructure(root);
  masthead(sheet, root, project);
  summary(sheet, root, checks);
  overview(sheet, root, checks);
  details(sheet, root, checks, project.repository);
  root.end();
  footers(sheet, project);
  return closeSheet(sheet);
}

function masthead({document, element, write}: Sheet, root: Structure, {title, authors, version, sourceDateEpoch}: Project): void {
  element(root, "P", () => write("REPRODUCIBILITY CHECKLIST", looks.eyebrow, column));
  document.y += 8;
  element(root, "H1", () => write(title, looks.title, column));
  document.y += 8;
  element(root, "P", () => write(authors.map((author) => author.name).join(", "), looks.byline, column));
  element(root, "P", () => write(`Version ${version}, ${releaseDate(sourceDateEpoch)}`, looks.byline, column));
  document.y += 24;
}

function footers({document, write, length}: Sheet, {title}: Project): void {
  const {start, count} = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    document.page.margins.bottom = 0;
    document.markContent("Artifact", {type: "Pagination", attached: ["Bottom"]});
    const number = `${page + 1} / ${count}`;
    const short = title.length > 70 ? `${title.slice(0, 69)}…` : title;
    write(`Reproducibility checklist  ·  ${short}`, looks.small, {x: margin.left, width: columnWidth - 60, y: pageEnd + 26});
    write(number, looks.small, {x: margin.left + columnWidth - length(number, looks.small), width: 80, y: pageEnd + 26});
    document.endMarkedContent();
  }
}
