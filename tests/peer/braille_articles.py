# SPDX-License-Identifier: GPL-3.0-or-later
# Writes articles in Markdown with all that a page of braille has to deal with, made up by chance.
# usage: python3 braille_articles.py FOLDER COUNT
import os
import random
import sys

WORDS = """the people will have enough water and tablets for every child who needs help with pain or fever at home
in this weather call doctor immediately naloxone overdose breathing slowly medicine knowledge because something
together understanding tomorrow morning-after well-being and/or 24/7 1,250,000 (never) **not** *stop* e.g.
www.example.org/help/now person@example.com 555-0123 acetaminophen Wolff-Parkinson-White hydroxychloroquine""".split()


class Article:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.out = []

    def words(self, least, most):
        chosen = []
        for _ in range(self.random.randint(least, most)):
            word = self.random.choice(WORDS)
            if chosen and word[0].isdigit() and chosen[-1][-1].isdigit():
                word = "mg"
            chosen.append(word + ("," if word.isalpha() and self.random.random() < 0.08 else ""))
        text = " ".join(chosen).rstrip(",")
        return text[0].upper() + text[1:]

    def paragraph(self, most):
        return " ".join(self.words(4, 14) + self.random.choice(".....?!") for _ in range(self.random.randint(1, most)))

    def list(self, level, indent):
        numbered = self.random.random() < 0.4
        for i in range(self.random.randint(1, 6)):
            mark = "%d. " % (i + 1) if numbered else "- "
            self.out.append(" " * indent + mark + (self.words(1, 4) if self.random.random() < 0.5 else self.paragraph(2)))
            inner = indent + len(mark)
            if self.random.random() < 0.12:
                self.out += ["", " " * inner + self.paragraph(2), ""]
            if level < 3 and self.random.random() < 0.22:
                self.list(level + 1, inner)

    def table(self):
        columns, most = self.random.randint(2, 5), self.random.choice([2, 2, 6])
        row = lambda least, most: "| " + " | ".join(self.words(least, most) for _ in range(columns)) + " |"
        self.out += [row(1, 2), "|" + "--|" * columns] + [row(1, most) for _ in range(self.random.randint(1, 9))]

    def block(self):
        kind = self.random.random()
        if kind < 0.28:
            self.level = self.random.randint(2, min(self.level + 1, 5))
            self.out.append("#" * self.level + " " + self.words(1, 10))
        elif kind < 0.6:
            self.out.append(self.paragraph(5))
        elif kind < 0.75:
            self.list(1, 0)
        elif kind < 0.83:
            self.table()
        elif kind < 0.9:
            for _ in range(self.random.randint(1, 2)):
                self.out += ["> " + self.paragraph(2), ">"]
        elif kind < 0.93:
            self.out.append("![A chart of " + self.words(1, 5) + "](x.png)")
        elif kind < 0.96:
            self.out.append("---")
        else:
            self.out.append("Roses are red  \nviolets are " + self.words(1, 3) + "  \nand so on")
        self.out.append("")

    def write(self):
        self.out += ["# " + self.words(1, 9), ""]
        self.level = 1
        for _ in range(self.random.randint(6, 22)):
            self.block()
        return "\n".join(self.out)


folder, count = sys.argv[1], int(sys.argv[2])
os.makedirs(folder)
for n in range(count):
    with open(os.path.join(folder, "%d.md" % n), "w", encoding="utf-8") as file:
        file.write(Article(n).write())
