# SPDX-License-Identifier: GPL-3.0-or-later
# A line heard on the sound card: see dial_play.py. usage: sh tests/peer/dial_play.sh BUILD
. tests/tap.sh

cat >"$temp/a.md" <<'END'
---
title: Naloxone
language: en
helplines:
  - Helpline: 1-800-662-4357
---

## How to give it

Call 911 first. Then spray once into one nostril. Lay the person on one side. Stay until help comes, and say what you gave, how much of it, and when you gave it, because it may wear off.

## How to keep it

Keep it dry. Questions: 1-888-509-8965.
END
python3 "$(dirname "$0")/dial_play.py" "$1/lectern" "$temp"
