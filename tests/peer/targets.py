# SPDX-License-Identifier: GPL-3.0-or-later
# Every switch is given the same call: reads what was written for FreeSWITCH and for VoiceXML
# browsers back into nodes and compares them with flow.json, and looks for every sound.
# usage: python3 targets.py LINE; prints TAP
import json
import os
import re
import sys
import xml.etree.ElementTree as ET

line = sys.argv[1]
with open(line + "/flow.json", encoding="utf-8") as file:
    flow = {node["id"]: node for node in json.load(file)["nodes"]}
number = 0


def report(name, wrong):
    global number
    number += 1
    print("%sok %d - %s" % ("not " if wrong else "", number, name))
    for text in list(wrong)[:10]:
        print("# " + str(text))


def ids(text):
    return re.findall(r"/lectern/(\w+)\.wav", text)


def expected(node):
    """id, what is said in each try, where each key leads, where silence leads."""
    firm = node.get("not_cut_short")
    tries = [[p for p in t["prompts"] if p != firm] for t in node["tries"]]
    keys = {k["key"]: (k["to"] if k["does"] == "go" else k["does"], k.get("saying"))
            for k in node["keys"]}
    return {"tries": tries, "keys": keys, "then": node["then"], "firm": firm,
            "wrong": node.get("other_keys_say"), "transfer": node.get("hands_over_saying")}


def goes(data):
    """A transfer's node, which must be in the context it is sent to."""
    match = re.fullmatch(r"(\S+) XML lectern-(\S+)", data)
    assert match and match.group(1).split(".")[0].split("-")[0] == match.group(2), data
    return match.group(1)


def freeswitch():
    menus = {m.get("name"): m for m in ET.parse(line + "/freeswitch/ivr_menus/lectern.xml").iter("menu")}
    plan = ET.parse(line + "/freeswitch/dialplan/lectern.xml").getroot()
    contexts = {c.get("name"): {e.get("name"): e for e in c} for c in plan.iter("context")}
    shared = contexts["lectern"]
    assert ("set", "ivr_menu_terminator=none") in [
        (a.get("application"), a.get("data")) for a in shared["lectern"].iter("action")]
    assert ("set", "max_forwards=70") in [
        (a.get("application"), a.get("data")) for a in shared["play"].iter("action")]
    assert len(contexts) == len(plan.findall("context")), "a context twice"
    for context, extensions in contexts.items():
        for name, extension in extensions.items():
            # what is sent there by name gets there, and nothing else does
            expression = extension.find("condition").get("expression")
            if name != "hint-other":
                assert re.fullmatch(expression, name), (expression, name)
            hits = [e for e in extensions if re.search(extensions[e].find("condition").get("expression"), name)]
            assert hits[0] == name or name == "hint-other", (context, name, hits)

    def acts(context, name, kind="action"):
        return [(a.get("application"), a.get("data") or "")
                for a in contexts[context][name].iter(kind)]

    got = {}
    for context, extensions in contexts.items():
        for name in extensions:
            if context == "lectern" or "-" in name:
                continue
            node = {"tries": [], "keys": {}, "firm": None, "wrong": None, "transfer": None}
            done = acts(context, name)
            settings = dict(d.split("=", 1) for a, d in done if a == "set")
            if any(a == "ivr" for a, _ in done):
                assert done[0] == ("set", "max_forwards=70"), name
                first, last = (menus.pop(d) for a, d in done if a == "ivr")
                node["tries"] = [ids(first.get("greet-long")), ids(first.get("greet-short")),
                                 ids(last.get("greet-long"))]
                entries = [[(e.get("digits"), e.get("param")) for e in m] for m in (first, last)]
                assert entries[0] == entries[1] and ids(first.get("invalid-sound")) == ids(last.get("invalid-sound"))
                node["keys"] = {k: (goes(p.replace("transfer ", "", 1)), None) for k, p in entries[0]}
                node["wrong"] = ids(first.get("invalid-sound"))[0]
                node["then"] = goes(done[-1][1])
                assert int(first.get("timeout")) == 5000 and first.get("max-timeouts") == "2"
            elif name + "-" in extensions:
                if "bridge" in dict(done):
                    node["transfer"] = ids([d for a, d in done if a == "playback"][0])[0]
                    done = acts(context, name + "-say")
                if "lectern_file" in settings:
                    assert goes(name + " XML " + settings["lectern_page"]) == settings["lectern_node"] == name
                    assert "/" + flow[name]["language"] in settings["lectern_folder"]
                    node["tries"] = [ids(settings["lectern_file"])]
                    stops = settings["lectern_keys"]
                    assert ids(settings["lectern_hint"]) == [flow[name]["once"]]
                    assert int(settings["lectern_ms"]) == flow[name]["tries"][0]["milliseconds"]
                else:
                    node["tries"] = [ids(d) for a, d in done if a == "playback"]
                    stops = dict(d.split("=", 1) for a, d in done if a == "set")["playback_terminators"]
                    assert ("set", "max_forwards=70") in done, name
                for key in stops:
                    way = acts(context, name + "-" + key)
                    said = [ids(d)[0] for a, d in way if a == "playback"]
                    target = way[-1][1]
                    if target.endswith(" XML lectern"):
                        does = target.split(" ")[0]
                        assert does in shared, does
                        node["keys"][key] = ("hold" if does == "pause" else does,
                                             ids(settings["lectern_number"])[0] if does == "number" else None)
                    else:
                        to = goes(target)
                        if to == name + "-":
                            to = goes(acts(context, to)[-1][1])
                        node["keys"][key] = (to, said[0] if said else None)
                way = acts(context, name + "-")
                node["then"] = goes(way[-1][1])
                firm = [ids(d)[0] for a, d in way if a == "playback"]
                node["firm"] = firm[0] if firm else None
            else:
                node["then"] = goes(done[-1][1])
            got[name] = node
    assert not menus, menus
    return got


