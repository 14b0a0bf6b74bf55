# SPDX-License-Identifier: GPL-3.0-or-later
# What can be seen of a dialplan without a switch.
import re


def faults(text):
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
