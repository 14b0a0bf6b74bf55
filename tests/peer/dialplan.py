# SPDX-License-Identifier: GPL-3.0-or-later
# Runs an extensions.conf as Asterisk would, without Asterisk: from every node of flow.json, by every
# key and by silence, the caller must come to the node that flow.json names and hear what it says.
# usage: python3 dialplan.py LINE; prints TAP
import json
import re
import sys

ARRIVALS = 3  # a node is walked from as it was come to so many times, at most
STATE = set("NUBMSKPV") | {"TAG"}  # variables by which these differ


class Plan:
    """Contexts of extensions of priorities."""

    def __init__(self, text):
        self.there, self.globals, extensions, context = {}, {}, None, None
        for line in text.splitlines():
            line = re.sub(r"(^|[^\\]);.*", "", line).strip()
            if line.startswith("["):
                context = line[1:-1]
                extensions = self.there.setdefault(context, {})
            elif context == "globals" and "=" in line:
                name, value = line.split("=", 1)
                self.globals[name.strip()] = value.strip()
            elif line:
                kind, rest = re.fullmatch(r"(exten|same)\s*=>\s*(.*)", line).groups()
                if kind == "exten":
                    name, rest = rest.split(",", 1)
                    steps = extensions.setdefault(name, [])
                where, call = rest.split(",", 1)
                label = re.search(r"\((\w+)\)", where)
                application, data = re.fullmatch(r"(\w+)\((.*)\)", call).groups()
                assert where == "1" if not steps else where[0] == "n", line
                steps.append((label and label.group(1), application, data))

    def find(self, context, name):
        extensions = self.there[context]
        if name in extensions:
            return name
        for pattern in extensions:
            if pattern[0] == "_" and re.fullmatch(pattern[1:].replace("X", "[0-9]"), name):
                return pattern
        return None


