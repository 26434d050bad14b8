import type {CheckRecord, Checks} from "../records/checks.ts";
import type {Plan} from "../records/plan.ts";
import {closeSheet, columnWidth, margin, openSheet, pageEnd, type Look, type Sheet, type Structure} from "./pdf-sheet.ts";
import {publicLink} from "./project-link.ts";
import {statusPaths} from "./status-icon.ts";
import {byGroup, releaseDate, statusMeanings, statusOrder, statusWords, unbroken, verdictSentence} from "./words.ts";

type Project = Plan["project"];
type Status = CheckRecord["status"];

const ink = "#1c1e22";
const soft = "#4f545d";
const line = "#d9d6ce";
const linked = "#1d4f91";

const colours: Readonly<Record<Status, string>> = {
  verified: "#17704a", attested: "#4a4fb5", "not-applicable": "#6b7079", "not-run": "#6b7079", stale: "#9a5b00", failed: "#b3261e",
};

const looks = {
  eyebrow: {letters: "sans-bold", size: 9, colour: soft},
  title: {letters: "bold", size: 25, colour: ink, leading: 0.22},
  byline: {letters: "sans", size: 10, colour: soft},
  verdict: {letters: "roman", size: 13, colour: ink, leading: 0.35},
  section: {letters: "bold", size: 16, colour: ink},
  check: {letters: "bold", size: 11.5, colour: ink, leading: 0.28},
  text: {letters: "roman", size: 10, colour: ink, leading: 0.38},
  quiet: {letters: "roman", size: 10, colour: soft, leading: 0.38},
  small: {letters: "sans", size: 8.5, colour: soft, leading: 0.35},
  head: {letters: "sans-bold", size: 8.5, colour: soft},
  row: {letters: "roman", size: 9.5, colour: ink, leading: 0.28},
  answers: {letters: "sans", size: 8, colour: soft, leading: 0.35},
  group: {letters: "sans-bold", size: 9.5, colour: ink},
  digest: {letters: "mono", size: 8, colour: soft, leading: 0.3},
  id: {letters: "mono", size: 8.5, colour: soft},
} as const satisfies Readonly<Record<string, Look>>;

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
  details(sheet, root, checks, project);
  root.end();
  footers(sheet, project);
  return closeSheet(sheet);
}

const column = {x: margin.left, width: columnWidth} as const;

function masthead({document, element, write}: Sheet, root: Structure, {title, authors, version, sourceDateEpoch}: Project): void {
  element(root, "P", () => write("REPRODUCIBILITY CHECKLIST", looks.eyebrow, column));
  document.y += 8;
  element(root, "H1", () => write(title, looks.title, column));
  document.y += 8;
  element(root, "P", () => write(authors.map((author) => author.name).join(", "), looks.byline, column));
  element(root, "P", () => write(`Version ${version}, ${releaseDate(sourceDateEpoch)}`, looks.byline, column));
  document.y += 24;
}

function summary(sheet: Sheet, root: Structure, {counts, checks}: Checks): void {
  const {document, element, write, ornament} = sheet;
  element(root, "P", () => write(verdictSentence(counts), looks.verdict, column));
  document.y += 10;
  const present = statusOrder.filter((status) => counts[status] > 0);
  ornament(() => drawBar(document, present.map((status) => ({share: counts[status] / checks.length, colour: colours[status]}))));
  document.y += 18;
  const table = element(root, "Table");
  for (const status of present) countRow(sheet, table, status, counts[status]);
  table.end();
}

function drawBar(document: PDFKit.PDFDocument, parts: readonly {readonly share: number; readonly colour: string}[]): void {
  let x: number = margin.left;
  for (const {share, colour} of parts) {
    document.rect(x, document.y, Math.max(share * columnWidth - 1.5, 1.5), 5).fill(colour);
    x += share * columnWidth;
  }
}

