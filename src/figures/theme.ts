import type {Config} from "vega-lite";
import {figureFont} from "./faces.ts";
import {categoryColours, shapes} from "./palette.ts";

const ink = "currentColor";
const hairline = 0.5;
const label = {labelFont: figureFont, labelFontSize: 7, labelFontWeight: "normal", labelColor: ink, labelOpacity: 0.85} as const;
const title = {titleFont: figureFont, titleFontSize: 8, titleFontWeight: "normal", titleColor: ink} as const;

/**
 * One look for every figure: sizes in points for print, ink in the colour of the surrounding text, so that a page may
 * be light or dark. Specifications say what is shown; everything that makes it look like something is here.
 */
export const theme: Config = {
  font: figureFont,
  background: null as never,
  aria: false,
  countTitle: "count",
  view: {stroke: null, continuousHeight: 130, discreteHeight: {step: 15}},
  range: {category: [...categoryColours], symbol: [...shapes], heatmap: {scheme: "viridis"}, ramp: {scheme: "viridis"}, ordinal: {scheme: "viridis"}},
  axis: {
    ...label, ...title, translate: 0, tickRound: false,
    grid: true, gridColor: ink, gridOpacity: 0.12, gridWidth: hairline,
    domainColor: ink, domainOpacity: 0.55, domainWidth: hairline, domainCap: "square",
    tickColor: ink, tickOpacity: 0.55, tickWidth: hairline, tickSize: 3,
    titlePadding: 5, labelPadding: 2.5, labelFlush: false, labelLimit: 0,
  },
  axisBand: {grid: false, ticks: false, labelPadding: 4},
  axisX: {labelAngle: 0, tickCount: 6},
  axisY: {tickCount: 5},
  legend: {
    ...label, ...title, titleFontSize: 7, labelLimit: 0, titleLimit: 0, padding: 0, offset: 5,
    symbolSize: 24, symbolStrokeWidth: 1.3, symbolOpacity: 1, symbolBaseStrokeColor: ink, symbolBaseFillColor: ink, rowPadding: 2, columnPadding: 9, titlePadding: 3,
    gradientThickness: 7, gradientStrokeWidth: 0, labelOffset: 3,
  },
  header: {labelFont: figureFont, labelFontWeight: "normal", labelColor: ink, ...title, labelFontSize: 8, labelLimit: 0, labelPadding: 4, titlePadding: 4},
  title: {font: figureFont, fontSize: 8, fontWeight: "normal", color: ink, anchor: "start", offset: 5},
  concat: {spacing: 16},
  facet: {spacing: 14},
  scale: {rectBandPaddingInner: 0.02, barBandPaddingInner: 0.3, bandWithNestedOffsetPaddingInner: 0.45, bandWithNestedOffsetPaddingOuter: 0.225},
  mark: {tooltip: true, color: categoryColours[0] ?? ink},
  line: {strokeWidth: 1.3, strokeCap: "butt", strokeJoin: "round"},
  area: {opacity: 0.18, line: false},
  point: {filled: true, size: 22, opacity: 1},
  circle: {size: 11, opacity: 0.35},
  rule: {strokeWidth: 1.1, color: ink, strokeCap: "butt"},
  tick: {thickness: 1, color: ink},
  text: {font: figureFont, fontSize: 7, color: ink},
};

/** Widths of figures in points: a column of 3.25 in, a page of 5.5 in. */
export const figureWidths = {column: 234, page: 396} as const;
