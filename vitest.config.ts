import {defineConfig} from "vitest/config";

/** `import "reprise"` means the source here, as it does for the experiments of this repository. */
const conditions = ["reprise-source"];

export default defineConfig({
  ssr: {resolve: {conditions, externalConditions: conditions}},
  test: {
    include: ["test/**/*.test.ts"],
    execArgv: conditions.map((condition) => `--conditions=${condition}`),
    globalSetup: "test/temporary-files.ts",
    env: {TZ: "UTC", LC_ALL: "C", NO_COLOR: "1"},
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