class Call:
    """What a caller hears until something waits for a key."""

    def __init__(self, plan):
        self.plan, self.variables, self.played = plan, dict(plan.globals), []
        self.at, self.waits = None, None

    def copy(self):
        other = Call(self.plan)
        other.variables, other.at, other.waits = dict(self.variables), self.at, self.waits
        return other

    def value(self, name):
        # inner first; then ${NAME:FROM:COUNT}
        if name.startswith(("STRFTIME(", "DB(", "EPOCH")):
            return "20260101" if name[0] == "S" else "0"
        name, *cut = name.split(":")
        value = self.variables.get(name, "EXTEN" == name and self.at[1] or "")
        if cut:
            start = int(cut[0] or 0)
            value = value[start:start + int(cut[1])] if len(cut) > 1 else value[start:]
        return value

    def expression(self, text):
        """Comparisons, sums and one pattern, as they are written in this dialplan."""
        tokens = re.findall(r'"[^"]*"|!=|<=|>=|[=<>+*/():-]|[^\s"=<>+*/():!-]+', text)

        def number(value):
            return int(value.strip('"') or "0")

        def atom():
            token = tokens.pop(0)
            if token != "(":
                return token
            value = compared()
            assert tokens.pop(0) == ")"
            return value

        def chain(below, acts):
            value = below()
            while tokens and tokens[0] in acts:
                value = str(acts[tokens.pop(0)](number(value), number(below())))
            return value

        def product():
            return chain(atom, {"*": lambda a, b: a * b, "/": lambda a, b: a // b})

        def summed():
            return chain(product, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})

        def compared():
            left = summed()
            while tokens and tokens[0] in ("=", "!=", "<", ">", "<=", ">=", ":"):
                act, right = tokens.pop(0), summed()
                a, b = left.strip('"'), right.strip('"')
                if act == ":":
                    left = str(len((re.match(b, a) or [""])[0]))
                    continue
                if re.fullmatch(r"-?\d+", a) and re.fullmatch(r"-?\d+", b):
                    a, b = int(a), int(b)
                else:
                    assert act in ("=", "!="), text
                left = str(int({"=": a == b, "!=": a != b, "<": a < b, ">": a > b,
                                "<=": a <= b, ">=": a >= b}[act]))
            return left

        value = compared()
        assert not tokens, text
        return value

    def step(self):
        context, name, step = self.at
        return self.plan.there[context][self.plan.find(context, name)][step - 1][1:]

    def expand(self, text):
        while True:
            inner = re.search(r"\$\{([^${}\[\]]*)\}|\$\[((?:[^$\[\]]|\[A-Zn\])*)\]", text)
            if not inner:
                return text
            value = self.value(inner[1]) if inner[1] is not None else self.expression(inner[2])
            text = text[:inner.start()] + value + text[inner.end():]

    def go(self, where):
        parts = where.split(",")
        context, name, step = list(self.at or ())[:3 - len(parts)] + parts
        pattern = self.plan.find(context, name)
        assert pattern, "no %s in %s" % (name, context)
        steps = self.plan.there[context][pattern]
        if not step.isdigit():
            labels = [label for label, _, _ in steps]
            step = labels.index(step) + 1
        self.at = context, name, int(step)

    def begin(self):
        self.go("lectern,s,1")
        self.run()

    def run(self):
        """Until a key can be waited for; what is played on the way is in self.played."""
        for _ in range(3000):
            context, name, step = self.at
            application, data = self.step()
            data = self.expand(data)
            self.at = context, name, step + 1
            if application in ("Set", "MSet"):
                for pair in data.split(",") if application == "MSet" else [data]:
                    key, value = pair.split("=", 1)
                    self.variables["LANGUAGE" if key == "CHANNEL(language)" else key] = value
            elif application == "Goto":
                self.go(data)
            elif application == "GotoIf":
                asked, where = data.split("?")
                if asked not in ("", "0"):
                    self.go(where)
            elif application in ("Background", "ControlPlayback"):
                files, *options = data.split(",")
                for file in files.split("&"):
                    self.played.append(file if "/lectern/" in file else
                                       self.variables["LANGUAGE"] + "/" + file)
                if "m" in options[:1]:
                    assert options[2] == "lectern-firm"
                else:
                    self.waits = application, options
                    return
            elif application == "WaitExten":
                self.waits = application, data
                return
            else:
                assert application in ("Answer", "NoOp", "Dial"), application
        raise AssertionError("it goes round at %s" % (self.at,))

    def press(self, key):
        if self.waits[0] == "ControlPlayback":
            stops = self.waits[1][3]
            assert key in stops, (key, stops)
            self.variables.update(CPLAYBACKSTATUS="USERSTOPPED", CPLAYBACKSTOPKEY=key,
                                  CPLAYBACKOFFSET="0")
        else:
            self.go(self.at[0] + "," + (key if self.plan.find(self.at[0], key) else "i") + ",1")
        self.run()

    def silent(self):
        """Nothing pressed: a prompt ends, or the wait does."""
        if self.waits[0] == "WaitExten":
            self.go(self.at[0] + ",t,1")
        elif self.waits[0] == "ControlPlayback":
            self.variables["CPLAYBACKSTATUS"] = "SUCCESS"
        self.run()

    def heard(self):
        """All prompts until it really waits or a text plays."""
        while self.waits[0] == "Background" and self.step()[0] == "WaitExten":
            self.silent()
        played, self.played = self.played, []
        return played



def said(files):
    return [file.rsplit("/", 1)[1] for file in files]


def arrive(call, node, nodes):
    """The node that the caller has come to, whose first try must be what is heard."""
    if node["kind"] == "pass":
        return arrive(call, nodes[node["then"]], nodes)
    heard = call.heard()
    if node["kind"] == "listen" and said(heard[-1:]) == [node.get("once")]:
        call.silent()  # the keys, explained once a call
        heard = call.heard()
    want = [p for p in node["tries"][0]["prompts"] if p != node.get("not_cut_short")]
    got = said(heard)[-len(want):]
    if got != want and node["kind"] == "feedback" and call.variables["ASKED"]:
        node = nodes[node["then"]]  # asked once an article
        want = node["tries"][0]["prompts"]
    assert got == want, "%s is heard, not %s" % (got, want)
    language = "" if node["kind"] == "menu" and "languages" in node["id"] else node["language"] + "/"
    assert all(file.startswith(language) for file in heard[-len(want):]), heard
    return node


def by_key(call, key):
    call.press(key["key"])
    if key.get("saying"):
        assert said(call.played[:1]) == [key["saying"]], call.played
        call.silent()
        call.played = call.played[1:]


def by_other_key(call, key, node):
    call.press(key)
    assert said(call.played) == [node["other_keys_say"]], call.played


def by_silence(call, node):
    for wait in node["tries"][1:]:
        call.silent()
        heard = said(call.heard())
        assert heard == wait["prompts"], "%s is heard, not %s" % (heard, wait["prompts"])
    call.silent()


def walk(plan, nodes, start):
    """Faults, and the nodes that were come to."""
    faults, arrivals, todo = [], {}, []

    def step(how, call, to, act, *what):
        try:
            act(call, *what)
            node = arrive(call, nodes[to], nodes) if to else None
        except (AssertionError, KeyError, IndexError, ValueError) as error:
            faults.append("%s to %s: %r" % (how, to, error))
            return
        if node is None:
            return
        states = arrivals.setdefault(node["id"], [])
        state = {k: v for k, v in call.variables.items() if k in STATE}
        if len(states) < ARRIVALS and state not in states:
            states.append(state)
            todo.append((node, call))

    step("a call", Call(plan), start, Call.begin)
    while todo and len(faults) < 20:
        node, here = todo.pop()
        name, pressed = node["id"], {key["key"] for key in node["keys"]}
        for key in node["keys"]:
            if key["does"] in ("go", "number"):  # the others are within a sound
                step("%s, %s" % (name, key["key"]), here.copy(), key.get("to") or name, by_key, key)
        for key in set("0123456789*#") - pressed if node.get("other_keys_say") else ():
            step("%s, %s" % (name, key), here.copy(), None, by_other_key, key, node)
        step("%s, silence" % name, here.copy(), node["then"], by_silence, node)
    return faults, arrivals


def report(number, wrong, name):
    print("%sok %d - %s" % ("not " if wrong else "", number, name))
    for text in list(wrong)[:8]:
        print("# " + str(text))


def main(line):
    with open(line + "/flow.json", encoding="utf-8") as file:
        nodes = {node["id"]: node for node in json.load(file)["nodes"]}
    with open(line + "/extensions.conf", encoding="ascii") as file:
        text = file.read()
    start = "languages" if "languages" in nodes else next(n for n in nodes if n[0] == "w")
    faults, arrivals = walk(Plan(text), nodes, start)
    report(1, faults, "every key and every silence leads where flow.json says")
    report(2, [n for n in nodes if n not in arrivals and nodes[n]["kind"] != "pass"] if not faults else [],
           "every node is come to (%d)" % len(arrivals))
    menus = [n for n in arrivals if nodes[n]["kind"] == "menu"]
    if menus:
        wrong = json.loads(json.dumps(nodes))
        wrong[menus[-1]]["keys"][0]["to"] = start
        report(3, [] if walk(Plan(text), wrong, start)[0] else ["it was not"], "a planted wrong jump is found")


main(sys.argv[1])