function countRow({document, element, write, ornament}: Sheet, table: Structure, status: Status, n: number): void {
  const y = document.y;
  const row = element(table, "TR");
  ornament(() => drawIcon(document, status, margin.left, y + 1.5, 9));
  element(row, "TH", () => write(statusWords[status], {...looks.group, colour: colours[status]}, {x: margin.left + 15, width: 90, y}), {scope: "Row"});
  element(row, "TD", () => write(String(n), {...looks.group, letters: "bold", size: 11}, {x: margin.left + 110, width: 40, y: y - 1}));
  element(row, "TD", () => write(statusMeanings[status], looks.row, {x: margin.left + 150, width: columnWidth - 150, y}));
  row.end();
  document.y = y + 17;
}

function drawIcon(document: PDFKit.PDFDocument, status: Status, x: number, y: number, size: number): void {
  document.translate(x, y).scale(size / 16).lineWidth(2).lineCap("round").lineJoin("round").path(statusPaths[status]).stroke(colours[status]);
}

/** Columns of the overview: state, check, what it answers. */
const overviewColumns = [{x: margin.left, width: 72}, {x: margin.left + 76, width: 222}, {x: margin.left + 308, width: columnWidth - 308}] as const;

function overview(sheet: Sheet, root: Structure, {checks}: Checks): void {
  const {document, element, write, ornament, need} = sheet;
  document.y += 26;
  need(120);
  element(root, "H2", () => write("All checks", looks.section, column));
  document.y += 8;
  const table = element(root, "Table");
  headRow(sheet, table);
  for (const group of byGroup(checks)) {
    need(58);
    document.y += 10;
    const row = element(table, "TR");
    element(row, "TH", () => write(group.title, looks.group, column), {scope: "Column"});
    row.end();
    ornament(() => rule(document, document.y + 3));
    document.y += 5;
    for (const check of group.checks) overviewRow(sheet, table, check);
  }
  table.end();
}

function headRow({document, element, write, ornament}: Sheet, table: Structure): void {
  const y = document.y;
  const row = element(table, "TR");
  overviewColumns.forEach((place, index) => element(row, "TH", () => write(["State", "Check", "Answers"][index] ?? "", looks.head, {...place, y}), {scope: "Column"}));
  row.end();
  ornament(() => rule(document, document.y + 4, ink));
  document.y += 5;
}

function overviewRow({document, element, write, link, ornament, height, need}: Sheet, table: Structure, check: CheckRecord): void {
  const [state, title, answers] = overviewColumns;
  const sources = unbroken(check.sources).join(" · ");
  need(Math.max(height(check.title, looks.row, title.width), height(sources, looks.answers, answers.width)) + 6);
  const y = document.y + 2;
  const row = element(table, "TR");
  ornament(() => drawIcon(document, check.status, state.x, y + 1.5, 8.5));
  element(row, "TD", () => write(statusWords[check.status], {...looks.small, letters: "sans-bold", colour: colours[check.status]}, {x: state.x + 14, width: state.width - 14, y: y + 0.5}));
  const cell = element(row, "TH", undefined, {scope: "Row"});
  const below = link(cell, check.title, looks.row, {...title, y}, {goTo: check.id});
  cell.end();
  element(row, "TD", () => write(sources, looks.answers, {...answers, y: y + 0.5}));
  row.end();
  const end = Math.max(below, document.y);
  ornament(() => rule(document, end + 1.5));
  document.y = end + 3;
}

const rule = (document: PDFKit.PDFDocument, y: number, colour = line): unknown =>
  document.moveTo(margin.left, y).lineTo(margin.left + columnWidth, y).lineWidth(0.5).stroke(colour);

function details(sheet: Sheet, root: Structure, {checks}: Checks, project: Project): void {
  const {document, element, write, need} = sheet;
  document.addPage();
  for (const group of byGroup(checks)) {
    need(44 + heightOf(sheet, group.checks[0]));
    const section = element(root, "Sect");
    element(section, "H2", () => write(group.title, looks.section, column));
    const bookmark = document.outline.addItem(group.title);
    document.y += 12;
    for (const check of group.checks) {
      checkSection(sheet, section, check, project);
      bookmark.addItem(check.title);
    }
    section.end();
    document.y += 12;
  }
}

