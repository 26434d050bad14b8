/** Python loads this before everything else: what `host-preload.ts` does for Node, it does for Python, as far as Python lets itself be told. */
export const pythonPreload = `import json, math, os, platform, random, socket

host = json.loads(os.environ.get("REPRISE_HOST", "{}"))

if "order" in host:
    listdir, scandir, backwards = os.listdir, os.scandir, host["order"] == "descending"

    class Entries:
        def __init__(self, entries):
            self.entries = iter(entries)
        def __iter__(self):
            return self
        def __next__(self):
            return next(self.entries)
        def __enter__(self):
            return self
        def __exit__(self, *_):
            pass
        def close(self):
            pass

    def ordered_scandir(path="."):
        with scandir(path) as entries:
            return Entries(sorted(entries, key=lambda entry: entry.name, reverse=backwards))

    os.listdir = lambda path=".": sorted(listdir(path), reverse=backwards)
    os.scandir = ordered_scandir

if "processors" in host:
    os.cpu_count = lambda: host["processors"]

if "hostName" in host:
    socket.gethostname = platform.node = lambda: host["hostName"]

if "user" in host:
    import getpass
    getpass.getuser = lambda: host["user"]

if host.get("ulp") and hasattr(math, "nextafter"):
    def higher(own):
        def played(*given):
            value = own(*given)
            return value if not math.isfinite(value) or value == math.floor(value) else math.nextafter(value, math.inf)
        return played
    for name in ["acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cos", "cosh", "erf", "erfc", "exp", "expm1", "gamma", "lgamma", "log", "log10", "log1p", "log2", "pow", "sin", "sinh", "tan", "tanh"]:
        setattr(math, name, higher(getattr(math, name)))

if "random" in host:
    played = random.Random(host["random"])
    random.seed(host["random"])
    os.urandom = lambda count: bytes(played.getrandbits(8) for _ in range(count))
    random._urandom = os.urandom
`;
