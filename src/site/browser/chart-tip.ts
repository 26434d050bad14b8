import type {Item} from "vega";

type Facts = Readonly<Record<string, unknown>>;

const most = 8;

/** What is under the pointer, in a small box beside it. Text only: whatever the data holds, nothing of it runs. */
export class ChartTip {
  readonly #chart: HTMLElement;
  readonly #box = document.createElement("dl");

  constructor(chart: HTMLElement) {
    this.#chart = chart;
    this.#box.className = "chart-tip";
    this.#box.hidden = true;
    chart.append(this.#box);
  }

  /** Shows what the specification's own tooltip says. */
  show(event: MouseEvent, item: Item, value: unknown): void {
    if (value === null || value === undefined || value === "") return;
    this.#fill(typeof value === "object" ? value as Facts : {[item.mark.marktype]: value});
    this.#place(event);
  }

  /** Shows the row behind a mark whose specification has no tooltip; for a line, its nearest point. */
  showDatum(event: Event, item: Item | null | undefined): void {
    if (!(event instanceof MouseEvent)) return;
    if (item === null || item === undefined || item.mark.role !== "mark" || item.mark.marktype === "group") return this.hide();
    if ("tooltip" in item && item.tooltip !== undefined) return this.#place(event);
    const datum: unknown = isLine(item) ? this.#nearest(event, item).datum : item.datum;
    if (typeof datum !== "object" || datum === null) return this.hide();
    this.#fill(datum as Facts);
    this.#place(event);
  }

  hide(): void {
    this.#box.hidden = true;
  }

  #nearest(event: MouseEvent, item: Item): Item {
    const svg = this.#chart.querySelector("svg");
    const inside = svg?.querySelector<SVGGraphicsElement>(".mark-group.role-frame > g") ?? svg;
    const matrix = inside?.getScreenCTM();
    const x = matrix ? (event.clientX - matrix.e) / matrix.a : 0;
    const items = item.mark.items as unknown as (Item & {x: number})[];
    return items.reduce((best, other) => (Math.abs(other.x - x) < Math.abs(best.x - x) ? other : best), item as Item & {x: number});
  }

  #fill(facts: Facts): void {
    const shown = Object.entries(facts).filter(([name, value]) => !name.startsWith("_") && typeof value !== "object").slice(0, most);
    this.#box.replaceChildren(...shown.flatMap(([name, value]) => [withText("dt", name), withText("dd", readable(value))]));
  }

  #place(event: MouseEvent): void {
    this.#box.hidden = this.#box.childElementCount === 0;
    const frame = this.#chart.getBoundingClientRect();
    const left = event.clientX - frame.left + 14;
    this.#box.style.left = `${Math.max(0, Math.min(left, frame.width - this.#box.offsetWidth))}px`;
    this.#box.style.top = `${event.clientY - frame.top + 16}px`;
  }
}

const isLine = (item: Item): boolean => ["line", "area", "trail"].includes(item.mark.marktype);

const readable = (value: unknown): string => (typeof value === "number" ? String(Number(value.toPrecision(5))) : String(value)).replace(/^-/, "−");

function withText(name: "dt" | "dd", text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
