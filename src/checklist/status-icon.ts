import {s} from "hastscript";
import type {Element} from "hast";
import type {CheckRecord} from "../records/checks.ts";

/**
 * The sign of each status as one path in a box of 16 × 16, so that no status is told by colour alone:
 * a tick, a pen, a bar, an open ring, a clock, a cross.
 */
export const statusPaths: Readonly<Record<CheckRecord["status"], string>> = {
  verified: "M3.5 8.5 L6.5 11.5 L12.5 4.5",
  attested: "M3 13 L4 10 L11 3 L13 5 L6 12 Z",
  "not-applicable": "M4 8 L12 8",
  "not-run": "M8 3.5 A4.5 4.5 0 1 1 7.99 3.5 Z",
  stale: "M8 2.5 A5.5 5.5 0 1 1 7.99 2.5 Z M8 5 L8 8 L10.5 9.5",
  failed: "M4 4 L12 12 M12 4 L4 12",
};

/** The sign as SVG in the colour of the text around it. */
export const icon = (status: CheckRecord["status"]): Element =>
  s("svg", {className: ["icon"], viewBox: "0 0 16 16", ariaHidden: "true", focusable: "false"}, s("path", {d: statusPaths[status]}));
