/** How many runs were asked for, and what came of them. */
export const countsLine = (computed: number, cached: number, notRun: number): string =>
  `  ${computed + cached + notRun} runs: ${computed} computed, ${cached} cached, ${notRun} not run`;
