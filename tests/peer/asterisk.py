# SPDX-License-Identifier: GPL-3.0-or-later
# caller LINE: the dialplan with a caller in it who presses KEYS. judge LINE LOG: prints TAP.
import json
import re
import sys

# Each key comes so many seconds after the one before: '#' leaves the welcome (the notice that
# follows is not cut short), the second '#' what is said once before the first part.
KEYS = [("#", 0.6), ("2", 5), ("#", 0.6), ("7", 4), ("7", 0.6), ("9", 0.6), ("9", 0.6), ("#", 0.6),
        ("4", 0.6), ("1", 2.5), ("8", 0.6), ("2", 0.6), ("*", 0.6), ("9", 0.6), ("0", 0.6)]
SPEEDS = ["en_slow", "en", "en_fast"]


def nodes(line):
    with open(line + "/flow.json", encoding="utf-8") as file:
        return {node["id"]: node for node in json.load(file)["nodes"]}


def expected(line):
    """The prompts that begin to play, by the rules of flow.json alone."""
    tree, played, heard, speed = nodes(line), [], False, 1
    node = tree["wen"]
    played.append(node["tries"][0]["prompts"][0])
    for key, _ in KEYS:
        does = {k["key"]: k for k in node["keys"]}.get(key)
        if node["kind"] == "listen" and not heard:
            heard = True  # this key ends what is said once
            played.append(node["tries"][0]["prompts"][0])
            continue
        if does is None:
            played.append(node["other_keys_say"])
            played.append(node["tries"][1]["prompts"][0])
            continue
        if node["kind"] == "welcome":
            played.append(node["not_cut_short"])
        if does["does"] in ("slower", "faster"):
            speed = max(0, min(2, speed + (1 if does["does"] == "faster" else -1)))
            played.append(node["tries"][0]["prompts"][0] + " " + SPEEDS[speed])
        if does["does"] == "number":
            played += [does["saying"]]
            continue
        if does["does"] == "go":
            node = tree[does["to"]]
            once = node.get("once") if not heard else None
            played.append(once or node["tries"][0]["prompts"][0])
    return played


def dialplan_faults(text):
    """Jumps by name to what is not there."""
    there, context, exten, priority, labels = set(), "", "", 0, {}
    jumps = []
    for line in text.splitlines():
        line = line.split(";")[0].strip()
        if line.startswith("["):
            context = line[1:-1]
            continue
        match = re.match(r"(exten|same)\s*=>\s*(.*)", line)
        if not match:
            continue
        fields = match.group(2).split(",", 2 if match.group(1) == "exten" else 1)
        if match.group(1) == "exten":
            exten = fields.pop(0)
        label = re.search(r"\((\w+)\)", fields[0])
        there.add((context, exten))
        if label:
            there.add((context, exten, label.group(1)))
        for jump in re.findall(r"Goto\(([^)]*)\)", fields[1]) + re.findall(
                r"GotoIf\(.*\?([^)]*)\)", fields[1]):
            jumps.append((context, exten, jump.split(",")))
    for context, exten, jump in jumps:
        if any("$" in part for part in jump):
            continue
        if len(jump) == 1:
            target = (context, exten, jump[0])
        else:
            where = jump[0] if len(jump) == 3 else context
            target = (where, jump[-2])
            if not jump[-1].isdigit():
                target += (jump[-1],)
        if target not in there:
            yield "%s,%s jumps to %s" % (context, exten, ",".join(jump))


def caller(line):
    with open(line + "/extensions.conf", encoding="ascii") as file:
        print(file.read())
    print("[lectern-test]\nexten => caller,1,Answer()")
    for key, seconds in KEYS:
        print(" same => n,Wait(%.1f)\n same => n,SendDTMF(%s)" % (seconds, key))
    print(" same => n,Wait(1)\n same => n,Hangup()")
    print("exten => silent,1,Answer()\n same => n,Wait(2)\n same => n,Hangup()")


def judge(line, log):
    results = []
    with open(log, encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    with open(line + "/extensions.conf", encoding="ascii") as file:
        dialplan = file.read()
    results.append(("every jump has a target", list(dialplan_faults(dialplan))))
    planted = dialplan.replace("Goto(lectern-up,s,1)", "Goto(lectern-up,t,1)", 1)
    results.append(("a planted dead jump is found", not list(dialplan_faults(planted)) and ["no"]))
    said = [l for l in lines if re.search(r"(WARNING|ERROR)\[.*(pbx|file|format|app_|func_)\w*\.c", l)]
    results.append(("Asterisk has nothing to say against it", said))
    played = []
    for text in lines:
        match = re.search(r"Playing 'lectern/(\w+)[^']*' \(language '(\w+)'\)", text)
        if match:
            played.append(" ".join(match.groups()))
    want = expected(line)
    left = iter(played)
    missing = [p for p in want if not any((q + " ").startswith(p + " ") for q in left)]  # in order
    results.append(("the caller hears what flow.json promises",
                    missing and ["expected " + " ".join(want), "played " + " ".join(played)]))
    for number, (name, wrong) in enumerate(results, 1):
        print("%sok %d - %s" % ("not " if wrong else "", number, name))
        for text in wrong or []:
            print("# " + text)


{"caller": caller, "judge": judge}[sys.argv[1]](*sys.argv[2:])
