/** The 64 cells of an 8 × 8 image, row by row: how many of 4 × 4 scanned pixels are ink, 0 to 16. */
export const pixels = Array.from({length: 64}, (_, cell) => `row${Math.floor(cell / 8) + 1}column${cell % 8 + 1}`);

export const mostInk = 16;
