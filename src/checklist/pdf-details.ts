import type {CheckRecord, Checks} from "../records/checks.ts";
import {colours, column, drawIcon, linked, looks, soft} from "./pdf-looks.ts";
import {columnWidth, margin, type Sheet, type Structure} from "./pdf-sheet.ts";
import {publicLink} from "./project-link.ts";
import {byGroup, statusWords, unbroken} from "./words.ts";

/** What was asked, found and looked at, check by check; `repository` is where the links lead. */
export function details(sheet: Sheet, root: Structure, {checks}: Checks, repository: string | undefined): void {
  const {document, element, write, need} = sheet;
  document.addPage();
  for (const group of byGroup(checks)) {
    need(44 + heightOf(sheet, group.checks[0]));
    const section = element(root, "Sect");
    element(section, "H2", () => write(group.title, looks.section, column));
    const bookmark = document.outline.addItem(group.title);
    document.y += 12;
    for (const check of group.checks) {
      checkSection(sheet, section, check, repository);
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

function checkSection(sheet: Sheet, parent: Structure, check: CheckRecord, repository: string | undefined): void {
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
  evidenceList(sheet, section, check, repository);
  if (check.mend !== "") mendBox(sheet, section, check);
  document.y += 5;
  const facts = [check.id, check.severity, ...(check.sources.length === 0 ? [] : [`answers ${unbroken(check.sources).join(", ")}`])].join("  ·  ");
  element(section, "P", () => write(facts, looks.small, text));
  section.end();
  document.y += 17;
}

function evidenceList(sheet: Sheet, section: Structure, check: CheckRecord, repository: string | undefined): void {
  if (check.evidence.length === 0) return;
  const {document, element, write, link, need, ornament} = sheet;
  document.y += 3;
  const list = element(section, "L");
  for (const {text, link: path, digest} of check.evidence) {
    need(digest === undefined ? 16 : 28);
    const item = element(list, "LI");
    const body = element(item, "LBody");
    const address = path === undefined ? undefined : publicLink(path, repository);
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
