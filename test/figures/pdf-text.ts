/** What a test needs to know of a PDF that PDFKit wrote without compression. */
export interface PdfFacts {
  readonly version: string;
  readonly page: readonly number[];
  /** Names of the embedded fonts, without the subset's tag. */
  readonly embedded: readonly string[];
  /** Fonts that are only named, which another machine might replace. */
  readonly notEmbedded: readonly string[];
  /** The texts shown, through the ToUnicode tables of their fonts. */
  readonly texts: readonly string[];
}

export function pdfFacts(bytes: Uint8Array): PdfFacts {
  const text = Buffer.from(bytes).toString("latin1");
  const objects = new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
  const descriptors = [...objects.values()].filter((object) => object.includes("/Type /FontDescriptor"));
  const bare = ({embedded}: {readonly embedded: boolean}) => descriptors.filter((object) => /\/FontFile2 \d+ 0 R/.test(object) === embedded).map((object) => /\/FontName \/(?:[A-Z]{6}\+)?(\S+)/.exec(object)?.[1] ?? "");
  const simple = [...objects.values()].filter((object) => /\/Subtype \/(?:Type1|TrueType|Type3)\b/.test(object)).map((object) => /\/BaseFont \/(\S+)/.exec(object)?.[1] ?? "");
  return {
    version: text.slice(0, 8),
    page: (/\/MediaBox \[([\d. ]+)\]/.exec(text)?.[1] ?? "").split(" ").map(Number),
    embedded: bare({embedded: true}).toSorted(), notEmbedded: [...bare({embedded: false}), ...simple], texts: shownTexts(objects),
  };
}

function shownTexts(objects: ReadonlyMap<string, string>): readonly string[] {
  const page = [...objects.values()].find((object) => object.includes("/Type /Page\n")) ?? "";
  const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? "") ?? "";
  const tables = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [name ?? "", unicodeOf(objects, objects.get(number ?? "") ?? "")]));
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? "") ?? "";
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf[\s\S]*?\[([^\]]*)\] TJ/g)].map(([, font, shown]) =>
    [...(shown ?? "").matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => (hex ?? "").match(/.{4}/g) ?? []).map((glyph) => tables.get(font ?? "")?.[Number.parseInt(glyph, 16)] ?? "?").join(""));
}

/** glyph number → text */
function unicodeOf(objects: ReadonlyMap<string, string>, font: string): readonly string[] {
  const table = objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? "") ?? "";
  return [...table.matchAll(/beginbfrange\n?([\s\S]*?)endbfrange/g)].flatMap(([, range]) =>
    [...(range ?? "").matchAll(/<([0-9a-f]+)>/g)].map((match) => match[1] ?? "")).slice(2).reduce<string[]>(noteGlyph, []);
}

const noteGlyph = (table: string[], hex: string): string[] => {
  table.push((hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join(""));
  return table;
};
