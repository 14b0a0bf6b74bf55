# SPDX-License-Identifier: GPL-3.0-or-later
# Calls through an Asterisk that has loaded a line: what is heard is what flow.json promises.
# usage: python3 walk.py ROOT LINE KIND; prints TAP without numbers
import os
import random
import re
import shutil
import sys
import tempfile

import dialplan
import manager
import sip
from flow import Flow
from pbx import Pbx

root, line, kind = sys.argv[1:]


def report(name, wrong):
    print("%sok - %s" % ("not " if wrong else "", name))
    for text in [wrong] if isinstance(wrong, str) else list(wrong or [])[:15]:
        print("# " + text)


class Fault(Exception):
    pass


class Caller:
    """Presses keys and hears what flow.json promises: else a Fault."""

    def __init__(self, call):
        self.call, self.flow, self.way = call, Flow(line), []
        self.hear([])

    def hear(self, first, **how):
        wrong = self.call.expect(first, self.flow.says(), **how)
        if wrong:
            raise Fault("%s: %s" % (" ".join(self.way), wrong))

    def press(self, key, **how):
        self.way.append("%s:%s" % (self.flow.node["id"], key))
        first = self.flow.press(key)
        self.call.press(key)
        self.hear(first, **how)

    def wait(self, **how):
        """Until what is said, and the wait after it, are over."""
        self.way.append(self.flow.node["id"])
        self.flow.silence()
        self.hear([], seconds=5, **how)

    def wander(self, count, acts):
        """COUNT keys, of those that do ACTS: what was pressed least in such a place comes first."""
        chance, pressed, flow = random.Random(1), {}, self.flow
        for _ in range(count):
            kind, does = flow.node["kind"], flow.does()
            choice = {key: (pressed.get((kind, key), 0), pressed.get(flow.to(key), 0), chance.random())
                      for key in does if does[key] in acts}
            if kind == "menu" and "7" not in does:
                choice["7"] = (pressed.get((kind, "7"), 0), 0, 0)
            key = min(choice, key=choice.get)
            for what in ((kind, key), flow.to(key)):
                pressed[what] = pressed.get(what, 0) + 1
            self.press(key)

    def find(self, wanted):
        """To the part whose length WANTED likes best."""
        parts = [n for n in self.flow.nodes.values() if n["kind"] == "listen"]
        best = min(parts, key=lambda n: wanted(n["tries"][0]["milliseconds"]))
        for key in self.flow.way(best["id"]):
            self.press(key)
        if self.flow.in_once:
            self.press("#")


def keys(pbx):
    with manager.Call(pbx) as call:
        Caller(call).wander(40, ("go", "slower", "faster", "number"))
    return "a walk by keys"


def silence(pbx):
    with manager.Call(pbx) as call:
        caller = Caller(call)
        caller.find(lambda length: length)
        caller.flow.go(caller.flow.node["then"])  # the part ends, and asks whether it was helpful
        caller.hear([], seconds=5)
        caller.press("#")
        while caller.flow.node["kind"] != "helpline":
            caller.wait()
    return "silence, until the helpline"


def wander(pbx):
    with sip.Call(pbx) as call:
        Caller(call).wander(20, ("go",))
    return "a walk by SIP, byte for byte"


def listen(pbx):
    with sip.Call(pbx) as call:
        caller = Caller(call)
        caller.find(lambda length: abs(length - 40000))
        caller.press("3", begin=call.place() + 10000)
        for key, part in (("9", 0.8), ("7", 1.25), ("7", 1.25)):
            caller.press(key, begin=int(call.place() * part) - 2000)
        caller.press("1", begin=call.place() - 10000)
        call.press("5")
        call.hush()
        caller.press("5", begin=call.place() - 200)
        caller.press("2")
        caller.press("8")
    return "skips, speeds, a pause and the number by SIP, byte for byte"


def fault(pbx, call):
    """What a short walk finds wrong."""
    try:
        with call(pbx) as line_to:
            Caller(line_to).wander(10, ("go",))
    except (Fault, RuntimeError, OSError) as found:
        return str(found)
    return None


def planted():
    """The judge is not blind."""
    with open(line + "/extensions.conf", encoding="ascii") as file:
        plan = file.read()
    report("every jump in the dialplan has a target", list(dialplan.faults(plan)))
    dead = re.sub(r"Goto\(lectern-menu,", "Goto(lectern-nowhere,", plan)
    report("a planted dead jump is seen", not list(dialplan.faults(dead)) and "no")
    with Pbx(root, line, dialplan=dead) as pbx:
        report("a planted dead jump is met by a caller", not fault(pbx, manager.Call) and "no")
    with Pbx(root, line, dialplan=plan.replace("\n", "\n;-- a title\n", 1)) as pbx:
        report("a planted comment that swallows the dialplan is found",
               set(pbx.contexts) == set(pbx.loaded()) and "no")
    flow = Flow(line)
    first = "/%s/lectern/%s.ulaw" % flow.says()[0]
    folder = tempfile.mkdtemp()
    sounds = shutil.copytree(line + "/sounds", folder + "/sounds", copy_function=os.symlink)
    with open(line + "/sounds" + first, "rb") as file:
        heard = bytearray(file.read())
    os.remove(sounds + first)
    with Pbx(root, line, sounds=sounds) as pbx:
        fault(pbx, manager.Call)
        report("a planted missing sound is found", not pbx.complaints() and "no")
    heard[200] ^= 1
    with open(sounds + first, "wb") as file:
        file.write(heard)
    with Pbx(root, line, sounds=sounds) as pbx:
        report("a planted wrong byte is heard", not fault(pbx, sip.Call) and "no")
    shutil.rmtree(folder)


KINDS = {"keys": keys, "silence": silence, "wander": wander, "listen": listen}
if kind == "planted":
    planted()
    sys.exit()
with Pbx(root, line) as pbx:
    try:
        name, wrong = KINDS[kind](pbx), None
    except (Fault, RuntimeError, OSError) as found:
        name, wrong = kind, [str(found), *pbx.log()[-12:]]
    report(name, wrong)
    report("nothing to warn of", pbx.complaints())
    report("every context is loaded", set(pbx.contexts) ^ set(pbx.loaded()))
