# SPDX-License-Identifier: GPL-3.0-or-later
# Checks pages of braille against what Braille Formats asks of a page, from nothing but the
# pages, their map and the article's tree; knows nothing of how they were laid out.
# usage: python3 braille_pages.py LECTERN FILE ... [-- OPTION ...]
import json
import re
import subprocess
import sys

LEAVES = {"paragraph", "heading", "cell", "helpline", "term", "caption", "reference", "figure", "code", "break", "boilerplate"}
CLOSING = set(".,;:!?)]»”%…")
END = tuple('.!?:…"”’»“')
found = []


def run(*arguments):
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1) or not done.stdout:
        raise SystemExit("# %s: status %d: %s" % (" ".join(arguments), done.returncode, done.stderr.decode()[:300]))
    return done.stdout.decode()


class Block:
    def __init__(self, depth, kind, words, text, parent):
        self.depth, self.kind, self.words, self.text, self.parent = depth, kind, words, text, parent
        self.children = []

    def above(self, kind):
        block = self.parent
        while block:
            if block.kind == kind:
                return block
            block = block.parent
        return None


def tree(lectern, case, language):
    """Blocks by number, from lectern dump: title 0, then in reading order; and the language."""
    blocks, stack = [Block(-1, "title", "", "", None)], []
    begun = False
    for line in run(lectern, "dump", "-q", *language, case).splitlines():
        depth = len(line) - len(line.lstrip(" "))
        line = line.strip(" ")
        title = re.match(r'title ("(?:\\.|[^"\\])*")$', line)
        if title and not begun:
            blocks[0].text = json.loads(title.group(1))
        if line.startswith("language ") and not begun:
            blocks[0].words = json.loads(line[9:])
        if line == "article":
            begun = True
            stack = [Block(depth, "article", "", "", None)]
            continue
        if not begun:
            continue
        if line.startswith("."):
            mark = re.match(r'\.citation ("(?:\\.|[^"\\])*")', line)
            if mark:
                mark = json.loads(mark.group(1))
                blocks[-1].text = blocks[-1].text.replace(mark, "\0" * len(mark))
            continue
        text = re.search(r'(= )?("(?:\\.|[^"\\])*")$', line)
        text = json.loads(text.group(2)) if text and (not text.group(1) or line.startswith("table")) else ""
        while stack and stack[-1].depth >= depth:
            stack.pop()
        block = Block(depth, line.split()[0], line, text, stack[-1] if stack else None)
        block.parent.children.append(block)
        stack.append(block)
        blocks.append(block)
    return blocks


def levels(block):
    """How deep the lists in this one go."""
    deepest = 0
    for item in block.children:
        for child in item.children:
            if child.kind == "list":
                deepest = max(deepest, levels(child))
    return deepest + 1


def roles(blocks):
    """By heading level: centred, 5 or 7."""
    used = sorted({1 if b.kind == "title" else int(re.search(r"level (\d)", b.words).group(1)) for b in blocks
                   if b.kind == "heading" or (b.kind == "title" and b.text)})
    role = {}
    for rank, level in enumerate(used):
        if len(used) <= 3:
            role[level] = ("centred", 4, 6)[rank]
        else:
            from_end = len(used) - rank
            role[level] = 6 if from_end == 1 else 4 if from_end == 2 else "centred"
    return role


