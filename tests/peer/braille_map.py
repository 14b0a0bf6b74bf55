# SPDX-License-Identifier: GPL-3.0-or-later
# Holds `lectern braille --map` against the pages it maps and the articles they come from.
# usage: python3 braille_map.py LECTERN CASE.md ...   says what is wrong; status 1 if anything is
import json
import re
import subprocess
import sys

lectern, cases = sys.argv[1], sys.argv[2:]
wrong = 0


def say(*words):
    global wrong
    wrong += 1
    print("#", *words)


def run(*arguments):
    return subprocess.run([lectern, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()


def leaves(case):
    """Number, kind and text of every leaf, as lectern dump tells them."""
    number, found = 0, {}
    for line in run("dump", "-q", case).splitlines():
        line = line.lstrip(" ")
        title = re.match(r'title ("(?:\\.|[^"\\])*")$', line)
        if title:
            found[0] = ("title", json.loads(title.group(1)))
        if number == 0 and line != "article":
            continue
        if line == "article":
            number = 1
            continue
        mark = re.match(r'\.citation ("(?:\\.|[^"\\])*")', line)
        if mark:
            # a mark is one place
            kind, text = found[number - 1]
            mark = json.loads(mark.group(1))
            found[number - 1] = (kind, text.replace(mark, "[" + " " * (len(mark) - 1)))
        if line.startswith("."):
            continue
        text = re.search(r'(= )?("(?:\\.|[^"\\])*")$', line)
        if text and (not text.group(1) or line.startswith("table")):
            found[number] = (line, json.loads(text.group(2)))
        number += 1
    return found


def check(case, options):
    texts, reached, last = leaves(case), {}, {}
    pages = run("braille", "-q", *options, case).split("\f")[:-1]
    maps = [json.loads(line) for line in run("braille", "-q", "--map", *options, case).splitlines()]
    if len(pages) != len(maps):
        return say(case, len(pages), "pages,", len(maps), "maps")
    for page, map in zip(pages, maps):
        lines = page.split("\n")[:-1]
        if any(map["lines"][len(lines):]):
            say(case, "page", map["page"], "has cells below its last line")
        for row, (line, cells) in enumerate(zip(lines, map["lines"]), 1):
            at = "%s page %d line %d" % (case, map["page"], row)
            if len(line) != len(cells):
                say(at, "has", len(line), "cells,", len(cells), "mapped")
                continue
            for cell, owner in zip(line, cells):
                if isinstance(owner, str):
                    if owner != "running-head" and (cell == " ") != (owner == "blank"):
                        say(at, repr(cell), owner)
                    continue
                block, character = owner
                kind, text = texts.get(block, ("none", ""))
                if character >= len(text):
                    say(at, repr(cell), owner, "is outside of", repr(text))
                    continue
                there = text[character].upper()
                if "--grade" in options and cell.isalpha() and there.isascii() and there.isalpha() and cell != there:
                    say(at, repr(cell), "for", repr(there), owner)
                reached.setdefault(block, set()).add(character)
                # contents and the headings of a table stand in more than one place
                if "--contents" not in options and "header" not in kind:
                    if character < last.get(block, 0):
                        say(at, owner, "goes back")
                    last[block] = character
    for block, (kind, text) in texts.items():
        if kind.startswith("boilerplate"):
            continue
        for word in re.finditer(r"\S+", text):
            if re.search(r"\w", word.group()) and not reached.get(block, set()) & set(range(*word.span())):
                say(case, "block", block, "word", repr(word.group()), "has no cell")


for case in cases:
    with open(case, encoding="utf-8") as file:
        first = re.match(r"<!-- braille: (.*) -->", file.readline())
    options = [o for o in (first.group(1).split() if first else [])]
    if "--charset" in options:
        continue
    check(case, options)
    check(case, options + ["--grade", "1"])
sys.exit(wrong != 0)
