#!/bin/bash
# 1,000 comparisons of random columns, by each test and by the table of
# --profile reference, to 1e-9. Debian's python3-scipy and numpy.
. "$TESTS/monitor/lib.bash"
/usr/bin/python3 -c 'import scipy' 2>err ||
    { echo "python3-scipy is not installed" >&2; exit 77; }
/usr/bin/python3 - <<'P'
import json, math, random, subprocess
import numpy as np
from scipy import stats
from scipy.spatial import distance

random.seed(5)
COLUMNS = 40
TESTS = "auto ks chi2 z wasserstein js psi hellinger".split()


def column(kind, n, shift):
    if kind == "normal":
        return [random.gauss(shift, 1) for _ in range(n)]
    if kind == "exponential":
        return [round(random.expovariate(1) + shift, 3) for _ in range(n)]
    if kind == "whole":
        return [random.randint(0, 60) + int(10 * shift) for _ in range(n)]
    if kind == "few":
        return [random.choice([1.5, 2, 7]) for _ in range(n)]
    return [random.randint(0, 3 + int(4 * shift)) for _ in range(n)]


def shares(a, b):
    if len(set(a)) <= 20:
        keys = sorted(set(a) | set(b))
        return [np.array([s.count(k) for k in keys]) / len(s)
                for s in (a, b)]
    edges = np.histogram_bin_edges(np.array(a + b, float), bins="sturges")
    return [np.histogram(s, edges)[0] / len(s) for s in (a, b)]


def chi2(a, b):
    keys = sorted(set(a) | set(b))
    if set(b) - set(a):
        return np.finfo(float).max, 0
    if len(keys) == 1:
        return 0, 1
    return stats.chisquare([b.count(k) for k in keys],
                           [a.count(k) * len(b) / len(a) for k in keys])


def z(a, b):
    least = min(a + b)
    x, y = (sum(v != least for v in s) for s in (a, b))
    p = (x + y) / (len(a) + len(b))
    variance = p * (1 - p) * (1 / len(a) + 1 / len(b))
    if variance == 0:
        return 0, 1
    score = (x / len(a) - y / len(b)) / math.sqrt(variance)
    return score, 2 * stats.norm.sf(abs(score))


def psi(a, b):
    p, q = (np.where(s == 0, 1e-4, s) for s in shares(a, b))
    return float(np.sum((p - q) * np.log(p / q)))


def hellinger(a, b):
    p, q = shares(a, b)
    return math.sqrt(max(0, 1 - float(np.sum(np.sqrt(p * q)))))


WANTED = {
    "ks": lambda a, b: stats.ks_2samp(a, b)[:2], "chi2": chi2, "z": z,
    "wasserstein": lambda a, b: (stats.wasserstein_distance(a, b) /
                                 max(np.std(a), .001), None),
    "js": lambda a, b: (distance.jensenshannon(*shares(a, b)), None),
    "psi": lambda a, b: (psi(a, b), None),
    "hellinger": lambda a, b: (hellinger(a, b), None),
}


def by_the_table(a, b):
    u = len(set(a) | set(b))
    if len(a) <= 1000:
        return "ks" if u > 5 else "chi2" if u > 2 else "z"
    return "wasserstein" if u > 5 else "js"


def near(got, wanted):
    if got is None or wanted is None:
        return got is wanted
    # a root of what is all but nought has only half of the digits
    return math.isclose(got, wanted, rel_tol=1e-9, abs_tol=2e-8
                        if abs(wanted) < 1e-7 else 0)


def write(path, columns, wrap):
    with open(path, "w") as file:
        for i, values in enumerate(zip(*columns)):
            row = {"c%d" % k: v for k, v in enumerate(values)}
            print(json.dumps(wrap(i, row)), file=file)


count = 0
for run in range(25):
    na = random.choice([5, 50, 300, 1000, 1001, 2500])
    nb = random.choice([1, 3, 40, 500, 1500])
    test = TESTS[run % len(TESTS)]
    a, b = [], []
    for _ in range(COLUMNS):
        kind = random.choice("normal exponential whole few words".split())
        a.append(column(kind, na, 0))
        b.append(column(kind, nb, random.choice([0, .1, .5, 3])))
    write("ref", a, lambda i, row: row)
    write("in", b, lambda i, row: {
        "kind": "prediction", "prediction_id": "p%d" % i,
        "timestamp": "2026-01-30T12:00:00Z", "features": row})
    out = subprocess.run(
        ["monitor", "--only", "--now", "2026-01-31T00:00:00Z", "--min", "1",
         "--profile", "reference", "--test", test, "--reference", "ref",
         "in"], capture_output=True, text=True).stdout
    for line in out.splitlines():
        got = json.loads(line)
        if got["kind"] != "feature_drift":
            continue
        count += 1
        k = int(got["feature"][1:])
        word = by_the_table(a[k], b[k]) if test == "auto" else test
        score, p = WANTED[word](a[k], b[k])
        if got["stat_test"] != word or not near(got["score"], score) or \
                not near(got.get("p_value"), p):
            print("ref %d, in %d:" % (na, nb), word, score, p, got)
print(count)
P
