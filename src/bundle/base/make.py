# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a base dictionary (lectern-bundle(5)) from the word and phrase lists beside this file and
from how often the records of a bundle of corpus/ use them. A base dictionary never changes once
bundles may have been made with it: this makes the next one.

usage: python3 src/bundle/base/make.py RECORDS >src/bundle/base-N   (RECORDS: all records, one file)
"""
import math
import os
import re
import sys
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = [("en.txt", 1), ("es.txt", 0.15), ("fr.txt", 0.15), ("general-words.txt", 0.01), ("rare-words.txt", 0.3)]
SIGNS = {"capital": 2, "capitals": 3, "join": 4}
STRUCTURE = ["\x01c@", "\x01d@", "\x01e@", "\x01b@", "\x01bA\x03", "\x02", "\x01r@", "\x01n@", "\x01o@",
             "article/", "about\n", "catalogue\n", "title: ", "helpline: ", "\t\t", "https://www.", ".gov/", ".org/"]


def choices(pattern):
    """All that a line with {this,that} stands for; "\\," is a comma."""
    found = re.search(r"\{([^{}]*)\}", pattern)
    if not found:
        return [pattern]
    rest = choices(pattern[found.end() :])
    return [
        pattern[: found.start()] + choice.replace("\0", ",") + end
        for choice in found[1].replace("\\,", "\0").split(",")
        for end in rest
    ]


def lines(name):
    weight = 1
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith(";") or not line:
                continue
            if re.fullmatch(r"\[\d+\]", line):
                weight = int(line[1:-1])
            else:
                yield weight, line


def phrases_of(name):
    for weight, line in lines(name):
        for phrase in choices(line):
            yield weight, phrase


def words_of(name, scale):
    counts = Counter()
    for weight, line in lines(name):
        for group in line.split():
            stem, *endings = group.split(",")
            for word in [stem] + [stem + end for end in endings]:
                counts[word] = max(counts[word], weight * scale)
    return counts


def tokens(text, known):
    """As the writer splits text: words of the list, signs, bytes; blanks between words left out."""
    after, blank, out = False, False, []
    for match in re.finditer(r"[^\W\d_]+|.|\n", text, re.S):
        piece = match[0]
        small = piece.lower()
        if small in known and piece in (small, small.capitalize(), small.upper()):
            if after and not blank:
                out.append("join")
            if piece != small:
                out.append("capital" if piece == small.capitalize() else "capitals")
            out.append((small,))
            after, blank = True, False
        elif piece == " " and after and not blank:
            blank = True
        else:
            out += [32] * blank + list(piece.encode("utf-8"))
            after = blank = False
    return out + [32] * blank


def varint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def entropy_costs(counts):
    whole = sum(counts)
    return [-math.log2(count / whole) for count in counts]


def layout(order, frequency):
    """The entries in the order of their codes: what codes.h says, for deflate has one set of code
    lengths for all bytes. Gives the number of single codes too."""
    singles = min(256, (65536 - len(order)) // 255)
    costs = [math.log2(byte + 4) for byte in range(256)]
    cost = lambda n: (
        costs[n] if n < singles else costs[singles + (n - singles) // 256] + costs[(n - singles) % 256]
    )
    for _ in range(40):
        places = sorted(range(len(order)), key=lambda n: (cost(n), n))
        counts = [0.01] * 256
        for entry, n in zip(order, places):
            if n < singles:
                counts[n] += frequency[entry]
            else:
                counts[singles + (n - singles) // 256] += frequency[entry]
                counts[(n - singles) % 256] += frequency[entry]
        costs = entropy_costs(counts)
    text_of = lambda e: "".join(e) if isinstance(e, tuple) and len(e) == 1 else "\U0010ffff" + str(e)
    places = sorted(range(len(order)), key=lambda n: (int(cost(n)), n))
    placed, at = [None] * len(order), 0
    while at < len(order):
        end = at
        while end < len(order) and int(cost(places[end])) == int(cost(places[at])):
            end += 1
        for n, entry in zip(places[at:end], sorted(order[at:end], key=text_of)):
            placed[n] = entry
        at = end
    return placed, singles


def uses_in(stream, phrases):
    longest = max(len(body) for body in phrases)
    uses, at = Counter(), 0
    while at < len(stream):
        for size in range(min(longest, len(stream) - at), 1, -1):
            body = tuple(stream[at : at + size])
            if body in phrases:
                uses[body] += 1
                break
        else:
            size = 1
            uses[stream[at]] += 1
        at += size
    return uses


def main():
    with open(sys.argv[1], "rb") as file:
        text = file.read().decode("utf-8", "ignore")
    words = Counter()
    for name, scale in WORDS:
        for word, weight in words_of(name, scale).items():
            words[word] = max(words[word], weight)
    for name in "phrases.txt", "general-phrases.txt":
        for _, phrase in phrases_of(name):
            for word in re.findall(r"[^\W\d_]{3,}", phrase.lower()):
                words[word] += 0.3
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if len(word.encode()) < 32:
            words[word] += 0.4
    phrases = Counter()
    for name, scale in ("general-phrases.txt", 0.01), ("phrases.txt", 1):
        for weight, phrase in phrases_of(name):
            body = tuple(tokens(phrase, words))
            if len(body) > 1:
                phrases[body] = max(phrases[body], weight * scale)
    for weight, ending in phrases_of("endings.txt"):
        phrases[tuple(ending.encode())] += weight
    for structure in STRUCTURE:
        phrases[tuple(tokens(structure, words))] = 10
    phrases = Counter({body: weight for body, weight in phrases.items() if len(body) > 1})
    uses = uses_in(tokens(text, words), phrases)
    frequency = {}
    for byte in range(256):
        frequency[byte] = uses[byte] + (0.5 if 32 <= byte < 127 else 0.01)
    for sign in SIGNS:
        frequency[sign] = uses[sign] + 1
    for word, weight in words.items():
        frequency[(word,)] = uses[(word,)] + weight
    for body, weight in phrases.items():
        frequency[body] = uses[body] + weight * 0.4
    order = sorted(frequency, key=lambda e: (-frequency[e], str(e)))
    order, singles = layout(order, frequency)
    number = {entry: i for i, entry in enumerate(order)}

    def code(entry):
        i = number[entry]
        return bytes([i]) if i < singles else bytes([singles + (i - singles) // 256, (i - singles) % 256])

    pairs = [(c, ord(chr(c).upper())) for c in range(0xE0, 0x180)
             if len(chr(c).upper()) == 1 and chr(c).upper() != chr(c) and chr(c).upper().lower() == chr(c)
             and c in list(range(0xE0, 0xFF)) + [0x153]]
    out = varint(0) + varint(singles) + varint(len(order)) + varint(len(pairs))
    before = 0
    for small, capital in pairs:
        out += varint(small - before) + varint(capital)
        before = small
    kinds, spelled, octets, bodies, last = b"", b"", b"", b"", b""
    for entry in order:
        if isinstance(entry, int):
            kinds += b"\0"
            octets += bytes([entry])
        elif isinstance(entry, str):
            kinds += bytes([SIGNS[entry]])
        elif len(entry) == 1:
            kinds += b"\1"
            word, same = entry[0].encode("utf-8"), 0
            while same < min(31, len(word), len(last)) and word[same] == last[same]:
                same += 1
            spelled += bytes([same]) + word[same:]
            last = word
        else:
            kinds += bytes([6 + len(entry)])
            # a word of the list is a tuple of one within a phrase, too
            bodies += b"".join(code(e) for e in entry)
    sys.stdout.buffer.write(out + kinds + spelled + b"\0" + octets + bodies)
    print(len(order), "entries", file=sys.stderr)


main()
