# SPDX-License-Identifier: GPL-3.0-or-later
# Presses the keys that review.html gives for each prompt, in flow.json, and looks whether the
# prompt is heard there; and whether every file that it plays is there. Prints what is not so.
# usage: python3 tests/peer/review.py LINE
import html.parser, json, os, re, sys

line = sys.argv[1]
with open(line + "/flow.json", encoding="utf-8") as file:
    nodes = {node["id"]: node for node in json.load(file)["nodes"]}
welcomes = [node["id"] for node in nodes.values() if node["kind"] == "welcome"]
start = "languages" if len(welcomes) > 1 else welcomes[0]
faults = routes = players = 0


def fault(words):
    global faults
    faults += 1
    print(words)


# What goes on by itself, without waiting for a key.
def settle(at):
    while nodes[at]["kind"] in ("welcome", "pass"):
        at = nodes[at]["then"]
    return at


def heard(keys):
    at = settle(start)
    for key in keys:
        does = [k for k in nodes[at]["keys"] if k["key"] == key]
        if not does:
            return None
        if "saying" in does[0] and does[0]["does"] == "number":
            return {does[0]["saying"]}
        at = settle(does[0]["to"])
    return {id for words in nodes[at]["tries"][:1] for id in words["prompts"]}


class Page(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        global players
        if tag == "audio":
            players += 1
            name = line + "/" + dict(attrs)["src"]
            if not os.path.isfile(name) or os.path.getsize(name) < 100:
                fault("not there: " + name)

    def handle_data(self, data):
        global routes
        found = re.match(r"([a-z][0-9a-f]{8}), [0-9.]+ seconds\. (Keys: (.+?)|No key)\.( Changed\.)?$", data)
        if found:
            routes += 1
            words = found[3] or ""
            keys = re.sub(r"(.) \((\d+) times\)", lambda run: ", ".join(run[1] * int(run[2])), words)
            keys = keys.split(", ") if keys else []
            if found[1] not in (heard(keys) or ()):
                fault(f"{found[1]} is not heard at: {words}")


with open(line + "/review.html", encoding="utf-8") as file:
    Page().feed(file.read())
if routes == 0 or players < routes:
    fault(f"{routes} ways, {players} players")
print(f"# {routes} ways, {players} players")
sys.exit(faults > 0)
