import {UserError} from "../errors.ts";
import {withCellText, withoutTwiceToldLegend} from "./cell-text.ts";
import {withLegendPlace, withSharedLegendPlace} from "./legend-place.ts";
import {withLineSymbols} from "./legend-symbol.ts";
import {withLogGrid, withLogGridOf} from "./log-grid.ts";
import {layOut, type Scene} from "./scene.ts";
import {withSecondEncoding} from "./second-encoding.ts";
import {textsCollide, withSlantedLabels} from "./slanted-labels.ts";
import {mapPlots, mapUnits, type Part} from "./views.ts";

/** Narrower plots than this, in points, show nothing. */
const narrowest = 24;
const padding = {left: 1, right: 1, top: 1, bottom: 1};
const legendColumns: readonly (number | undefined)[] = [undefined, 5, 4, 3, 2, 1];

/**
 * Lays a specification out so that the whole figure, axes and legends included, is exactly `width` points wide. Vega
 * can fit one plot but no facets and concatenations, so the plots' width is solved for. A legend that is wider than
 * the figure gets fewer columns, and names that would run into each other lean.
 */
export async function fit(spec: Part, width: number, figure: string): Promise<Scene> {
  const level = await fitLegends(dressed(spec), width, figure);
  return textsCollide(level.drawing) ? fitLegends(slanted(dressed(spec)), width, figure) : level;
}

async function fitLegends(spec: Part, width: number, figure: string): Promise<Scene> {
  for (const columns of legendColumns) {
    const scene = await fitPlots(withLegends(spec, columns), width, figure);
    if (scene !== undefined) return scene;
  }
  throw new UserError(`figure ${figure}: its labels leave no room for the plot in ${width} pt`, "shorten the labels, use fewer facets, or make it as wide as the page");
}

/** What every figure's views get, whatever their size. */
function dressed(spec: Part): Part {
  const units = [withSecondEncoding, withCellText, withoutTwiceToldLegend, withLogGrid];
  return mapPlots(units.reduce((before, change) => mapUnits(before, change), spec), withLogGridOf);
}

const slanted = (spec: Part): Part => mapPlots(mapUnits(spec, ({unit}) => withSlantedLabels(unit)), withSlantedLabels);

const withLegends = (spec: Part, columns: number | undefined): Part =>
  withLineSymbols(mapPlots(mapUnits(spec, withLegendPlace(columns)), (plot) => withSharedLegendPlace(plot, columns)));

/**
 * The width of the whole grows all but linearly with the width of its plots: two widths give the slope, and a few
 * steps the widest plots in whole points that fit. What is left over (Vega rounds each column of a grid) is margin.
 */
async function fitPlots(spec: Part, width: number, figure: string): Promise<Scene | undefined> {
  const lay = (plot: number, margin = 0) => layOut({...withPlotWidth(spec, plot), padding: {...padding, right: padding.right + margin}}, figure);
  const [narrow, wide] = [await lay(width), await lay(width + 60)];
  const slope = (wide.drawing.width - narrow.drawing.width) / 60;
  if (slope < 0.5) return undefined;
  let plot = Math.floor(width - (narrow.drawing.width - width) / slope);
  for (let step = 0; step < 6 && plot >= narrowest; step += 1) {
    const scene = await lay(plot);
    const rest = width - scene.drawing.width;
    if (rest === 0) return scene;
    if (rest > 0 && rest <= slope + 1) return lay(plot, rest);
    plot += rest < 0 ? -Math.ceil(-rest / slope) : Math.floor(rest / slope);
  }
  return undefined;
}

/** A plot's own width is its share: of two with widths 2 and 1, the first is twice as wide. */
function withPlotWidth(spec: Part, width: number): Part {
  let widest = 0;
  mapPlots(spec, (plot) => {
    widest = Math.max(widest, shareOf(plot));
    return plot;
  });
  return mapPlots(spec, (plot) => ({...plot, width: Math.max(1, Math.trunc((width * shareOf(plot)) / widest))}));
}

const shareOf = (plot: Part): number => (typeof plot["width"] === "number" && plot["width"] > 0 ? plot["width"] : 1);
