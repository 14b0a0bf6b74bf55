# SPDX-License-Identifier: GPL-3.0-or-later
# The main job on corpus/: a bundle, then every rendering from the bundle alone.
# usage: sh tests/demo.sh LECTERN FOLDER
set -eu
lectern=$1 out=$2
mkdir -p "$out"
bundle=$out/health.lectern

"$lectern" pack corpus/ --title 'Opioids: facts and help' -o "$bundle"
"$lectern" verify "$bundle"
"$lectern" text "$bundle" -o "$out/text/"
"$lectern" braille "$bundle" -o "$out/braille/"
"$lectern" speech "$bundle" overdose-first-aid finding-help-es -o "$out/speech/"
"$lectern" phone "$bundle" -o "$out/phone/"

cat <<EOT

The demo made, in $out:

health.lectern: all of corpus/ in one file. List it: $lectern list $bundle
text/overdose-first-aid.txt: plain text, one file an article. Read it: less $out/text/overdose-first-aid.txt
braille/overdose-first-aid.brf: contracted braille, 40 cells by 25 lines, for embossers and note-takers. See its cells: $lectern braille --format unicode $bundle overdose-first-aid
speech/: an article each in English and Spanish, as sound. Hear one: aplay $out/speech/*.wav
phone/: prompts, call flow and dialplan of a phone line. Its prompts as text: less $out/phone/prompts.csv
EOT
