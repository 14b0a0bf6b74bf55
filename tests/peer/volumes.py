# SPDX-License-Identifier: GPL-3.0-or-later
# Judges braille volumes by the rules, from the pages alone.
# usage: python3 volumes.py FOLDER PAGES DEPTH WHOLE.brf   status 1: says what is wrong
import os
import re
import sys

folder, most, depth, whole = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
wrong = 0


def say(*words):
    global wrong
    wrong += 1
    print("#", *words)


def pages_of(path):
    with open(path, encoding="ascii") as file:
        text = file.read()
    if not text.endswith("\f"):
        say(path, "does not end its last page")
    return [page.split("\n")[:-1] for page in text.split("\f")[:-1]]


def number(cells):
    return int("".join(str("JABCDEFGHI".index(c)) for c in cells[1:]))


def words(pages):
    """Without page numbers and headings of pages: a case has running heads off."""
    found = []
    for page in pages:
        if len(page) == depth:
            page = page[:-1] + [re.sub(r" +[TP]?#[A-J]+$", "", page[-1])]
        found += " ".join(page).split()
    return found


names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
expected, body = 1, []
for place, name in enumerate(names, 1):
    pages = pages_of(os.path.join(folder, name))
    kinds = [re.search(r"([TP]?)(#[A-J]+)$", page[depth - 1]) if len(page) == depth else None for page in pages]
    if None in kinds:
        say(name, "has a page without a number")
        continue
    front = [(kind.group(1), number(kind.group(2))) for kind in kinds]
    for letter, first in (("T", 1), ("P", 1), ("", expected)):
        numbers = [n for l, n in front if l == letter]
        if not numbers or numbers != list(range(first, first + len(numbers))):
            say(name, letter or "text", "pages are numbered", numbers)
    if [l for l, n in front] != sorted((l for l, n in front), key=("T", "P", "").index):
        say(name, "title page, contents and text are out of order")
    text = [page for page, (l, n) in zip(pages, front) if l == ""]
    if len(text) > most:
        say(name, "has", len(text), "pages of text")
    last = expected + len(text) - 1
    title = " ".join(words([page for page, (l, n) in zip(pages, front) if l == "T"]))
    spans = re.search(r"PAGES (#[A-J]+)-(#[A-J]+)", title)
    if not spans or (number(spans.group(1)), number(spans.group(2))) != (expected, last):
        say(name, "says it has pages", spans and spans.group(0), "not", expected, last)
    if int(re.search(r"\d+", name).group()) != place or number(re.search(r",VOLUME (#[A-J]+)", title).group(1)) != place:
        say(name, "is volume", place)
    # the contents: each line's words stand on the page that it names
    entry = []
    for page, (l, n) in zip(pages, front):
        for line in page[:-1] if l == "P" else []:
            entry.append(line)
            target = re.search(r"^(.*?)(?: \"\"+)? +(#[A-J]+)$", line)
            if not target:
                continue
            at = number(target.group(2)) - expected
            wanted = " ".join(" ".join(entry[:-1] + [target.group(1)]).split())
            wanted = wanted.removeprefix(",3T5TS ")
            entry = []
            there = " ".join(" ".join(text[at]).split()) if 0 <= at < len(text) else ""
            if not there or (wanted not in there and not wanted.endswith("3T9U$")):
                say(name, "contents:", wanted, "is not on page", target.group(2))
    lines = [line for line in text[-1]]
    lines[-1:] = [re.sub(r" +#[A-J]+$", "", lines[-1])] if len(lines) == depth else lines[-1:]
    while lines and not lines[-1].strip():
        lines.pop()
    end = []
    while lines and lines[-1].strip():
        end.insert(0, lines.pop().strip())
    if not re.fullmatch(r",5D \( VOLUME (#[A-J]+) \( (#[A-J]+)", " ".join(end)) or [number(n) for n in re.findall(r"#[A-J]+", " ".join(end))] != [place, len(names)]:
        say(name, "ends with", end)
    found = words(text)
    body += found[:-len(" ".join(end).split())]
    expected = last + 1
# a line may end behind a hyphen, elsewhere in the whole
if "".join(body) != "".join(words(pages_of(whole))):
    say("the volumes together do not hold the cells of the whole")
sys.exit(wrong != 0)
