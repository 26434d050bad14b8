import {UserError} from "../src/errors.ts";

/** Something with an id such as `step/mlp`. */
interface Named {
  readonly id: string;
}

const parts = (name: string): string => `/${name.replaceAll("-", "/")}/`;

/** `tiny`, `step`, `512-tn` and `step/tiny` are whole parts of an id, with "-" as good as "/". */
const matches = ({id}: Named, name: string): boolean => parts(id).includes(parts(name));

/** What the names ask for, in its own order; without names, everything. @throws UserError where one asks for nothing. */
export function selected<N extends Named>(all: readonly N[], names: readonly string[]): readonly N[] {
  const unknown = names.find((name) => !all.some((one) => matches(one, name)));
  if (unknown !== undefined) throw new UserError(`bench: nothing is called ${unknown}`, `there are ${all.map(({id}) => id).join(", ")}`);
  return names.length === 0 ? all : all.filter((one) => names.some((name) => matches(one, name)));
}
