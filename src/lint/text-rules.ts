import type {Found} from "./finding.ts";
import type {Rule} from "./rules.ts";
import {textCode} from "./text-code.ts";

/** What a program's text may hold; `unless` is a text elsewhere in the file that makes it harmless. */
interface TextRule {
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly mend: string;
  readonly because?: string;
  readonly unless?: RegExp;
  /** A text on the same line, before it, that makes it harmless. */
  readonly after?: RegExp;
}

const seed = "seed it with the job's replicate: json.load(open(sys.argv[-1]))[\"replicate\"]";
const passIn = "make it a parameter in experiment.ts; the job file holds it";
const declare = "declare the file under data in experiment.ts; the job file holds its path";
const estimators = "train_test_split|(?:Stratified|Repeated)*(?:K|Group)?Fold|ShuffleSplit|\\w+Forest\\w+|GradientBoosting\\w+|DecisionTree\\w+|ExtraTrees?\\w+|MLP\\w+|SGD\\w+|KMeans|TSNE|UMAP";

const python: readonly TextRule[] = [
  {rule: "random-is-seeded", pattern: /(?<![.\w])random\.(?!seed\b|Random\b|SystemRandom\b|getstate\b|setstate\b)[a-z]\w*\s*\(/g, unless: /(?<![.\w])random\.(seed|setstate)\s*\(\s*[^\s)]/, mend: seed},
  {rule: "random-is-seeded", pattern: /\b(?:np|numpy)\.random\.(?!seed\b|default_rng\b|Generator\b|RandomState\b|SeedSequence\b|PCG64\b|Philox\b|MT19937\b|SFC64\b|BitGenerator\b)[a-z]\w*\s*\(/g, unless: /\b(np|numpy)\.random\.seed\s*\(\s*[^\s)]/, mend: seed},
  {rule: "random-is-seeded", pattern: /\b(?:default_rng|RandomState|SeedSequence|PCG64|Philox|MT19937|SFC64|random\.Random)\s*\(\s*(?:None\s*)?\)/g, mend: seed},
  {rule: "random-is-seeded", pattern: /\b(?:os\.urandom|SystemRandom|secrets\.\w+|uuid\.uuid[14])\s*\(/g, mend: seed},
  {rule: "random-is-seeded", pattern: /\b(?:torch\.(?:rand\w*|normal|bernoulli|multinomial)|nn\.(?:Linear|Conv\w+|Embedding|LSTM|GRU|RNN|Transformer\w*|Dropout\w*)|DataLoader)\s*\(/g, unless: /\bmanual_seed(_all)?\s*\(|\bseed_everything\s*\(/, mend: "torch.manual_seed(seed) first"},
  {rule: "random-is-seeded", pattern: /\b(?:tf|keras)\.(?:random\.(?!set_seed\b|Generator\b)\w+|keras\.\w+|Sequential|layers\.\w+)\s*\(/g, unless: /\bset_(random_)?seed\s*\(|\benable_op_determinism\s*\(/, mend: "keras.utils.set_random_seed(seed) first"},
  {rule: "random-is-seeded", pattern: new RegExp(`\\b(?:${estimators})\\s*\\((?![^()]*(?:\\([^()]*\\)[^()]*)*random_state\\s*=\\s*(?!None))(?=[^)]|\\))`, "g"), unless: /(?:np|numpy)\.random\.seed\s*\(\s*[^\s)]/, mend: "random_state=seed"},
  {rule: "clock-is-not-read", pattern: /\btime\.(?:time|time_ns|perf_counter|perf_counter_ns|monotonic|process_time|localtime|gmtime|ctime|strftime)\s*\(|\b(?:datetime|date)\.(?:now|utcnow|today)\s*\(/g, mend: "leave times out of what is written: Reprise notes how long a run took"},
  {rule: "order-is-stated", pattern: /\b(?:os\.(?:listdir|scandir|walk)|glob\.i?glob)\s*\(|\.(?:iterdir|rglob|glob)\s*\(/g, after: /\bsorted\s*\(/, mend: "sorted(os.listdir(folder))"},
  {rule: "order-is-stated", pattern: /\bfor\s+\w+(?:\s*,\s*\w+)*\s+in\s+(?:set|frozenset)\s*\(|\b(?:list|tuple|enumerate)\s*\(\s*(?:set|frozenset)\s*\(|(?<![.\w])hash\s*\(/g, unless: /PYTHONHASHSEED/, because: "Python's hashes of text are another in every process", mend: "sorted(set(…)), or hashlib"},
  {rule: "machine-is-not-read", pattern: /\bos\.(?:environ|getenv|cpu_count|getpid|getlogin|uname|getcwd)\b|\b(?:multiprocessing|mp)\.cpu_count\s*\(|\bplatform\.\w+\s*\(|\bsocket\.gethostname\s*\(|\bgetpass\.\w+\s*\(|\bsys\.platform\b|\btorch\.cuda\.is_available\s*\(/g, mend: passIn},
  {rule: "locale-is-not-read", pattern: /\blocale\.\w+\s*\(/g, mend: "write the format out"},
  {rule: "inputs-are-declared", pattern: /\b(?:requests|httpx|urllib\.request|ftplib|http\.client)\.\w+|\burlopen\s*\(|\burlretrieve\s*\(|\bfetch_(?:openml|california_housing|20newsgroups|lfw_\w+|covtype)\s*\(|\bload_dataset\s*\(|\bdownload\s*=\s*True|\bfrom_pretrained\s*\(/g, mend: declare},
  {rule: "place-is-not-read", pattern: /(?<!\w)__file__\b/g, mend: declare},
];

const r: readonly TextRule[] = [
  {rule: "random-is-seeded", pattern: /(?<![.\w])(?:runif|rnorm|rbinom|rpois|rexp|rgamma|rbeta|rt|rchisq|sample|sample\.int|kmeans|randomForest|ranger|createDataPartition|createFolds|initial_split|vfold_cv|boot|mvrnorm)\s*\(/g, unless: /\bset\.seed\s*\(\s*(?!Sys\.|NULL)[^\s)]/, mend: "set.seed(job$replicate$seed) first"},
  {rule: "random-is-seeded", pattern: /\bset\.seed\s*\(\s*(?:Sys\.\w+|as\.\w+\(Sys\.|NULL|\))/g, because: "a seed from the clock, or none, is another in every run", mend: "set.seed(job$replicate$seed)"},
  {rule: "clock-is-not-read", pattern: /\b(?:Sys\.time|Sys\.Date|proc\.time|system\.time|date|file\.mtime)\s*\(/g, mend: "leave times out of what is written: Reprise notes how long a run took"},
  {rule: "machine-is-not-read", pattern: /\b(?:Sys\.getenv|Sys\.info|Sys\.getpid|detectCores|availableCores|getwd|sessionInfo|R\.version\.string)\b/g, mend: passIn},
  {rule: "locale-is-not-read", pattern: /\b(?:Sys\.setlocale|Sys\.getlocale|Sys\.timezone)\s*\(/g, mend: "sort(x, method = \"radix\"), which compares code points"},
  {rule: "inputs-are-declared", pattern: /\b(?:download\.file|curl_download|GET|url|install\.packages)\s*\(/g, mend: declare},
];

/** What a Python or R program's text gives away. */
export function textFaults(text: string, language: "python" | "r"): readonly Found[] {
  const {code} = textCode(text, language);
  return (language === "python" ? python : r).flatMap(({rule, pattern, mend, because, unless, after}) => {
    if (unless?.test(code) === true) return [];
    return [...code.matchAll(pattern)].filter(({index}) => after?.test(lineBefore(code, index)) !== true)
      .map(({0: what, index}): Found => ({rule, at: index, what: `${what.trim().replace(/\s*\($/, "").replaceAll(/\s+/g, " ")}`, mend, ...(because === undefined ? {} : {because})}));
  });
}

const lineBefore = (code: string, at: number): string => code.slice(code.lastIndexOf("\n", at - 1) + 1, at);
