# SPDX-License-Identifier: GPL-3.0-or-later
# A caller's way through a line by the rules of flow.json alone: what is heard, key by key.
import json

ANYWHERE = "0*"  # keys that mean the same in what is said once a call


class Flow:
    def __init__(self, line):
        with open(line + "/flow.json", encoding="utf-8") as file:
            nodes = json.load(file)["nodes"]
        self.nodes = {node["id"]: node for node in nodes}
        self.node = self.nodes.get("languages", nodes[0])
        self.speed, self.tried = 1, 0
        self.heard = self.in_once = False
        self.asked = None

    def does(self):
        """What each key does here."""
        return {k["key"]: k["does"] for k in self.node["keys"]}

    def to(self, key):
        return {k["key"]: k.get("to") for k in self.node["keys"]}.get(key)

    def says(self):
        """What is said here, as (language folder, prompt), if no key is pressed."""
        node, tag = self.node, self.node["language"]
        said = node["tries"][self.tried]["prompts"]
        if node["kind"] != "listen":
            return [(tag, prompt) for prompt in said]
        speed = ["_slow", "", "_fast"][self.speed]
        return [(tag, node["once"])] * self.in_once + [(tag + speed, prompt) for prompt in said]

    def press(self, key):
        """What is said on the way, before says()."""
        tag, node = self.node["language"], self.node
        if self.in_once and key not in ANYWHERE:
            self.in_once = False
            return []
        way = {k["key"]: k for k in node["keys"]}.get(key)
        if way is None:
            said = [node["other_keys_say"]]
            self.silence()
        elif way["does"] == "go":
            said = [way["saying"]] if "saying" in way else []
            if node["kind"] == "welcome" and node["then"] == way["to"]:
                said.append(node["not_cut_short"])
            self.go(way["to"])
        else:
            said = [way["saying"]] if way["does"] == "number" else []
            self.speed += {"slower": -1, "faster": 1}.get(way["does"], 0)
            self.speed = max(0, min(2, self.speed))
        return [(tag, prompt) for prompt in said]

    def silence(self):
        """Nothing was pressed until the wait was over."""
        if self.tried + 1 < len(self.node["tries"]):
            self.tried += 1
        else:
            self.go(self.node["then"])

    def way(self, to):
        """The keys that lead from here to a node."""
        ways, left = {self.node["id"]: ""}, [self.node["id"]]
        for here in left:
            node = self.nodes[here]
            steps = [("", node["then"])] if node["kind"] == "pass" else []
            steps += [(k["key"], k["to"]) for k in node["keys"] if "to" in k]
            for key, there in steps:
                if there not in ways:
                    ways[there] = ways[here] + key
                    left.append(there)
        return ways[to]

    def go(self, to):
        self.node = self.nodes[to]
        self.tried, self.in_once = 0, False
        kind = self.node["kind"]
        if kind == "pass" or kind == "feedback" and self.node["article"] == self.asked:
            self.go(self.node["then"])
        elif kind == "feedback":
            self.asked = self.node["article"]
        elif kind == "welcome":
            self.speed = 1
        elif kind == "listen" and not self.heard:
            self.heard = self.in_once = True
