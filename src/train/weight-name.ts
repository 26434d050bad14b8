type Variable = import("@tensorflow/tfjs-core").Variable;

/** `000.dense/kernel`: its place and a short name without TensorFlow.js's running numbers, which depend on what the process made before. */
export const weightName = (place: number, {name, shape}: Pick<Variable, "name" | "shape">): string => `${String(place).padStart(3, "0")}.${shortName(name) ?? (shape.join("x") || "scalar")}`;

/** `dense_Dense3/kernel_2` → `dense/kernel`; undefined where the name is a number alone. */
function shortName(name: string): string | undefined {
  const parts = name.replace(/_\d+$/, "").split("/").map((part) => part.replace(/_[A-Z][A-Za-z0-9]*\d+$/, ""));
  return /^\d*$/.test(parts.join("")) ? undefined : parts.join("/").slice(0, 60);
}
