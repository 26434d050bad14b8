import {parse, View} from "vega";
import type {Item, Spec} from "vega";
import {expressionInterpreter} from "vega-interpreter";
import {ChartTip} from "./chart-tip.ts";

/** Puts the living chart in the place of the drawn one: same fonts, same layout, same box. */
export async function enliven(chart: HTMLElement, address: string): Promise<void> {
  const drawn = chart.querySelector("svg");
  if (drawn === null) return;
  const [spec] = await Promise.all([fetchSpec(address), document.fonts.load('10px "CMU Sans Serif"')]);
  const stage = document.createElement("div");
  const view = new View(parse(spec, undefined, {ast: true}), {expr: expressionInterpreter, renderer: "svg", hover: true, loader: noLoader, container: stage});
  const tip = new ChartTip(chart);
  view.tooltip((_handler, event, item, value) => tip.show(event, item, value));
  view.addEventListener("pointermove", (event, item) => tip.showDatum(event, item as Item | null | undefined));
  view.addEventListener("pointerout", () => tip.hide());
  await view.runAsync();
  const live = stage.querySelector("svg");
  if (live === null) return;
  for (const part of live.querySelectorAll("[role]")) part.removeAttribute("role");
  for (const name of ["width", "height"]) live.setAttribute(name, drawn.getAttribute(name) ?? "");
  live.setAttribute("role", "img");
  live.setAttribute("aria-label", drawn.getAttribute("aria-label") ?? "");
  drawn.parentElement?.replaceChildren(stage);
  chart.dataset["live"] = "";
  addPictureButton(chart, view);
}

async function fetchSpec(address: string): Promise<Spec> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`no chart at ${address}`);
  return await response.json() as Spec;
}

/** A chart has its data in it: it loads nothing and leads nowhere. */
const refuse = (): Promise<never> => Promise.reject(new Error("a chart loads nothing"));
const noLoader = {load: refuse, sanitize: refuse, http: refuse, file: refuse};

/** Adds the export that only a browser can make: the chart as it is now, as a picture of twice its size. */
function addPictureButton(chart: HTMLElement, view: View): void {
  const files = chart.parentElement?.querySelector(".files");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "PNG";
  button.addEventListener("click", () => void savePicture(view, `${chart.dataset["name"] ?? "chart"}.png`));
  files?.append(button);
}

async function savePicture(view: View, name: string): Promise<void> {
  const link = document.createElement("a");
  link.href = await view.toImageURL("png", 2);
  link.download = name;
  link.click();
}