const text = {x: margin.left + 20, width: columnWidth - 20} as const;
const evidence = {x: margin.left + 34, width: columnWidth - 34} as const;

/** About how high a check will be; of a long one as much as should stand together. */
function heightOf({height}: Sheet, check: CheckRecord | undefined): number {
  if (check === undefined) return 0;
  const words = height(check.title, looks.check, text.width - 92) + height(check.description, looks.quiet, text.width) + height(check.summary, looks.text, text.width);
  const items = check.evidence.reduce((sum, item) => sum + height(item.text, looks.row, evidence.width) + (item.digest === undefined ? 2 : 14), 0);
  const mend = check.mend === "" ? 0 : height(check.mend, looks.text, text.width - 20) + 34;
  return Math.min(words + items + mend + 36, 330);
}

function checkSection(sheet: Sheet, parent: Structure, check: CheckRecord, project: Project): void {
  const {document, element, write, need, ornament} = sheet;
  const title = {x: text.x, width: text.width - 92};
  need(heightOf(sheet, check));
  const section = element(parent, "Sect");
  const y = document.y;
  ornament(() => drawIcon(document, check.status, margin.left, y + 1.5, 11));
  document.addNamedDestination(check.id, "XYZ", margin.left, y - 8, null);
  element(section, "H3", () => write(check.title, looks.check, {...title, y}));
  const below = document.y;
  const state = statusWords[check.status];
  element(section, "P", () => write(state, {...looks.group, colour: colours[check.status]}, {x: text.x + text.width - sheet.length(state, looks.group), width: 90, y: y + 1.5}));
  document.y = below + 1;
  element(section, "P", () => write(check.description, looks.quiet, text));
  document.y += 5;
  element(section, "P", () => write(check.summary, looks.text, text));
  evidenceList(sheet, section, check, project);
  if (check.mend !== "") mendBox(sheet, section, check);
  document.y += 5;
  const facts = [check.id, check.severity, ...(check.sources.length === 0 ? [] : [`answers ${unbroken(check.sources).join(", ")}`])].join("  ·  ");
  element(section, "P", () => write(facts, looks.small, text));
  section.end();
  document.y += 17;
}

function evidenceList(sheet: Sheet, section: Structure, check: CheckRecord, project: Project): void {
  if (check.evidence.length === 0) return;
  const {document, element, write, link, need, ornament} = sheet;
  document.y += 3;
  const list = element(section, "L");
  for (const {text, link: path, digest} of check.evidence) {
    need(digest === undefined ? 16 : 28);
    const item = element(list, "LI");
    const body = element(item, "LBody");
    const address = path === undefined ? undefined : publicLink(path, project.repository);
    ornament(() => document.moveTo(margin.left + 22, document.y + 7).lineTo(margin.left + 27, document.y + 7).lineWidth(0.7).stroke(soft));
    if (address === undefined) element(body, "P", () => write(text, looks.row, evidence));
    else link(body, text, {...looks.row, colour: linked}, evidence, {address});
    if (digest !== undefined) element(body, "P", () => write(digest, looks.digest, evidence));
    document.y += 1.5;
    item.end();
  }
  list.end();
}

function mendBox({document, element, write, height, need, ornament}: Sheet, section: Structure, {mend, status}: CheckRecord): void {
  const words = `To mend: ${mend}`;
  const place = {x: margin.left + 30, width: columnWidth - 40};
  const high = height(words, looks.text, place.width) + 12;
  need(high + 24);
  document.y += 6;
  const y = document.y;
  ornament(() => document.rect(margin.left + 20, y, columnWidth - 20, high).fillOpacity(0.08).fill(colours[status]));
  ornament(() => document.rect(margin.left + 20, y, 2, high).fill(colours[status]));
  element(section, "P", () => write(words, looks.text, {...place, y: y + 6}));
  document.y = y + high + 3;
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
