# SPDX-License-Identifier: GPL-3.0-or-later
# Calls through an Asterisk that has loaded a line: what is heard is what flow.json promises.
# usage: python3 walk.py ROOT LINE KIND...: one Asterisk for each kind; prints TAP without numbers
import random
import re
import sys

import manager
import sip
from flow import Flow
from pbx import Pbx

root, line = sys.argv[1:3]
failed = []


def report(name, wrong):
    print("%sok - %s" % ("not " if wrong else "", name))
    for text in [wrong] if isinstance(wrong, str) else list(wrong or [])[:5]:
        print("# " + text)


def walk(pbx, call, count, seed=1):
    """COUNT keys, those that were pressed least in such a place first; what went wrong, or None."""
    flow, chance, pressed = Flow(line), random.Random(seed), {}
    wrong, way = call.expect([], flow.says()), []
    for _ in range(count):
        if wrong:
            break
        does, kind = flow.does(), flow.node["kind"]
        keys = [key for key, act in does.items() if act in ("go", "slower", "faster", "number")]
        if kind == "menu" and "7" not in does:
            keys.append("7")  # no key here
        used = lambda key: (pressed.get((kind, key), 0) + 4 * (does.get(key) == "number"),
                            pressed.get(flow.to(key), 0))
        least = min(map(used, keys))
        key = chance.choice([k for k in keys if used(k) == least])
        for what in ((kind, key), flow.to(key)):
            pressed[what] = pressed.get(what, 0) + 1
        way.append("%s:%s" % (flow.node["id"], key))
        first = flow.press(key)
        call.press(key)
        wrong = call.expect(first, flow.says())
    return wrong and "%s: %s" % (" ".join(way), wrong)


def keys(pbx):
    call = manager.Call(pbx)
    report("a walk by keys hears what flow.json promises", walk(pbx, call, 60))
    call.close()
    report("Asterisk has nothing to say against the line", pbx.complaints())
    report("every context is loaded", set(pbx.contexts) ^ set(pbx.loaded()))


KINDS = {"keys": keys}
for kind in sys.argv[3:]:
    pbx = Pbx(root, line)
    try:
        KINDS[kind](pbx)
    finally:
        pbx.close()
