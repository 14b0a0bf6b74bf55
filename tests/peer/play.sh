# SPDX-License-Identifier: GPL-3.0-or-later
# The sound card and its keys: see play.py. usage: sh tests/peer/play.sh BUILD
. tests/tap.sh

cat >"$temp/a.md" <<'END'
---
title: Title
language: en
---

One sentence. Another sentence. A third one of them.

## First

Here is the first part. It has two sentences.

## Second

Here is the second part. It has two sentences as well.
END
python3 "$(dirname "$0")/play.py" "$1/lectern" "$temp/a.md"
