# SPDX-License-Identifier: GPL-3.0-or-later
# The ranking of `lectern search` against BM25 written a second time, from its description.
# usage: sh tests/peer/search.sh BUILD
python3 tests/peer/search.py "$1/lectern"
