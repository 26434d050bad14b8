import {shown, type Code} from "./code.ts";
import type {Found} from "./finding.ts";
import {bare, literalNumber, literalText, propertyName, valueOf, type SyntaxNode} from "./syntax.ts";

/** Where TensorFlow.js's random operations take their seed, counted from 0. */
const seedPlaces: Readonly<Record<string, number>> = {
  "tf.randomNormal": 4, "tf.randomUniform": 4, "tf.randomUniformInt": 3, "tf.truncatedNormal": 4, "tf.randomStandardNormal": 2, "tf.randomGamma": 4, "tf.multinomial": 2, "tf.dropout": 3,
};

/** Weights that each layer draws by default. */
const drawn: Readonly<Record<string, readonly string[]>> = {
  dense: ["kernelInitializer"], conv1d: ["kernelInitializer"], conv2d: ["kernelInitializer"], conv3d: ["kernelInitializer"], conv2dTranspose: ["kernelInitializer"], conv3dTranspose: ["kernelInitializer"],
  separableConv2d: ["depthwiseInitializer", "pointwiseInitializer"], depthwiseConv2d: ["depthwiseInitializer"], embedding: ["embeddingsInitializer"],
  simpleRNN: ["kernelInitializer", "recurrentInitializer"], gru: ["kernelInitializer", "recurrentInitializer"], lstm: ["kernelInitializer", "recurrentInitializer"],
  simpleRNNCell: ["kernelInitializer", "recurrentInitializer"], gruCell: ["kernelInitializer", "recurrentInitializer"], lstmCell: ["kernelInitializer", "recurrentInitializer"],
  convLstm2d: ["kernelInitializer", "recurrentInitializer"], convLstm2dCell: ["kernelInitializer", "recurrentInitializer"],
};

const random = /^(glorot|he|leCun)(Normal|Uniform)$|^(orthogonal|randomNormal|randomUniform|truncatedNormal|varianceScaling)$/i;
const noisy = /^tf\.layers\.(dropout|spatialDropout1d|alphaDropout|gaussianDropout|gaussianNoise)$/;

const mendInitialiser = "name a stream: initializers.glorotUniform(\"hidden\")";
const mendNoise = "take it from the context: layers.dropout(\"hidden\", 0.5)";
const mendShuffle = "use the context's fit, which orders the examples by a named stream, or random.stream(\"order\").permutation(n)";

/** Randomness that TensorFlow.js draws on its own: operations, first weights, noise and the order of examples. */
export function tensorflowFaults(code: Code): readonly Found[] {
  return code.nodes.flatMap((node) => {
    if (node.type !== "CallExpression") return [];
    const path = code.names.path(node["callee"]) ?? "";
    return [...operation(code, node, path), ...initialiser(code, node, path), ...layer(node, path), ...shuffle(code, node, path)];
  });
}

const argumentsOf = (node: SyntaxNode): readonly SyntaxNode[] => node["arguments"] as readonly SyntaxNode[];
const spread = (node: SyntaxNode): boolean => argumentsOf(node).some((each) => each.type === "SpreadElement");
const objectIn = (node: SyntaxNode | undefined): SyntaxNode | undefined => (bare(node)?.type === "ObjectExpression" ? bare(node) : undefined);

function operation(code: Code, node: SyntaxNode, path: string): readonly Found[] {
  const place = Object.hasOwn(seedPlaces, path) ? seedPlaces[path] : undefined;
  if (place === undefined || spread(node)) return [];
  return seedFaults(code, node, path, argumentsOf(node)[place], "draw from a named stream: random.stream(\"noise\"), or give a seed drawn from one");
}

/** A seed that is missing, undefined, null or 0. */
function seedFaults(code: Code, node: SyntaxNode, path: string, seed: SyntaxNode | undefined, mend: string, rule: "random-is-seeded" | "initialisers-are-seeded" = "random-is-seeded"): readonly Found[] {
  if (seed === undefined || isNothing(seed)) return [{rule, at: node.start, what: `${path} without a seed`, because: "without a seed it draws other numbers in every run", mend}];
  return literalNumber(seed) === 0 ? [{rule: "seeds-are-not-zero", at: seed.start, what: `${path} with seed ${shown(code, seed)}`, mend}] : [];
}

const isNothing = (node: SyntaxNode): boolean => (node.type === "Identifier" && node["name"] === "undefined") || (node.type === "Literal" && node["value"] === null && node["raw"] === "null");

