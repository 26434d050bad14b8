export type Attributes = Readonly<Record<string, string | undefined>>;

/** Text as XML holds it, between tags and between quotes; characters that XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** One element; attributes are escaped here, `content` is XML already. */
export function element(name: string, attributes: Attributes, content = "", end = "\n"): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(value)}"`])).join("");
  return content === "" ? `<${name}${written}/>${end}` : `<${name}${written}>${content}</${name}>${end}`;
}
