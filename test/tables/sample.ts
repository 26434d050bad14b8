import type {TableRecord} from "../../src/records/report.ts";
import {render} from "../../src/report/escape.ts";

const cell = (plain: string, options: {readonly best?: boolean; readonly value?: string} = {}) =>
  ({text: render(plain), best: options.best ?? false, ...(options.value !== undefined && {value: options.value})});

/** Three models, two metrics, a note. */
export const scores: TableRecord = {
  id: "penguins/scores", experiment: "penguins", caption: render("Macro F1 and accuracy, mean ± half the 95 % interval."),
  columns: [
    {label: render("model"), align: "left"}, {label: render("macro F1"), align: "right"}, {label: render("change (%)"), align: "right"},
  ],
  rows: [
    [cell("majority"), cell("0.204 ± 0.001"), cell("−78.9")],
    [cell("logistic"), cell("0.968 ± 0.008", {best: true, value: "penguins/logistic-f1"}), cell("0.0")],
    [cell("MLP & friends"), cell("0.971 ± 0.007", {best: true, value: "penguins/mlp-f1"}), cell("+0.3")],
  ],
  rowHeaders: 1, notes: [render("Bold: not significantly worse than the best (α = 0.05).")], runs: [],
};

/** Every text tries to be something else. */
export const hostile: TableRecord = {
  id: "penguins/hostile", experiment: "penguins", caption: render("<script>alert(1)</script> \\write18{rm}"),
  columns: [{label: render("=HYPERLINK(\"http://x\")"), align: "left"}, {label: render("a & b \\\\ c"), align: "right"}],
  rows: [[cell("[3pt] \\input{/etc/passwd}"), cell("=1+1")], [cell("-2+3+cmd|' /C calc'!A0"), cell("\"quoted\", and <b>bold</b>", {best: true})], [cell("@SUM(A1)"), cell("-0.5")], [cell("+1 ± 2 %"), cell("-1+1")]],
  rowHeaders: 0, notes: [render("% no comment")], runs: [],
};
