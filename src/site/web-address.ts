/** The address when it is one of the web; undefined for `javascript:` and whatever else a link must not open. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}

/** Where a forge shows a project's file; undefined where the repository is not on one whose addresses are known. */
export function sourceAddress(repository: string | undefined, file: string): string | undefined {
  const address = webAddress(repository)?.replace(/(?:\.git)?\/?$/, "");
  if (address === undefined || !/^https:\/\/(?:github|gitlab)\.com\/[^/]+\/[^/]+$/.test(address)) return undefined;
  return `${address}/blob/HEAD/${file.split("/").map(encodeURIComponent).join("/")}`;
}
