# SPDX-License-Identifier: GPL-3.0-or-later
"""A caller at a sound card that is a file: what was played is, sample for sample, the prompts.

usage: dial_play.py LECTERN FOLDER, which has an article a.md; prints TAP.
"""
import json
import os
import pty
import subprocess
import sys
import time
import wave

lectern, folder = sys.argv[1:3]
line, sound, config = (os.path.join(folder, name) for name in ("line", "sound.raw", "asound.conf"))
with open(config, "w") as file:
    file.write(
        'pcm.!default { type file slave.pcm "nowhere" file "%s" format "raw" }\n'
        "pcm.nowhere { type null }\n" % sound
    )
card = {**os.environ, "ALSA_CONFIG_PATH": config, "PULSE_SERVER": "/nowhere"}
number = 0


def result(good, name, said=""):
    global number
    number += 1
    print("%s %d - %s" % ("ok" if good else "not ok", number, name))
    for text in said.splitlines() if not good else []:
        print("# " + text)


def make(*options):
    subprocess.run(["rm", "-rf", line], check=True)
    subprocess.run([lectern, "phone", "-q", *options, folder + "/a.md", "-o", line],
                   check=True, stderr=subprocess.DEVNULL)
    with open(line + "/flow.json", encoding="utf-8") as file:
        return {node["id"]: node for node in json.load(file)["nodes"]}


def samples(prompt, speed=""):
    with wave.open("%s/sounds/en%s/lectern/%s.wav" % (line, speed, prompt)) as file:
        assert file.getframerate() == 8000
        return file.readframes(file.getnframes())


def heard(sound):
    """Without silence, of which some is played behind what is not cut short."""
    return [sample for sample in memoryview(sound).cast("h") if sample]


def dial(keys, wait, environment=card):
    """Keys that are pressed before anything plays; then the caller listens until all is heard. What was
    played since the last key: this card's file begins anew when a key drops what was not heard."""
    if os.path.exists(sound):
        os.remove(sound)
    process = subprocess.Popen([lectern, "dial", "--play", line], stdin=subprocess.PIPE, env=environment,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        process.stdin.write(keys.encode())
        process.stdin.flush()
    except BrokenPipeError:  # it has ended with an error already
        pass
    size = -1  # until nothing more is played
    while wait and size != (size := os.path.getsize(sound) if os.path.exists(sound) else 0):
        time.sleep(wait)
    try:
        said, errors = process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        said, errors = process.communicate()
        errors += b"(it did not end)"
    played = open(sound, "rb").read() if os.path.exists(sound) else b""
    return process.returncode, said.decode() + errors.decode(), played


nodes = make("--speeds", "on")
welcome, menu = nodes["wen"], nodes[nodes["wen"]["then"]]
first = nodes[menu["id"] + ".1.1"]
firm = samples(welcome["not_cut_short"])
text = first["tries"][0]["prompts"][0]


def said_by(node):
    return b"".join(samples(p) for p in node["tries"][0]["prompts"])


status, said, played = dial("", 0.4)
result(status == 0 and heard(played) == heard(said_by(welcome) + said_by(menu)), "the welcome and the menu are heard whole", said)
status, said, played = dial("#", 0.4)
result(status == 0 and heard(played) == heard(firm + said_by(menu)), "a key cuts the welcome short, the emergency notice is heard", said)
status, said, played = dial("#1#", 0.4)
after = said_by(nodes[first["then"]])
result(status == 0 and heard(played) == heard(samples(text) + after), "keys are taken one by one", said)
status, said, played = dial("#1#9", 0.4)
result(heard(played) == heard(samples(text, "_fast") + after), "faster is the other sound", said)
status, said, played = dial("#1#3", 0.4)
result(heard(played) == heard(samples(text)[160000:] + after) and len(samples(text)) > 160000, "ten seconds ahead", said)
status, said, played = dial("#1#8", 0.4)
number_prompt = next(k["saying"] for k in first["keys"] if k["does"] == "number")
result(heard(played) == heard(samples(number_prompt) + samples(text) + after), "the number, and the text again", said)
status, said, played = dial("#1#5", 0.3)
result(played == b"" and status == 0 and "(a pause;" in said, "a pause is one", said)
status, said, played = dial("#8", 0.4)
again = b"".join(samples(p) for p in menu["tries"][1]["prompts"])
result(heard(played) == heard(samples(menu["other_keys_say"]) + again),
       "a key that does nothing says so", said)
status, said, played = dial("0", 0.4)
helpline = nodes["hen"]
result(heard(played) == heard(samples(helpline["hands_over_saying"]) + said_by(helpline)), "0 is the helpline, from the first sound on", said)
status, said, played = dial("#\n\n\n", 0.4)
result("[helpline" in said and heard(played) == heard(samples(helpline["hands_over_saying"]) + said_by(helpline)),
       "Enter is silence, which leads to the helpline", said)

here, there = pty.openpty()
before = subprocess.run(["stty", "-g"], stdin=there, capture_output=True).stdout
os.write(here, b"#1#\x04")
done = subprocess.run([lectern, "dial", "--play", line], stdin=there, env=card, capture_output=True, timeout=20)
after_it = subprocess.run(["stty", "-g"], stdin=there, capture_output=True).stdout
result(done.returncode == 0 and b"[listen" in done.stdout and before == after_it, "a terminal's keys come at once, and it is as it was")

status, said, played = dial("#", 0, {**card, "ALSA_CONFIG_PATH": "/nowhere"})
result(status == 5 and said.count("\n") == 1 and "no-sound-card" in said, "no sound card is an error, said once, before anything else", said)
make("--voice", "clock", "--format", "gsm", "--target", "asterisk")
status, said, played = dial("#", 0)
result(status == 3 and "mute-line" in said, "a line without sounds that can be played is an error", said)
for form in "ulaw", "alaw", "sln", "g722,sln16", "wav49":
    nodes = make("--format", form, "--target", "asterisk")
    length = sum(t["milliseconds"] for t in (nodes["wen"]["tries"][0], menu["tries"][0])) * 16
    status, said, played = dial("", 0.4)
    result(status == 0 and abs(len(played) - length) < 800 * 16 and max(played[1::2]) > 0, "heard from " + form, said)
missing = make("--voice", "clock", "--format", "wav")["wen"]["tries"][0]["prompts"][1]
os.remove("%s/sounds/en/lectern/%s.wav" % (line, missing))
status, said, played = dial("", 0.4)
result(status == 0 and said.count("(Its sound is missing.)") == 1, "a missing sound is said", said)
print("1..%d" % number)
