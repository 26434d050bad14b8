// Imported before the command line starts: every process that it forks is then Node for arm64, under QEMU. The parent stays as it is.
const program = process.env["REPRISE_EMULATED_NODE"];
if (program === undefined) throw new Error("REPRISE_EMULATED_NODE: expected the path of a program that starts Node for arm64");
process.execPath = program;
