/**
 * What a page may load and run: only the site's own files, no inline script, no eval.
 * KaTeX sets lengths with style attributes, therefore these alone are allowed; a browser that does not know the
 * difference between style elements and attributes falls back on `style-src`.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "style-src-elem 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
