/** The columns of body measurements; apart from `data.ts`, so that a data set's title is no part of a run's code. */
export const measurements = ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"] as const;
