# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves from the timing files that every utterance of a script is in the sound exactly once.

usage: timing.py SCRIPT.json FOLDER: `lectern script --json` and what `lectern speech --timing json`
wrote, one article. Says what is wrong and exits with 1, or says nothing.
"""
import json
import pathlib
import struct
import sys
import wave


def loud(samples):
    return max(map(abs, samples), default=0) > 300


def check_file(timing, folder, wrong):
    """The cues of one file lie apart, in order, within its sound, on sounding samples."""
    with wave.open(str(folder / timing["file"])) as sound:
        rate, count = sound.getframerate(), sound.getnframes()
        samples = struct.unpack("<%dh" % count, sound.readframes(count))
    if abs(count / rate - timing["seconds"]) > 0.002:
        wrong.append("%s lasts %.3f s, not %.3f" % (timing["file"], count / rate, timing["seconds"]))
    end = 0
    for cue in timing["cues"]:
        start, stop = cue["start"], cue["end"]
        if not end - 0.001 <= start < stop <= count / rate + 0.001:
            wrong.append("%s is from %.3f to %.3f" % (cue["id"], start, stop))
        elif not loud(samples[int(start * rate) : int(stop * rate)]):
            wrong.append("%s is silent" % cue["id"])
        if loud(samples[int(end * rate) + 30 : max(0, int(start * rate) - 30)]):
            wrong.append("something sounds before %s that is no utterance" % cue["id"])
        end = stop
    if loud(samples[int(end * rate) + 30 :]):
        wrong.append("something sounds at the end of %s" % timing["file"])


def check(script, folder):
    wrong, heard = [], []
    for path in sorted(folder.glob("*.json")):
        timing = json.loads(path.read_text())
        check_file(timing, folder, wrong)
        heard += timing["cues"]
    for u, cue in zip(script, heard):
        if (u["id"], u["written"]) != (cue["id"], cue["text"]):
            wrong.append("%s is heard where %s should be" % (cue["id"], u["id"]))
            break
    if len(script) != len(heard):
        wrong.append("%d utterances, %d of them heard" % (len(script), len(heard)))
    return wrong


found = check(json.loads(pathlib.Path(sys.argv[1]).read_text()), pathlib.Path(sys.argv[2]))
print("\n".join(found[:5]))
sys.exit(1 if found else 0)
