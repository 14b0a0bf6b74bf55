# SPDX-License-Identifier: GPL-3.0-or-later
# Every prompt of an export, measured by other means than those that made it: active speech level
# as ITU-T P.56 describes it, peak, whole packets. usage: python3 level.py LINE DBOV; prints TAP
import array
import csv
import math
import sys

RATE, FULL, MARGIN = 8000, 32768, 15.9
line, target = sys.argv[1], float(sys.argv[2])


def expand(code):
    """A mu-law code's sample, by the chords of G.711."""
    code ^= 0xff
    chord, step = code >> 4 & 7, code & 15
    sample = ((2 * step + 33) << chord) - 33
    return (-sample if code & 0x80 else sample) * 4


SAMPLES = [expand(code) for code in range(256)]


def envelope(samples):
    """Two exponential averages of 30 ms, one behind the other."""
    keep = math.exp(-1 / (RATE * 0.03))
    once, twice = 0.0, 0.0
    for sample in samples:
        once = keep * once + (1 - keep) * abs(sample)
        twice = keep * twice + (1 - keep) * once
        yield twice


def active_seconds(loudness, threshold):
    """Time at or above a threshold, and up to 200 ms after each time."""
    hold, left, active = RATE // 5, 0, 0
    for value in loudness:
        if value >= threshold:
            left = hold
            active += 1
        elif left:
            left -= 1
            active += 1
    return active


def level(samples):
    """The level that lies MARGIN above the threshold at which it is measured, between two
    thresholds by halves."""
    energy, loudness = sum(s * s for s in samples), list(envelope(samples))

    def at(power):
        active = active_seconds(loudness, FULL * 2.0 ** -power)
        here = 10 * math.log10(energy / active / FULL ** 2) if active else -math.inf
        return here, here - 20 * math.log10(2.0 ** -power)

    quiet, loud = 15, 1
    while quiet - loud > 1:
        power = (quiet + loud) // 2
        if at(power)[1] > MARGIN:
            quiet = power
        else:
            loud = power
    below, above = at(quiet), at(loud)
    for _ in range(30):
        between = tuple((b + a) / 2 for b, a in zip(below, above))
        if between[1] > MARGIN:
            below = between
        else:
            above = between
    return below[0]


off, loud, broken = [], [], []  # files
with open(line + "/prompts.csv", newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        if not row["file"].endswith(".ulaw"):
            continue
        with open(line + "/" + row["file"], "rb") as sound:
            codes = sound.read()
        samples = array.array("i", (SAMPLES[code] for code in codes))
        found = level(samples)
        if abs(found - target) > 0.5 or abs(found - float(row["level"])) > 0.2:
            off.append("%s %.2f dBov, listed as %s" % (row["file"], found, row["level"]))
        if max(map(abs, samples)) > FULL * 10 ** (-0.5 / 20):
            loud.append(row["file"])
        if not codes or len(codes) % (RATE // 50):
            broken.append(row["file"])
for number, (name, wrong) in enumerate((("every prompt has its active speech level", off),
                                        ("no peak over -0.5 dBFS", loud),
                                        ("every prompt fills whole packets", broken)), 1):
    print("%sok %d - %s" % ("not " if wrong else "", number, name))
    for text in wrong[:10]:
        print("# " + text)
