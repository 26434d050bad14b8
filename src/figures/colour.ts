/** A colour as red, green and blue in hexadecimal, with its own opacity. */
export interface Colour {
  readonly hex: string;
  readonly opacity: number;
}

const names: Readonly<Record<string, string>> = {black: "#000000", white: "#ffffff"};

/**
 * Reads the colours that Vega draws with: `#rgb`, `#rrggbb`, `rgb(…)`, `rgba(…)`, black and white; `currentColor` is
 * `ink`. Anything else would be a name or a function that SVG and PDF readers might understand differently.
 */
export function parseColour(text: string, ink: string): Colour {
  if (text === "currentColor") return {hex: ink, opacity: 1};
  const plain = names[text] ?? text;
  if (/^#[0-9a-f]{6}$/i.test(plain)) return {hex: plain.toLowerCase(), opacity: 1};
  if (/^#[0-9a-f]{3}$/i.test(plain)) return {hex: `#${[...plain.slice(1)].map((digit) => digit + digit).join("")}`.toLowerCase(), opacity: 1};
  const parts = /^rgba?\(([\d., ]+)\)$/.exec(plain)?.[1]?.split(",").map(Number);
  if (parts === undefined || parts.length < 3) throw new RangeError(`a figure's colour: expected #rrggbb or rgb(r, g, b), got "${text}"`);
  return {hex: `#${parts.slice(0, 3).map(hexByte).join("")}`, opacity: parts[3] ?? 1};
}

const hexByte = (value: number): string => Math.round(value).toString(16).padStart(2, "0");
