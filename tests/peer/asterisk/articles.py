# SPDX-License-Identifier: GPL-3.0-or-later
# A thousand short articles with titles that no dialplan must see. usage: python3 articles.py FOLDER
import os
import sys

TITLES = ["About matter %d", ";-- exten => s,%d,Hangup()", "${SHELL(matter %d)} & \"more\", =>", "Über %d – ¿qué?"]
TEXTS = ["Take %d mg, not more.", "Call 1-800-555-0%03d at once.", "Do not stop after %d days."]

os.makedirs(sys.argv[1])
for n in range(1000):
    # no two alike in a topic; few sounds to make
    parts = ["## Part %d\n\n%s\n" % (k, TEXTS[k % 3] % (n % 5 + k)) for k in range(n % 4)]
    with open("%s/%04d.md" % (sys.argv[1], n), "w", encoding="utf-8") as file:
        file.write("---\ntitle: '%s'\nid: matter-%d\nlanguage: %s\ntopic: Topic %d\n---\n\nFirst words.\n\n%s"
                   % (TITLES[n % 4] % (n % 53), n, "es" if n % 10 == 3 else "en", n % 23, "\n".join(parts)))
