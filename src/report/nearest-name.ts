import {UserError} from "../errors.ts";
import {nearest} from "../results/nearest.ts";

/** An unknown name, told with the nearest known ones. */
export function unknownName(where: string, what: string, name: string, known: readonly string[]): UserError {
  const mend = known.length === 0 ? `there is no ${what} here` : `did you mean ${nearest(name, known).map((each) => `"${each}"`).join(", ")}?`;
  return new UserError(`${where}: unknown ${what} "${name}"`, mend);
}

/** The member called `name`; an unknown one throws, an inherited one (`constructor`) counts as unknown. */
export function member<T>(of: Readonly<Record<string, T>>, name: string, where: string, what: string): T {
  if (!Object.hasOwn(of, name)) throw unknownName(where, what, name, Object.keys(of));
  return of[name] as T;
}