def place(block, role):
    """Cells left blank (first line, other lines), or None where this checker does not know."""
    if block.kind == "title":
        return "centred"
    if block.kind == "heading" and not block.above("quote") and not block.above("list"):
        where = role[int(re.search(r"level (\d)", block.words).group(1))]
        return where if where == "centred" else (where, where)
    if block.kind in ("paragraph", "helpline") and block.parent.kind == "article":
        return (2, 0)
    if block.kind == "term" and block.parent.parent.kind == "article":
        return (0, 4)
    if block.kind == "paragraph" and block.parent.kind == "detail" and block.parent.parent.parent.kind == "article":
        return (2, 4)
    if block.kind == "paragraph" and block.parent.kind == "item":
        outer, level, own = block.parent.parent, 1, block.parent.parent
        while outer.parent.kind == "item" and outer.parent.parent.kind == "list":
            outer = outer.parent.parent
            level += 1
        if outer.parent.kind != "article":
            return None
        n = levels(outer)
        first = block is block.parent.children[0]
        return (2 * level - 2 + (0 if first else 2), 2 * n)
    if block.kind == "paragraph" and block.parent.kind == "quote" and block.parent.parent.kind == "article":
        said = lambda b: b is block.parent.children[-1] and b is not block.parent.children[0] and (
            re.match("—|–|--", b.text) or len(b.text.encode()) <= 60 and b.text[-1:] not in END
            and block.parent.children[-2].kind == "paragraph" and block.parent.children[-2].text[-1:] in END)
        if said(block):
            return (4, 4)
        return (4, 2) if sum(b.kind == "paragraph" and not said(b) for b in block.parent.children) > 1 else (2, 2)
    if block.kind == "caption" and block.parent.kind == "article":
        return (6, 4)
    return None


