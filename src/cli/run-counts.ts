/** How many runs were asked for, and what came of them. */
export const countsLine = (computed: number, cached: number, notRun: number, failed = 0): string =>
  `  ${computed + cached + notRun + failed} runs: ${computed} computed, ${cached} cached, ${notRun} not run${failed === 0 ? "" : `, ${failed} failed`}`;
