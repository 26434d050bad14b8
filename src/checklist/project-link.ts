/** The address of a file of the project, seen from a report two folders down (build/checklist/report.html); undefined where `link` is no path inside it. */
export const relativeLink = (link: string): string | undefined => {
  const path = encodedPath(link);
  return path === undefined ? undefined : `../../${path}`;
};

/** The address of a file in the project's repository on the web; undefined where it is not known how it addresses files, and for what is built and not committed. */
export function publicLink(link: string, repository: string | undefined): string | undefined {
  const path = encodedPath(link);
  if (path === undefined) return undefined;
  const base = /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+?(?=\.git$|\/?$)/.exec(repository ?? "");
  return base === null || link.startsWith("build/") ? undefined : `${base[0]}/blob/HEAD/${path}`;
}

function encodedPath(link: string): string | undefined {
  const steps = link.split("/");
  return steps.some((step) => step === "" || step === "." || step === "..") ? undefined : steps.map((step) => encodeURIComponent(step.toWellFormed())).join("/");
}
