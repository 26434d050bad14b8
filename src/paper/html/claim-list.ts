import type {ElementContent} from "hast";
import {h} from "hastscript";
import {base, claimAddress} from "../addresses.ts";
import type {TexNode} from "../syntax.ts";
import type {Conversion} from "./conversion.ts";

/** `\claimlist`: every claim with its test and outcome. */
export function claimList(_: TexNode, {report}: Conversion): readonly ElementContent[] {
  return [h("dl", {className: ["claims"]}, report.claims.flatMap(({id, sentence, test, outcome}, at) => [
    h("dt", [h("a", {href: `${base}${claimAddress(id)}`}, `C${at + 1}`)]),
    h("dd", [sentence, " ", h("small", [h("em", "Test:"), ` ${test}: ${outcome}.`])]),
  ]))];
}
