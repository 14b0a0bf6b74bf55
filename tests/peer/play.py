# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays into a file instead of a sound card, at the keys of a terminal of its own.

usage: play.py LECTERN ARTICLE: prints TAP.
"""
import os
import pty
import subprocess
import sys
import tempfile

lectern, article = sys.argv[1:3]
kept = tempfile.TemporaryDirectory()
folder = kept.name
sound = os.path.join(folder, "sound.raw")
config = os.path.join(folder, "asound.conf")
with open(config, "w") as file:
    file.write(
        'pcm.!default { type file slave.pcm "nowhere" file "%s" format "raw" }\n'
        "pcm.nowhere { type null }\n" % sound
    )
number = 0


def result(good, name):
    global number
    number += 1
    print("%s %d - %s" % ("ok" if good else "not ok", number, name))


def play(keys, *options, terminal=True):
    """The status, what was said, and how many samples the card was given."""
    if os.path.exists(sound):
        os.remove(sound)
    here, there = pty.openpty() if terminal else os.pipe()[::-1]
    before = os.isatty(there) and subprocess.run(["stty", "-g"], stdin=there, capture_output=True).stdout
    os.write(here, keys.encode())
    process = subprocess.Popen(
        [lectern, "speech", "--play", "--voice", "clock", *options, article],
        stdin=there,
        stderr=subprocess.PIPE,
        env={**os.environ, "ALSA_CONFIG_PATH": config, "PULSE_SERVER": "/nowhere"},
        text=True,
    )
    if not terminal:
        os.close(here)
    try:
        said = process.communicate(timeout=20)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        said = process.communicate()[1] + "(it did not end)"
    if terminal:
        after = subprocess.run(["stty", "-g"], stdin=there, capture_output=True).stdout
        if before != after:
            said += "(the terminal is not as it was)"
    heard = os.path.getsize(sound) // 2 if os.path.exists(sound) else 0
    return process.returncode, said, heard


status, said, whole = play("", terminal=False)
result(status == 0 and whole > 8000 * 10 and "Title" in said, "an article is played to its end without keys")
status, said, heard = play("?q")
result(status == 0 and heard < 8000 and "Section 1 of 3, Introduction; sentence 1 of" in said, "? says where, q ends it")
status, said, heard = play("n?n?q")
result("Section 2 of 3, First;" in said and "Section 3 of 3, Second;" in said, "n goes to the next section")
status, said, heard = play("nnp?p?q")
result(said.count("Section 2 of 3") == 1 and said.count("Section 1 of 3") == 1, "p goes back")
status, said, heard = play("ss?S?q")
result("; sentence 3 of" in said and "; sentence 2 of" in said, "s and S go a sentence on and back")
status, said, heard = play("++?-?q")
result("200 words a minute" in said and said.count("180 words a minute") >= 2, "+ and - change the speed")
status, said, heard = play(" ? ?q")
result("Paused" in said and "; paused" in said and "Going on" in said, "a blank pauses, and goes on")
status, said, heard = play("n\n?\nq\n", terminal=False)
result(status == 0 and "Section 2 of 3" in said, "a key and Enter do the same, from a pipe too")
status, said, heard = play("nnn")
result(status == 0 and "it did not end" not in said, "behind the last section is the end")
status, said, heard = play("?q", "--voice", "espeak")
result(status == 0 and "as it was" not in said, "the engine's own voice plays too, and the terminal is as it was")
done = subprocess.run(
    [lectern, "speech", "--play", "--voice", "clock", article],
    env={**os.environ, "ALSA_CONFIG_PATH": "/nowhere", "PULSE_SERVER": "/nowhere"},
    stdin=subprocess.DEVNULL,
    capture_output=True,
    text=True,
)
result(done.returncode == 5 and done.stderr.count("\n") == 1 and "no-sound-card" in done.stderr, "no sound card is an error, said once")
print("1..%d" % number)