V = "{http://www.w3.org/2001/vxml}"


def voicexml():
    got, names = {}, set(os.listdir(line + "/voicexml"))

    def target(element):
        file, form = element.get("next").split("#")
        assert file in names, file
        return form

    for name in names:
        for form in ET.parse(line + "/voicexml/" + name).iter(V + "form"):
            if form.get("id") in ("line", "pause") and name == "line.vxml":
                continue
            node = {"tries": [], "keys": {}, "firm": None, "wrong": None, "transfer": None}
            assert form.get("id") not in got
            got[form.get("id")] = node
            field = form.find(V + "field")
            if field is None:
                node["then"] = target(form.find(V + "block").find(V + "goto"))
                continue
            handed = form.find(V + "transfer")
            if handed is not None:
                node["transfer"] = ids(handed.find(V + "prompt")[0].get("src"))[0]
            said = {}
            for prompt in field.findall(V + "prompt"):
                if prompt.get("cond") is None:
                    said[int(prompt.get("count"))] = [ids(a.get("src") or a.get("expr"))[0] for a in prompt]
            node["tries"] = [said[n] for n in sorted(said)]
            items = [i.text for i in field.iter(V + "item")]
            silence = field.findall(V + "noinput")[-1]
            node["then"] = target(silence.find(V + "goto"))
            firm = silence.find(V + "prompt")
            node["firm"] = ids(firm[0].get("src"))[0] if firm is not None else None
            assert firm is None or firm.get("bargein") == "false"
            wrong = field.find(V + "nomatch")
            if wrong.find(V + "reprompt") is not None and wrong.find(V + "prompt") is not None:
                node["wrong"] = ids(wrong.find(V + "prompt")[0].get("src"))[0]
            here = flow[form.get("id")]
            for way in field.find(V + "filled").findall(V + "if"):
                key = re.fullmatch(r"key == '(.)'", way.get("cond")).group(1)
                saying = way.find(V + "prompt")
                saying = ids(saying[0].get("src"))[0] if saying is not None else None
                to = way.find(V + "goto").get("next")
                does = {k["key"]: k["does"] for k in here["keys"]}.get(key)
                if does == "go":
                    form_to = target(way.find(V + "goto"))
                    if saying == node["firm"]:
                        saying = None
                    node["keys"][key] = (form_to, saying)
                else:  # what a browser has instead of places in a sound
                    want = {"ahead": here["then"], "hold": "pause"}.get(does, here["id"])
                    assert to.split("#")[1] == want, (form.get("id"), key, to)
                    node["keys"][key] = (does, saying)
            assert sorted(items) == sorted(node["keys"]), items
    return got


def differences(got):
    for id in sorted(set(flow) ^ set(got)):
        yield id + " is in one only"
    for id in sorted(set(flow) & set(got)):
        want = expected(flow[id])
        for what in want:
            if want[what] != got[id].get(what):
                yield "%s, %s: %s, not %s" % (id, what, got[id].get(what), want[what])


def sounds(folder, by_rate):
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = re.sub(r'/(\w+)"/>\s*<action application="set" data="lectern_file=', r"/\1", file.read())
        for sound in set(re.findall(r"/(\w+)/lectern/(\w+)\.wav", text)):
            for rate in ("8000/", "16000/") if by_rate else ("",):
                path = "%s/sounds/%s/lectern/%s%s.wav" % (line, sound[0], rate, sound[1])
                if not os.path.isfile(path):
                    yield path


report("FreeSWITCH has the nodes, keys and prompts of flow.json", list(differences(freeswitch())))
report("VoiceXML has the nodes, keys and prompts of flow.json", list(differences(voicexml())))
report("every sound that FreeSWITCH plays is there at both rates",
       list(sounds(line + "/freeswitch/ivr_menus", True)) + list(sounds(line + "/freeswitch/dialplan", True)))
report("every sound that VoiceXML plays is there", list(sounds(line + "/voicexml", False)))
