import {h} from "hastscript";
import rehypeStringify from "rehype-stringify";
import {unified} from "unified";
import type {Element, ElementContent} from "hast";
import type {CheckRecord, Checks} from "../records/checks.ts";
import type {Plan} from "../records/plan.ts";
import {htmlStyle} from "./html-style.ts";
import {stretches} from "./inline-code.ts";
import {relativeLink} from "./project-link.ts";
import {icon} from "./status-icon.ts";
import {byGroup, releaseDate, statusMeanings, statusOrder, statusWords, unbroken, verdictSentence} from "./words.ts";

type Project = Plan["project"];

/** The report as one HTML file that needs nothing else: no script, no font, no address. Every text is escaped by the serialiser. */
export function renderHtml(checks: Checks, project: Project): string {
  const page = h(null, [{type: "doctype"}, h("html", {lang: "en"}, [head(checks), body(checks, project)])]);
  return `${unified().use(rehypeStringify, {characterReferences: {useNamedReferences: true}}).stringify(page)}\n`;
}

const head = ({project}: Checks): Element => h("head", [
  h("meta", {charSet: "utf-8"}),
  h("meta", {httpEquiv: "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"}),
  h("meta", {name: "viewport", content: "width=device-width, initial-scale=1"}),
  h("meta", {name: "color-scheme", content: "light dark"}),
  h("title", `Reproducibility checklist: ${project}`),
  h("style", htmlStyle),
]);

const body = (checks: Checks, project: Project): Element => h("body", [
  h("a.skip", {href: "#checks"}, "To the checks"),
  h("main", [masthead(project), summary(checks), overview(checks), ...byGroup(checks.checks).map(groupSection)]),
  h("footer", h("p", "Made by Reprise from the files of the project. The same report is beside this file as PDF, JSON and JUnit XML.")),
]);

const masthead = ({title, authors, version, sourceDateEpoch}: Project): Element => h("header", [
  h("p.eyebrow", "Reproducibility checklist"),
  h("h1", title),
  h("p.byline", [authors.map((author) => author.name).join(", "), h("span.edition", `Version ${version}, ${releaseDate(sourceDateEpoch)}`)]),
]);

function summary({checks, counts}: Checks): Element {
  const present = statusOrder.filter((status) => counts[status] > 0);
  return h("section.summary", {ariaLabel: "Summary"}, [
    h("p.verdict", verdictSentence(counts)),
    h("div.bar", {ariaHidden: "true"}, present.map((status) => h(`span.${status}`, {style: `flex-grow:${counts[status]}`}))),
    h("dl.counts", present.map((status) => h(`div.${status}`, [
      h("dt", [icon(status), statusWords[status]]),
      h("dd", [h("strong", String(counts[status])), h("span", ` of ${checks.length}`), h("small", statusMeanings[status])]),
    ]))),
  ]);
}

const overview = ({checks}: Checks): Element => h("section#checks", {ariaLabelledBy: "all"}, [
  h("h2#all", "All checks"),
  h("table", [
    h("thead", h("tr", ["State", "Check", "Answers"].map((label) => h("th", {scope: "col"}, label)))),
    ...byGroup(checks).map((group) => h("tbody", [
      h("tr.group", h("th", {colSpan: 3, scope: "rowgroup"}, group.title)),
      ...group.checks.map((check) => h("tr", [
        h("td", chip(check.status)),
        h("th", {scope: "row"}, h("a", {href: `#${check.id}`}, check.title)),
        h("td.sources", unbroken(check.sources).join(" · ")),
      ])),
    ])),
  ]),
]);

const chip = (status: CheckRecord["status"]): Element => h("span.chip", {className: [status]}, [icon(status), statusWords[status]]);

const groupSection = (group: {readonly title: string; readonly checks: readonly CheckRecord[]}): Element =>
  h("section.group", [h("h2", group.title), ...group.checks.map(article)]);

const article = (check: CheckRecord): Element => h("article", {id: check.id, className: [check.status]}, [
  h("div.heading", [h("h3", check.title), chip(check.status)]),
  h("p.description", prose(check.description)),
  h("p.found", prose(check.summary)),
  ...(check.evidence.length === 0 ? [] : [h("ul.evidence", check.evidence.map(evidenceItem))]),
  ...(check.mend === "" ? [] : [h("p.mend", [h("strong", "To mend: "), ...prose(check.mend)])]),
  h("p.facts", [h("a.id", {href: `#${check.id}`}, check.id), h("span", check.severity), ...(check.sources.length === 0 ? [] : [h("span", `answers ${unbroken(check.sources).join(", ")}`)])]),
]);

function evidenceItem({text, link, digest}: CheckRecord["evidence"][number]): Element {
  const address = link === undefined ? undefined : relativeLink(link);
  const words: ElementContent = address === undefined ? {type: "text", value: text} : h("a", {href: address}, text);
  return h("li", [words, ...(digest === undefined ? [] : [" ", h("code.digest", {title: `SHA-256 ${digest}`}, digest)])]);
}

const prose = (sentence: string): ElementContent[] =>
  stretches(sentence).map(({text, code}) => (code ? h("code", text) : {type: "text", value: text}));
