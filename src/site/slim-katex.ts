/**
 * KaTeX's style sheet with its WOFF2 fonts alone, which every browser that knows this site's CSS reads: 20 files instead
 * of 60. It goes into the lowest layer, so that the site's own rules win.
 */
export const slimKatex = {
  name: "reprise:slim-katex",
  enforce: "pre" as const,
  transform(code: string, id: string): string | undefined {
    if (!/katex(?:\.min)?\.css/.test(id)) return undefined;
    return `@layer fonts{${code.replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, "")}}`;
  },
};
