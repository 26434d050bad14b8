import {z} from "zod";

/** A folder inside a project, as people and records name it: `paper`, `papers/short`. */
export const folderInside = z.string().regex(/^(?!(?:.*\/)?\.{0,2}(?:\/|$))[^\\:]+$/, "expected a folder inside the project, such as paper or papers/short");
