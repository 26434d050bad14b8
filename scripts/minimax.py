"""Coefficients of the wasm kernels' polynomials: python3 minimax.py [name] (mpmath 1.3.0, 60 digits).

Remez's exchange: p minimises the largest |w(x) (f(x) - p(x))| on [a, b]; the weight w makes that the relative error of the function meant.
Per polynomial: name, degree, that error, the coefficients from the constant term up, as 32-bit floats or as doubles.
"""
import struct
import sys
from mpmath import mp, mpf, matrix, lu_solve, atan, atanh, cos, erf, erfc, exp, log, log1p, pi, sin, sqrt, tan, tanh

mp.dps = 60
tiny = mpf(10) ** -15


def remez(f, w, a, b, degree):
    n = degree + 2
    node = lambda i, of: (a + b) / 2 - (b - a) / 2 * cos(pi * mpf(i) / of)
    xs = [node(2 * i + 1, 2 * n) for i in range(n)]
    grid = [node(i, 40 * n) for i in range(40 * n + 1)]
    targets, weights = [f(x) for x in grid], [w(x) for x in grid]
    for _ in range(12):
        c = interpolated(f, w, xs, degree)
        errors = [weight * (target - value(c, x)) for x, target, weight in zip(grid, targets, weights)]
        picks = alternation(errors, n)
        if len(picks) < n:
            break
        xs = [grid[j] for j in picks]
    return c, max(abs(e) for e in errors)


def interpolated(f, w, xs, degree):
    n = degree + 2
    system, right = matrix(n, n), matrix(n, 1)
    for i, x in enumerate(xs):
        for k in range(degree + 1):
            system[i, k] = x ** k
        system[i, degree + 1] = (-1) ** i / w(x)
        right[i] = f(x)
    return list(lu_solve(system, right))[:degree + 1]


def alternation(errors, n):
    """Where the error is largest in each run of one sign; n of them, the smallest ends left out."""
    picks, start = [], 0
    for i in range(1, len(errors) + 1):
        if i == len(errors) or (errors[i] > 0) != (errors[start] > 0):
            picks.append(max(range(start, i), key=lambda j: abs(errors[j])))
            start = i
    while len(picks) > n:
        picks.pop(0 if abs(errors[picks[0]]) < abs(errors[picks[-1]]) else -1)
    return picks


value = lambda c, x: sum(ck * x ** k for k, ck in enumerate(c))
single = lambda x: struct.unpack("f", struct.pack("f", float(x)))[0]
near = lambda f, at_zero: lambda x: at_zero if abs(x) < tiny else f(x)

half = log(2) / 2 * mpf("1.002")
root = sqrt(mpf(2))
# name: (function, weight, from, to, degree, rounding)
polynomials = {
    "exp": (near(lambda r: (exp(r) - 1 - r) / r ** 2, mpf(1) / 2), near(lambda r: r ** 2 / exp(r), tiny), -half, half, 4, single),
    "log": (near(lambda f: (log1p(f) - f + f * f / 2) / f ** 3, mpf(1) / 3), near(lambda f: f ** 3 / log1p(f), tiny ** 2), 1 / root - 1, root - 1, 8, single),
    "tanh": (near(lambda z: (tanh(sqrt(z)) / sqrt(z) - 1) / z, -mpf(1) / 3), near(lambda z: z * sqrt(z) / tanh(sqrt(z)), tiny), mpf(0), mpf(1), 7, single),
    "exp64": (near(lambda r: (exp(r) - 1 - r) / r ** 2, mpf(1) / 2), near(lambda r: r ** 2 / (exp(r) - 1), tiny), -half, half, 8, float),
    "atanh64": (near(lambda z: (atanh(sqrt(z)) / sqrt(z) - 1) / z, mpf(1) / 3), lambda z: z, mpf(0), ((root - 1) / (root + 1)) ** 2 * mpf("1.001"), 5, float),
    "sin64": (near(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, -mpf(1) / 6), lambda z: z, mpf(0), (pi / 4) ** 2 * mpf("1.001"), 4, float),
    "cos64": (near(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z ** 2, mpf(1) / 24), lambda z: z ** 2, mpf(0), (pi / 4) ** 2 * mpf("1.001"), 4, float),
    "atan64": (near(lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z, -mpf(1) / 3), lambda z: z, mpf(0), tan(pi / 8) ** 2 * mpf("1.001"), 8, float),
    "erf64": (near(lambda z: erf(sqrt(z)) / sqrt(z), 2 / sqrt(pi)), lambda z: 1, mpf(0), mpf(1), 9, float),
    "erfc64": (lambda t: exp((2 / t - 2) ** 2) * erfc(2 / t - 2), lambda t: 1 / (exp((2 / t - 2) ** 2) * erfc(2 / t - 2)), mpf(2) / 17, 2 / mpf("2.9"), 14, float),
}

for name in sys.argv[1:] or polynomials:
    f, w, a, b, degree, rounding = polynomials[name]
    coefficients, error = remez(f, w, a, b, degree)
    print(name, "degree", degree, "error 2^%.1f" % float(log(error, 2)))
    for c in coefficients:
        print("  ", repr(rounding(c)))
