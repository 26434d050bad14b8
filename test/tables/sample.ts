import type {TableRecord} from "../../src/records/report.ts";
import {render} from "../../src/report/escape.ts";

const cell = (plain: string, options: {readonly best?: boolean; readonly value?: string} = {}) =>
  ({text: render(plain), best: options.best ?? false, ...(options.value !== undefined && {value: options.value})});

const text = (plain: string, latex = plain, html = plain) => ({plain, latex, html});

/** Three models, two metrics, a note; its texts are written out, so that the stored files depend on src/tables alone. */
export const scores: TableRecord = {
  id: "penguins/scores", experiment: "penguins", caption: text("Macro F1, mean ± half the 95 % interval.", "Macro F1, mean $\\pm$ half the 95\\,\\% interval."),
  columns: [{label: text("model"), align: "left"}, {label: text("macro F1"), align: "right"}, {label: text("change (%)", "change (\\%)"), align: "right"}],
  rows: [
    [{text: text("majority"), best: false}, {text: text("0.204 ± 0.001", "0.204 $\\pm$ 0.001"), best: false}, {text: text("−78.9", "$-$78.9"), best: false}],
    [{text: text("logistic"), best: false}, {text: text("0.968 ± 0.008", "0.968 $\\pm$ 0.008"), best: true, value: "penguins/logistic-f1"}, {text: text("0.0"), best: false}],
    [{text: text("MLP & friends", "MLP \\& friends", "MLP &amp; friends"), best: false}, {text: text("0.971 ± 0.007", "0.971 $\\pm$ 0.007"), best: true, value: "penguins/mlp-f1"}, {text: text("+0.3"), best: false}],
  ],
  rowHeaders: 1, notes: [text("Bold: not significantly worse than the best (α = 0.05).", "Bold: not significantly worse than the best ($\\alpha$ = 0.05).")], runs: [],
};

/** Every text tries to be something else. */
export const hostile: TableRecord = {
  id: "penguins/hostile", experiment: "penguins", caption: render("<script>alert(1)</script> \\write18{rm}"),
  columns: [{label: render("=HYPERLINK(\"http://x\")"), align: "left"}, {label: render("a & b \\\\ c"), align: "right"}],
  rows: [[cell("[3pt] \\input{/etc/passwd}"), cell("=1+1")], [cell("-2+3+cmd|' /C calc'!A0"), cell("\"quoted\", and <b>bold</b>", {best: true})], [cell("@SUM(A1)"), cell("-0.5")], [cell("+1 ± 2 %"), cell("-1+1")]],
  rowHeaders: 0, notes: [render("% no comment")], runs: [],
};