class Checker:
    def __init__(self, lectern, case, options):
        self.case, self.options = case, options
        self.lectern = lectern
        get = lambda name, otherwise: options[options.index(name) + 1] if name in options else otherwise
        preset = get("--preset", "bana")
        self.width = int(get("--width", {"embosser-32": 32}.get(preset, 40)))
        self.depth = int(get("--depth", {"canute": 9}.get(preset, 25)))
        furniture = "off" if preset == "canute" else "on"
        self.numbers = get("--page-numbers", furniture) == "on"
        self.heads = get("--running-head", furniture) == "on"
        self.contents = "--contents" in options
        self.endless = preset == "display" or "--no-layout" in options
        self.language = ["--lang", get("--lang", "")] if "--lang" in options else []

    def say(self, page, row, *words):
        found.append("%s [%s] page %s line %s: %s" % (self.case, " ".join(self.options), page, row, " ".join(str(w) for w in words)))

    def check(self):
        self.blocks = tree(self.lectern, self.case, self.language)
        # how a page number is written, where this checker knows
        self.number = r"[TP]?#[A-J]+" if self.blocks[0].words[:2] in ("", "en") else r"\S+"
        brf = run(self.lectern, "braille", "-q", *self.options, self.case)
        maps = [json.loads(l) for l in run(self.lectern, "braille", "-q", "--map", *self.options, self.case).splitlines()]
        if self.endless:
            return self.lines(brf)
        if not brf.endswith("\n\f"):
            self.say("-", "-", "no form feed at the end")
        pages = [p.split("\n")[:-1] for p in brf.split("\f")[:-1]]
        if len(pages) != len(maps):
            return self.say("-", "-", len(pages), "pages", len(maps), "maps")
        self.pages, self.maps = pages, [m["lines"] for m in maps]
        self.body = []  # lines of text: page, row, cells, owners
        self.front = max([n for n, rows in enumerate(self.maps, 1) if self.contents and any("page-number" in row for row in rows[: self.depth - 1])] or [0])
        for n, (lines, cells) in enumerate(zip(pages, self.maps), 1):
            self.furniture(n, lines, cells)
        self.flow()

    def lines(self, brf):
        """Without pages: a line for each text."""
        for row, line in enumerate(brf.rstrip("\n\f").split("\n"), 1):
            if line != line.strip(" ") or re.search(r"[^ -_]|\f", line):
                self.say("-", row, "blanks at its ends, or not braille ASCII", repr(line))
        if "\n\n\n" in brf:
            self.say("-", "-", "two blank lines")

    # one page

    def furniture(self, n, lines, cells):
        if len(lines) > self.depth or not lines:
            self.say(n, "-", len(lines), "lines")
        if self.numbers and len(lines) != self.depth:
            self.say(n, "-", len(lines), "lines where the page number is on line", self.depth)
        for row, line in enumerate(lines, 1):
            if len(line) > self.width:
                self.say(n, row, len(line), "cells")
            if line != line.rstrip(" "):
                self.say(n, row, "blanks at its end")
            if re.search(r"[^ -_]", line):
                self.say(n, row, "not braille ASCII", repr(line))
        top = 0
        owners = [c + ["blank"] * (self.width - len(c)) for c in cells]
        if owners and "running-head" in owners[0]:
            top = 1
            head = lines[0]
            left = len(head) - len(head.lstrip(" "))
            right = self.width - len(head)
            if left < 3 or right < 3:
                self.say(n, 1, "running head", left, "and", right, "from the margins")
            if not 0 <= right - left <= 1:
                self.say(n, 1, "running head not centred", left, right)
            if not self.heads:
                self.say(n, 1, "running head, though off")
        text = [line for line in lines]
        if self.numbers and len(lines) == self.depth:
            number = [i for i, o in enumerate(owners[self.depth - 1]) if o == "page-number"]
            last = lines[-1]
            if not number or number[-1] != self.width - 1 or number != list(range(number[0], self.width)):
                self.say(n, self.depth, "page number not at the right margin", repr(last))
            else:
                before = last[: number[0]]
                if before.strip() and len(before) - len(before.rstrip(" ")) < 3:
                    self.say(n, self.depth, "less than 3 cells before the page number", repr(last))
                if not re.fullmatch(self.number, last[number[0]:]):
                    self.say(n, self.depth, "page number", repr(last))
                text[-1] = before.rstrip(" ")
        seen = False
        blanks = 0
        for row, line in enumerate(text, 1):
            if row <= top:
                continue
            if line:
                if seen and blanks > 1:
                    self.say(n, row, blanks, "blank lines before it")
                if not seen and blanks > 1:
                    self.say(n, row, blanks, "blank lines at the top")
                if not seen and blanks == 1 and n > 1 and self.body:
                    before = self.body[-1]
                    if before[0] == n - 1 and before[1] < self.depth - 1:
                        self.say(n, row, "blank line at the top, page before ended on line", before[1])
                self.body.append((n, row, line, owners[row - 1][: len(line)], blanks, not seen))
                seen = True
                blanks = 0
            else:
                blanks += 1
        if not seen:
            self.say(n, "-", "no text on the page")
        if n <= self.front:
            self.entries(n, text, owners)
            self.body = []
        elif self.heads and self.blocks[0].text and n > self.front + 1 and not top:
            self.say(n, 1, "no running head")

    def entries(self, n, text, owners):
        """Contents: text stays 6 cells from the margin; guide dots lead to a number at it."""
        for row, line in enumerate(text, 1):
            if not line or (n == 1 and row <= 2):
                continue
            number = [i for i, o in enumerate(owners[row - 1]) if o == "page-number"]
            words = line[: number[0]] if number else line
            if number and (len(line) != self.width or not re.fullmatch(self.number, line[number[0]:])):
                self.say(n, row, "contents number", repr(line))
            stem = re.sub(r'( "* *| +)$', "", words) if number else words
            if len(stem) > self.width - 6:
                self.say(n, row, "contents text reaches the numbers", repr(line))
            if number and not re.fullmatch(r' ( {0,3}|"{2,} )', words[len(stem):]):
                self.say(n, row, "guide dots", repr(line))

    # lines in a row

    def owner(self, owners):
        for o in owners:
            if isinstance(o, list):
                return o
        return None

    def flow(self):
        role = roles(self.blocks)
        previous = None
        for i, (n, row, line, owners, blanks, first_on_page) in enumerate(self.body):
            mine = [o for o in owners if isinstance(o, list)]
            indent = len(line) - len(line.lstrip(" "))
            if not mine:
                previous = None
                continue
            number, at = mine[0]
            block = self.blocks[number]
            where = place(block, role)
            begins = previous is None or previous[0] != number
            if begins and at > 0 and block.kind != "code" and block.text[:at].strip("\0 ") and not self.contents:
                if not (previous is None):
                    self.say(n, row, "begins in the middle of block", number, repr(block.text[:at + 5]))
            # lines that print has: verse in cells 1-3, or paragraphs
            lines = "\n" in block.text
            own = lines and not begins and "\n" in block.text[previous[1]:at]
            if lines and block.kind == "paragraph" and isinstance(where, tuple):
                if begins:
                    verse = indent < where[0]
                if verse:
                    where = (where[1], where[1] + 2)
            if isinstance(where, tuple):
                first = begins and (at == 0 or not block.text[:at].strip("\0 "))
                want = where[0] if first or own else where[1]
                room = self.width // 2
                if indent != min(want, room):
                    self.say(n, row, "cell", indent + 1, "for", want + 1, block.kind, repr(line))
            elif where == "centred":
                right = self.width - len(line)
                if not 0 <= right - indent <= 1 or indent < 3:
                    self.say(n, row, "not centred", indent, right, repr(line))
            # the line before, of the same block
            if not begins and not own:
                self.divided(n, row, block, previous, at, line, owners, indent)
            lastchar = mine[-1]
            previous = (lastchar[0], lastchar[1], n, row, line, owners)
            # keep rules
            following = self.body[i + 1] if i + 1 < len(self.body) else None
            if following and following[0] != n:
                nxt = self.owner(following[3])
                if block.kind in ("heading", "title") and self.fits(i):
                    self.say(n, row, "a heading is the last text of the page", repr(line))
                if nxt and nxt[0] != number:
                    self.room(n, row, following, role)
                    self.list_turn(i, block, self.blocks[nxt[0]], n, row)
            if following and following[0] == n:
                self.gap(block, number, following, n, row, role)

    def list_turn(self, i, block, after, n, row):
        """A list is not left after its first item alone, but behind a heading or where that is long."""
        top = self.outer(after)
        if not top or self.outer(block) is not top or top.parent.kind != "article":
            return
        def item(b):
            while b.parent is not top:
                b = b.parent
            return b
        first = top.children[0]
        if item(block) is not first or item(after) is first or block.parent is not first:
            return  # an item inside of it is one, too
        start = i
        while start and self.owner(self.body[start - 1][3]) and self.outer(self.blocks[self.owner(self.body[start - 1][3])[0]]) is top:
            start -= 1
        if self.body[start][0] != n or not start:
            return
        before = self.owner(self.body[start - 1][3])
        if not before or self.body[start - 1][0] == n and self.blocks[before[0]].kind in ("heading", "title"):
            return
        if i - start + 1 > (self.depth - 1) / 2 - 1 or self.body[start][5]:
            return
        self.say(n, row, "one item of a list alone", repr(self.body[i][2]))

    def fits(self, i):
        """Whether the heading that ends at line i would fit on a page with all up to a line of text."""
        number, lines = self.owner(self.body[i][3])[0], 1
        start = i
        while start and (self.owner(self.body[start - 1][3]) or [None])[0] == number:
            start -= 1
        if self.body[start][0] != self.body[i][0]:
            return False
        for n, line in enumerate(self.body[start + 1:], start + 1):
            lines += 1 + (line[4] if n != i + 1 else 1)
            owner = self.owner(line[3])
            if owner and self.blocks[owner[0]].kind not in ("heading", "title"):
                # the first line may be blank, and the last one too short
                return lines + 2 <= self.depth - (1 if self.heads else 0)
        return False

    def room(self, n, row, following, role):
        """A plain paragraph must not begin a page when its first line would have fitted before."""
        nxt = self.owner(following[3])
        block = self.blocks[nxt[0]]
        if block.kind != "paragraph" or place(block, role) != (2, 0) or following[4] or "\n" in block.text:
            return
        free = self.depth - row
        if free <= 0:
            return
        owner = self.owner(next(line for line in self.body if line[:2] == (n, row))[3])
        here = self.blocks[owner[0]] if owner else None
        blank = 1 if here is None or place(here, role) != (2, 0) else 0
        width = self.width if free - blank > 1 or not self.numbers else self.width - 5 - 3
        if free - blank >= 1 and len(following[2]) <= width:
            self.say(n, row, free, "lines left free before a paragraph", repr(following[2]))

    def gap(self, block, number, following, n, row, role):
        nxt = self.owner(following[3])
        if not nxt or nxt[0] == number:
            if nxt and nxt[0] == number and following[4] and block.kind != "code":
                self.say(n, following[1], "blank line inside of a block")
            return
        other = self.blocks[nxt[0]]
        a, b = place(block, role), place(other, role)
        if a == (2, 0) and b == (2, 0) and following[4] and "\n" not in block.text + other.text:
            self.say(n, following[1], "blank line between paragraphs")
        if b == "centred" and not following[4]:
            self.say(n, following[1], "no blank line before a centred heading")
        if a == "centred" and not following[4]:
            self.say(n, following[1], "no blank line behind a centred heading")
        if other.kind == "heading" and b == (4, 4) and not following[4] and a != (4, 4):
            self.say(n, following[1], "no blank line before a cell-5 heading")
        if other.kind == "heading" and b == (6, 6) and bool(following[4]) == (a in ((4, 4), (6, 6)) and block.kind == "heading"):
            self.say(n, following[1], "blank line before a cell-7 heading")
        inlist, wasin = other.above("list"), block.above("list")
        if inlist and not wasin and other.parent.kind == "item" and block.kind == "paragraph" and not following[4]:
            self.say(n, following[1], "no blank line before a list")
        if inlist and not wasin and block.kind == "heading" and a in ((4, 4), (6, 6)) and following[4]:
            self.say(n, following[1], "blank line between a low heading and a list")
        if wasin and not inlist and not following[4]:
            self.say(n, following[1], "no blank line behind a list")
        if inlist and wasin and self.outer(other) is self.outer(block) and following[4] and not (other.above("quote") or block.above("quote")) and "table" not in (other.parent.kind,) \
                and other.kind == "paragraph" and block.kind == "paragraph":
            self.say(n, following[1], "blank line inside of a list")
        if inlist and wasin and self.outer(other) is not self.outer(block) and not following[4]:
            self.say(n, following[1], "no blank line between two lists")

    def outer(self, block):
        outer, up = None, block
        while up:
            if up.kind == "list":
                outer = up
            up = up.parent
        return outer

    def divided(self, n, row, block, previous, at, line, owners, indent):
        text = block.text
        start = previous[1]
        between = text[start:at]
        first = text[at] if at < len(text) else ""
        if block.kind == "code":
            return
        if first in CLOSING and line.lstrip(" ")[0] not in "^_@" and not re.match(r"[.]\w", text[at:]):
            self.say(n, row, "begins with", repr(first), repr(line))
        word = re.search(r"\S*$", text[: start + 1]).group() + re.match(r"\S*", text[start + 1:]).group()
        address = "@" in word or "://" in word or "www." in word.lower()
        if not re.search(r"[\s\0]", between) and not address:
            tail = between.rstrip()[-1:] if between.rstrip() else text[start]
            if tail not in "-–—/‐" and not previous[4].endswith('"'):
                self.say(n, row, "divides a word:", repr(text[max(0, start - 12): at + 12]), repr(previous[4]))
        if block.kind == "cell":
            return
        # greedy: the first word of this line would not have fitted
        if place(block, roles(self.blocks)) == "centred":
            return
        width = self.width
        if self.numbers and previous[3] == self.depth:
            width -= len(re.search(r"\S+$", self.pages[previous[2] - 1][-1]).group()) + 3
        whole = line.strip(" ")
        unit = self.unit(block, owners, line, indent)
        if len(previous[4]) + 1 + unit <= width and previous[2] == n and not line.endswith('"') and re.search(r"\s", between):
            self.say(n, previous[3], "the next word would have fitted:", repr(previous[4]), repr(line))

    def unit(self, block, owners, line, indent):
        """Cells up to where the line could next be divided at all (a blank that is not tied)."""
        i = indent
        while i < len(line):
            if line[i] == " ":
                o = self.owner(owners[i + 1:])
                if o is None:
                    return i - indent
                around = block.text[max(0, o[1] - 1): o[1] + 6]
                if around[:1] == " " and not re.match(r" (%|°|[a-zµ]{1,4}\b|IU|mm|[A-Z]?[a-z]?[A-Z]\b|[ap]\.m|[.,;:!?)\]»”…])", around) and block.text[max(0, o[1] - 2)] != "«":
                    return i - indent
            i += 1
        return i - indent


def main():
    arguments = sys.argv[1:]
    lectern = arguments.pop(0)
    options = []
    if "--" in arguments:
        options = arguments[arguments.index("--") + 1:]
        arguments = arguments[: arguments.index("--")]
    for case in arguments:
        Checker(lectern, case, options).check()
    for line in found:
        print("#", line)
    sys.exit(1 if found else 0)


main()
