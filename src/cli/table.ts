/** Lays out rows as aligned columns; the first is flush left, the others flush right. Widths count characters, not colour codes. */
export function alignedTable(rows: readonly (readonly string[])[], indent = "  "): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({length: columns}, (_, column) => Math.max(...rows.map((row) => visible(row[column] ?? ""))));
  return rows.map((row) => indent + row.map((text, column) => pad(text, widths[column] ?? 0, column === 0)).join("   ").trimEnd()).join("\n");
}

const pad = (text: string, width: number, left: boolean): string => {
  const blank = " ".repeat(Math.max(0, width - visible(text)));
  return left ? text + blank : blank + text;
};

const visible = (text: string): number => text.replaceAll(/\u001b\[[0-9;]*m/g, "").length;
