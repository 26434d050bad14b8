/** What `reprise.config.ts` says of a project. */
export interface Settings {
  readonly title: string;
  readonly authors: readonly {readonly name: string; readonly affiliation?: string; readonly email?: string; readonly orcid?: string}[];
  readonly abstract: string;
  /** SPDX identifier of the project's own code and text. */
  readonly licence: string;
  readonly repository?: string;
  /** Where the site will be published: `https://example.org/paper/`; its path becomes the base path. */
  readonly site?: string;
  readonly papers?: readonly {readonly name: string; readonly folder: string}[];
  /** Experiments by group: `main` runs by default and needs npm alone, the others with `--all`. */
  readonly groups: Readonly<Record<"main" | (string & {}), readonly string[]>>;
  /** Where weights and predictions of the baseline are kept for others: a folder, `ssh://…`, `s3://…` or `https://…`. */
  readonly remote?: string;
  /** Folders or addresses tried before a file's own sources. */
  readonly mirrors?: readonly string[];
}

/** Declares a project. */
export const defineProject = (settings: Settings): Settings => settings;
