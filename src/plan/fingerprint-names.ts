/** What a module does besides declaring: statements, imports, exports. */
export const ownStatements = "own statements";
/** In which order a module declares. */
export const order = "order";
/** What the bundler adds for itself, as a file. */
export const bundlersOwn = "esbuild";