function initialiser(code: Code, node: SyntaxNode, path: string): readonly Found[] {
  const name = /^tf\.initializers\.(\w+)$/.exec(path)?.[1];
  const [options] = argumentsOf(node);
  if (name === undefined || !random.test(name)) return [];
  if (options === undefined) return seedFaults(code, node, path, undefined, mendInitialiser, "initialisers-are-seeded");
  const object = objectIn(options);
  const seed = object === undefined ? "unknown" : valueOf(object, "seed");
  return seed === "unknown" ? [] : seedFaults(code, node, path, seed, mendInitialiser, "initialisers-are-seeded");
}

function layer(node: SyntaxNode, path: string): readonly Found[] {
  const name = /^tf\.layers\.(\w+)$/.exec(path)?.[1] ?? "";
  if (noisy.test(path)) return [{rule: "random-is-seeded", at: node.start, what: path, because: "its noise has no seed, or is the same at every step when it has one", mend: mendNoise}];
  const object = objectIn(argumentsOf(node)[0]);
  if (object === undefined || !Object.hasOwn(drawn, name)) return [];
  const given = (option: string): SyntaxNode | "unknown" | undefined => valueOf(object, option);
  const first = given("weights") === undefined ? (drawn[name] ?? []).flatMap((option) => layerWeights(node, path, option, given(option))) : [];
  return [...first, ...["dropout", "recurrentDropout"].flatMap((option) => layerNoise(node, path, option, given(option)))];
}

function layerWeights(node: SyntaxNode, path: string, option: string, value: SyntaxNode | "unknown" | undefined): readonly Found[] {
  if (value === undefined) return [{rule: "initialisers-are-seeded", at: node.start, what: `${path} without ${option}`, mend: `${option}: ${mendInitialiser.replace("name a stream: ", "")}`}];
  if (value === "unknown") return [];
  const text = literalText(value);
  return text !== undefined && random.test(text) ? [{rule: "initialisers-are-seeded", at: value.start, what: `${option}: "${text}"`, because: "a name alone carries no seed", mend: `${option}: ${mendInitialiser.replace("name a stream: ", "")}`}] : [];
}

function layerNoise(node: SyntaxNode, path: string, option: string, value: SyntaxNode | "unknown" | undefined): readonly Found[] {
  const rate = value === "unknown" ? undefined : literalNumber(value);
  return rate === undefined || rate === 0 ? [] : [{rule: "random-is-seeded", at: node.start, what: `${path} with ${option}: ${rate}`, because: "its noise has no seed", mend: mendNoise}];
}

const known = /^tf\.util\.(shuffle|shuffleCombo|createShuffledIndices)$/;

function shuffle(code: Code, node: SyntaxNode, path: string): readonly Found[] {
  const fault = (what: string, mend = mendShuffle): readonly Found[] => [{rule: "shuffles-are-seeded", at: node.start, what, mend}];
  if (known.test(path)) return fault(path);
  if (/^tf\.data\..*\.shuffle$/.test(path)) return datasetShuffle(code, node);
  if (propertyName(bare(node["callee"]) as SyntaxNode) !== "fit" || bare(node["callee"])?.type !== "MemberExpression" || !isModel(node, path)) return [];
  const options = objectIn(argumentsOf(node)[2]);
  if (options === undefined) return argumentsOf(node).length > 2 ? [] : fault(`${shown(code, node["callee"] as SyntaxNode)}(…) shuffles by default`);
  const given = valueOf(options, "shuffle");
  if (given === "unknown" || (given !== undefined && given["value"] === false)) return [];
  return given === undefined || given["value"] === true ? fault(`${shown(code, node["callee"] as SyntaxNode)}(…) shuffles${given === undefined ? " by default" : ""}`) : [];
}

/** A layers model, by where it came from or by the options that only its `fit` knows. */
function isModel(node: SyntaxNode, path: string): boolean {
  if (/^tf\.(sequential|model)\(\)\.fit$/.test(path)) return true;
  const options = objectIn(argumentsOf(node)[2]);
  return options !== undefined && ["epochs", "batchSize", "validationSplit", "shuffle"].some((option) => valueOf(options, option) !== undefined);
}

function datasetShuffle(code: Code, node: SyntaxNode): readonly Found[] {
  if (spread(node)) return [];
  const [, seed] = argumentsOf(node);
  const mend = "put the examples in order first: random.stream(\"order\").permutation(n), or give a seed drawn from a stream";
  if (seed === undefined || isNothing(seed)) return [{rule: "shuffles-are-seeded", at: node.start, what: `${shown(code, node["callee"] as SyntaxNode)}(…) without a seed`, mend}];
  return literalNumber(seed) === 0 ? [{rule: "seeds-are-not-zero", at: seed.start, what: "shuffle with seed 0", mend}] : [];
}
