# SPDX-License-Identifier: GPL-3.0-or-later
"""BM25 as search.h describes it, over the words of texts made here; prints TAP."""
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

WORDS = """atem blut dosis fieber gift hilfe haut herz husten kopf leber luft magen mittel müdigkeit
naloxon niere notfall opioid puls ruf schlaf schmerz stütze überdosis unruhe wärme zittern""".split()


def fold(text):
    text = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(c for c in text if not unicodedata.combining(c)))


def article(dice, number):
    title = [dice.choice(WORDS) for _ in range(2)]
    sections = [([dice.choice(WORDS)], [dice.choice(WORDS) for _ in range(dice.randint(3, 60))])
                for _ in range(dice.randint(1, 4))]
    text = '---\nid: a%03d\nlanguage: de\ntitle: "%s"\n---\n' % (number, " ".join(title).title())
    for heading, words in sections:
        text += "\n## %s\n\n%s.\n" % (heading[0].upper(), " ".join(words))
    fields = [(4, title)]
    for heading, words in sections:
        fields += [(2, heading), (1, words)]
    return text, [(weight, fold(" ".join(words))) for weight, words in fields]


def times(fields, unit, prefix):
    total = 0
    for weight, words in fields:
        for at in range(len(words) - len(unit) + 1):
            part = words[at:at + len(unit)]
            if part[:-1] == unit[:-1] and (part[-1].startswith(unit[-1]) if prefix
                                           else part[-1] == unit[-1]):
                total += weight
    return total


def rank(articles, query):
    units = [(fold(u), u.rstrip('"').endswith("*")) for u in re.findall(r'"[^"]*"|[^" ]+', query)]
    counts = [[times(fields, unit, prefix) for unit, prefix in units] for fields in articles]
    lengths = [sum(len(words) for _, words in fields) for fields in articles]
    mean = sum(lengths) / len(lengths)
    most = max(sum(1 for n in row if n) for row in counts)
    found = []
    for i, row in enumerate(counts):
        if not most or sum(1 for n in row if n) < most:
            continue
        score = 0
        for u, n in enumerate(row):
            have = sum(1 for other in counts if other[u])
            idf = math.log(1 + (len(articles) - have + .5) / (have + .5))
            score += idf * n * 2.2 / (n + 1.2 * (.25 + .75 * lengths[i] / mean))
        found.append((-score, "a%03d" % i))
    return [(name, -score) for score, name in sorted(found)]


def main():
    lectern = os.path.abspath(sys.argv[1])
    dice = random.Random(7)
    queries = ["naloxon", "Überdosis", "MÜDIGKEIT blut", '"blut dosis"', "ma*", "über* zzz",
               '"herz hu*"', "leber niere magen haut", "zzz"]
    with tempfile.TemporaryDirectory() as folder:
        articles = []
        for i in range(120):
            text, fields = article(dice, i)
            articles.append(fields)
            with open("%s/a%03d.md" % (folder, i), "w", encoding="utf-8") as file:
                file.write(text)
        bundle = folder + "/all.lectern"
        subprocess.run([lectern, "pack", "-q", folder, "-o", bundle], check=True)
        print("1..%d" % len(queries))
        for n, query in enumerate(queries, 1):
            out = subprocess.run([lectern, "search", "--json", "--limit", "1000", bundle, query],
                                 check=True, capture_output=True).stdout
            got = [(r["id"], r["score"]) for r in map(json.loads, out.splitlines())]
            want = rank(articles, query)
            same = len(got) == len(want) and all(
                g[0] == w[0] and abs(g[1] - w[1]) < 1e-3 for g, w in zip(got, want))
            print("%sok %d - %s: %d articles" % ("" if same else "not ", n, query, len(want)))
            if not same:
                print("# got", got[:4], "want", want[:4])


main()
