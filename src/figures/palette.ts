/**
 * Colours that stay apart for every kind of colour vision: M. Okabe and K. Ito, Color Universal Design (2008), the
 * darker ones first; yellow is left out, as it does not show on white. The last is the ink of the surrounding text.
 */
export const categoryColours: readonly string[] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "currentColor"];

/** What tells series apart when colours do not: in grey print and for who sees none. */
export const dashes: readonly (readonly number[])[] = [[1, 0], [4, 1.5], [1.3, 1.3], [6, 1.5, 1.3, 1.5], [2.5, 1], [7, 2], [4, 1.3, 1.3, 1.3, 1.3, 1.3]];

export const shapes: readonly string[] = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "triangle-right"];
