"""Oracle vectors for src/math: python3 oracle.py 80 > oracle.json (mpmath 1.3.0, 400 bits).

Per function: rows [x, high, low] or [x, y, high, low], where high + low is the true value to about 106 bits (a denormal one rounded).
"""
import json
import math
import random
import struct
import sys

from mpmath import mp, mpf

mp.prec = 1400
random.seed(20261123)
count = int(sys.argv[1])


def any_double():
    while True:
        x = struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]
        if x == x and abs(x) != float("inf"):
            return x


def uniform(low, high):
    return lambda: random.uniform(low, high)


def spread(low, high, sign=True):
    """2^low … 2^high, evenly in the exponent."""
    def draw():
        x = random.uniform(1, 2) * 2.0 ** random.randint(low, high)
        return -x if sign and random.random() < 0.5 else x
    return draw


def mixed(*draws):
    return lambda: random.choice(draws)()


def positive(draw):
    return lambda: abs(draw())


near_one = lambda: 1 + random.uniform(-1, 1) * 2.0 ** -random.randint(1, 50)
above_one = lambda: 1 + random.uniform(0, 1) * 2.0 ** -random.randint(0, 50)
near_quarter_turns = lambda: float(mp.pi / 2 * random.randint(-2**30, 2**30)) if random.random() < 0.5 else float(mp.pi / 2 * random.randint(-50, 50))
angles = mixed(uniform(-10, 10), spread(-20, 1023), spread(-60, 20), near_quarter_turns)
small_or_unit = mixed(uniform(-1, 1), spread(-60, -1))

one_argument = {
    "exp": (mixed(uniform(-745, 709), spread(-60, 9), uniform(-745, -708)), mp.exp),
    "expm1": (mixed(uniform(-40, 709), spread(-60, 3)), mp.expm1),
    "log": (mixed(positive(any_double), near_one, uniform(0, 20)), mp.log),
    "log1p": (mixed(spread(-60, -1), positive(any_double), uniform(-1, 5)), lambda x: mp.log(1 + x)),
    "log2": (mixed(positive(any_double), near_one, uniform(0, 20)), lambda x: mp.log(x) / mp.log(2)),
    "log10": (mixed(positive(any_double), near_one, uniform(0, 20)), lambda x: mp.log(x) / mp.log(10)),
    "sin": (angles, mp.sin),
    "cos": (angles, mp.cos),
    "tan": (angles, mp.tan),
    "asin": (mixed(small_or_unit, lambda: 1 - random.uniform(0, 1) * 2.0 ** -random.randint(1, 50)), mp.asin),
    "acos": (mixed(small_or_unit, lambda: 1 - random.uniform(0, 1) * 2.0 ** -random.randint(1, 50), lambda: -1 + random.uniform(0, 1) * 2.0 ** -random.randint(1, 50)), mp.acos),
    "atan": (mixed(uniform(-10, 10), spread(-60, 70)), mp.atan),
    "sinh": (mixed(uniform(-710, 710), spread(-60, 9)), mp.sinh),
    "cosh": (mixed(uniform(-710, 710), spread(-60, 9)), mp.cosh),
    "tanh": (mixed(uniform(-20, 20), spread(-60, 5)), mp.tanh),
    "asinh": (mixed(uniform(-20, 20), spread(-60, 1023)), lambda x: mp.sign(x) * mp.log(abs(x) + mp.sqrt(x * x + 1))),
    "acosh": (mixed(lambda: random.uniform(1, 20), spread(1, 1023, False), above_one), mp.acosh),
    "atanh": (mixed(small_or_unit, lambda: 1 - random.uniform(0, 1) * 2.0 ** -random.randint(1, 50)), mp.atanh),
    "cbrt": (mixed(any_double, spread(-5, 5), spread(-1073, -1020)), lambda x: mp.sign(x) * mp.cbrt(abs(x))),
}
two_arguments = {
    "pow": (lambda: random.choice([
        (random.uniform(0, 20), random.uniform(-20, 20)), (near_one(), random.uniform(-1e5, 1e5)), (abs(any_double()), random.uniform(-2, 2)),
        (float(-random.randint(1, 50)), float(random.randint(-80, 80))), (random.uniform(0.5, 2), random.uniform(-1070, 1020)), (random.uniform(0.4, 0.6), random.uniform(900, 1060))]),
        mp.power),
    "atan2": (lambda: random.choice([(random.uniform(-5, 5), random.uniform(-5, 5)), (any_double(), any_double()), (spread(-30, 30)(), spread(-30, 30)())]), mp.atan2),
    "hypot": (lambda: random.choice([(random.uniform(-5, 5), random.uniform(-5, 5)), (spread(-1040, -1000)(), spread(-1040, -1000)()), (spread(1000, 1021)(), spread(1000, 1021)())]), lambda x, y: mp.sqrt(x * x + y * y)),
}


def row(arguments, value):
    high = float(value)
    if not (2.0 ** -1074 <= abs(value) < mpf(2) ** 1024 * (1 - mpf(2) ** -54)):
        return None
    if abs(value) < mpf(2) ** -1022:  # float() rounds denormals twice
        return [*arguments, math.ldexp(int(mp.nint(value * mpf(2) ** 1074)), -1074), 0.0]
    return [*arguments, high, float(value - mpf(high))]


def rows(draw, function):
    found = []
    while len(found) < count:
        drawn = draw()
        arguments = drawn if isinstance(drawn, tuple) else (drawn,)
        if any(argument == 0 for argument in arguments):
            continue
        line = row(arguments, function(*map(mpf, arguments)))
        if line:
            found.append(line)
    return found


lines = [f"{json.dumps(name)}: {json.dumps(rows(*case))}" for name, case in (one_argument | two_arguments).items()]
print("{\n" + ",\n".join(lines) + "\n}")
