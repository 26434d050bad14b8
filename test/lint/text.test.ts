import {describe, expect, test} from "vitest";
import {textFaults} from "../../src/lint/text-rules.ts";

const faults = (text: string, language: "python" | "r"): readonly string[] => textFaults(text, language).map(({rule}) => rule);

/** Programs that break a rule, and programs that only look like it; `import` lines are left out, since lint does not need them. */
const python = {
  "random-is-seeded": {
    planted: [
      "x = random.random()", "random.seed()\nx = random.choice(a)", "x = np.random.rand(3)", "rng = np.random.default_rng()", "rng = RandomState(None)", "key = os.urandom(8)", "id = uuid.uuid4()", "model = nn.Linear(3, 2)", "x = torch.randn(3)",
      "a, b = train_test_split(x, y, test_size=0.2)", "m = RandomForestClassifier(n_estimators=10)", "m = KMeans(3, random_state=None)", "f = KFold(5, shuffle=True)", "model = keras.Sequential([a])", "x = secrets.token_bytes(3)",
    ],
    sound: [
      "random.seed(seed)\nx = random.random()", "np.random.seed(7)\nx = np.random.rand(3)", "rng = np.random.default_rng(seed)\nx = rng.normal()", "torch.manual_seed(seed)\nmodel = nn.Linear(3, 2)", "a, b = train_test_split(x, y, random_state=seed)",
      "m = RandomForestClassifier(max_depth=int(d), random_state=seed)", "# random.random()", "text = 'random.random()'", "\"\"\"np.random.rand(3)\"\"\"", "self.random.random()", "keras.utils.set_random_seed(3)\nmodel = keras.Sequential([a])", "rng = random.Random(seed)\nx = rng.random()",
    ],
  },
  "clock-is-not-read": {planted: ["t = time.time()", "now = datetime.now()", "d = datetime.date.today()", "t = time.perf_counter()"], sound: ["t = row.time", "d = datetime.date(2026, 1, 1)", "# time.time()"]},
  "order-is-stated": {planted: ["for f in os.listdir(d):", "files = glob.glob('*.csv')", "for p in path.iterdir():", "for w in set(words):", "x = list(set(y))", "h = hash(text)"], sound: ["for f in sorted(os.listdir(d)):", "files = sorted(glob.glob('*'))", "for w in sorted(set(words)):", "if x in set(words):", "h = self.hash(text)", "h = hashlib.sha256(t)"]},
  "machine-is-not-read": {planted: ["n = os.cpu_count()", "h = os.environ['HOME']", "p = platform.machine()", "d = os.getcwd()"], sound: ["p = os.path.join(a, b)", "environ = {}"]},
  "locale-is-not-read": {planted: ["locale.setlocale(locale.LC_ALL, '')"], sound: ["locale = 'de'"]},
  "inputs-are-declared": {planted: ["r = requests.get(url)", "urllib.request.urlopen(u)", "x = fetch_openml('iris')", "d = MNIST(root, download=True)"], sound: ["d = MNIST(root, download=False)", "x = load_iris()", "requests = []"]},
  "place-is-not-read": {planted: ["here = Path(__file__).parent"], sound: ["name = 'x__file__'"]},
};
const r = {
  "random-is-seeded": {planted: ["x <- rnorm(3)", "s <- sample(1:10)", "set.seed(Sys.time())\nx <- runif(2)", "set.seed(NULL)"], sound: ["set.seed(job$seed)\nx <- rnorm(3)", "# rnorm(3)", "x <- 'rnorm(3)'", "x <- resample(3)"]},
  "clock-is-not-read": {planted: ["t <- Sys.time()", "d <- Sys.Date()", "proc.time()"], sound: ["update(x)", "t <- 'Sys.time()'"]},
  "machine-is-not-read": {planted: ["n <- parallel::detectCores()", "Sys.getenv('HOME')"], sound: ["n <- cores"]},
  "locale-is-not-read": {planted: ["Sys.setlocale('LC_ALL', 'de')"], sound: ["sort(x)"]},
  "inputs-are-declared": {planted: ["download.file(u, f)"], sound: ["read.csv(f)", "curl <- 1"]},
};

describe.each([["python", python], ["r", r]] as const)("in %s", (language, cases) => {
  for (const [rule, {planted, sound}] of Object.entries(cases)) {
    test(`${rule}: what breaks it is found, and what only looks like it is not`, () => {
      for (const text of planted) expect(faults(text, language), text).toContain(rule);
      for (const text of sound) expect(faults(text, language), text).not.toContain(rule);
    });
  }
});
