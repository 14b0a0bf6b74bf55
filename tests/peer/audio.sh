# SPDX-License-Identifier: GPL-3.0-or-later
# Other programs judge the sound: sox and ffprobe read every form of file that is written.
# usage: sh tests/peer/audio.sh BUILD
. tests/tap.sh
lectern=$1/lectern

cat >"$temp/a.md" <<'END'
---
title: A short article
id: short
language: en
updated: 2026-01-02
sources:
  - https://example.org/a
---

Call 911 at once. Then give naloxone.

## What to do next

- Stay with the person.
- Do not leave.
END
printf -- '---\ntitle: Un autre\nid: autre\nlanguage: fr\n---\n\nAppelez les secours. Restez.\n' >"$temp/b.md"

speak() { "$lectern" speech -q "$@"; }

speak "$temp/a.md" -o "$temp/one.wav" && speak "$temp/a.md" "$temp/b.md" -j 2 -o "$temp/two" &&
	speak "$temp/b.md" "$temp/a.md" -j 1 -o "$temp/turned"
ok 'one article to a file, two to a folder'
[ -f "$temp/two/01-short.wav" ] && [ -f "$temp/two/02-autre.wav" ]
ok 'names sort in playing order'
speak "$temp/a.md" --per section --timing vtt -o "$temp/parts/"
[ "$(ls "$temp/parts" | tr '\n' ' ')" = '01-introduction.vtt 01-introduction.wav 02-what-to-do-next.vtt 02-what-to-do-next.wav ' ]
ok 'a file for each section, its timing beside it'

"$lectern" speech -q "$temp/a.md" -o /dev/full 2>"$temp/said"
[ $? -eq 4 ] && grep -q 'cannot write' "$temp/said"
ok 'a full disk is an error'

if have sox; then
	raw() { sox "$1" -t raw -e signed -b 16 -L -; }
	raw "$temp/one.wav" >"$temp/one.raw" && raw "$temp/two/01-short.wav" >"$temp/first.raw" &&
		raw "$temp/turned/02-short.wav" >"$temp/second.raw"
	cmp "$temp/one.raw" "$temp/first.raw" && cmp "$temp/first.raw" "$temp/second.raw"
	ok 'the same text gives the same samples, alone or after other text'
	[ "$(soxi -r "$temp/one.wav") $(soxi -c "$temp/one.wav") $(soxi -b "$temp/one.wav")" = '22050 1 16' ]
	ok 'sox reads the WAV'
	sox "$temp/one.wav" -n stat 2>&1 | awk '/^Maximum amplitude/ { most = $3 } /^Minimum amplitude/ { least = -$3 }
		END { exit !(most > 0.1 && most < 0.892 && least < 0.892) }'
	ok 'no sample over -1 dBFS'
	speak "$temp/a.md" --format flac -o "$temp/one.flac" && raw "$temp/one.flac" | cmp - "$temp/one.raw"
	ok 'the FLAC holds the same samples'
	# MP3 is lossy, and its frames are whole: it lasts as long, within the coder's delay and one frame
	speak "$temp/a.md" --format mp3 -o "$temp/one.mp3"
	if sox --help | grep -q '^AUDIO FILE FORMATS:.* mp3'; then
		[ "$(soxi -r "$temp/one.mp3") $(soxi -c "$temp/one.mp3")" = '22050 1' ] &&
			echo "$(soxi -D "$temp/one.mp3") $(soxi -D "$temp/one.wav")" |
			awk '{ exit !($1 - $2 < 0.11 && $2 - $1 < 0.01) }'
		ok 'sox reads the MP3'
	else
		missing 'sox reads the MP3' libsox-fmt-mp3
	fi
else
	missing 'sox reads the files' sox
fi

printf -- '---\ntitle: Nobody speaks this\nid: zz\nlanguage: zu\n---\n\nSawubona.\n' >"$temp/c.md"
"$lectern" speech -q "$temp/a.md" "$temp/c.md" "$temp/b.md" -j 2 -o "$temp/three" 2>"$temp/said"
[ $? -eq 5 ] && grep -q 'no-voice' "$temp/said" && [ "$(ls "$temp/three" | tr '\n' ' ')" = '01-short.wav 03-autre.wav ' ] &&
	[ "$(cmp -l "$temp/three/01-short.wav" "$temp/two/01-short.wav" | wc -l)" -eq 1 ] # 1/3, 1/2
ok 'an article that cannot be spoken does not stop the others, and the status says it'
for workers in 1 3 0; do
	speak "$temp/a.md" "$temp/b.md" "$temp/a.md" --format opus --per sentence -j "$workers" -o "$temp/jobs-$workers" 2>/dev/null
done
diff -r "$temp/jobs-1" "$temp/jobs-3" && diff -r "$temp/jobs-1" "$temp/jobs-0" && [ "$(find "$temp/jobs-1" -name '*.opus' | wc -l)" -gt 10 ]
ok 'the same bytes for any number of workers'

speak "$temp/a.md" -o "$temp/ending.opus" && head -c 4 "$temp/ending.opus" | grep -q OggS
ok 'the output name says which form it is'
if have opusinfo; then
	opusinfo "$temp/ending.opus" >"$temp/info" && ! grep -qi 'warning\|error' "$temp/info" &&
		grep -q 'CHAPTER001NAME=What to do next' "$temp/info" && grep -q 'LANGUAGE=en' "$temp/info" &&
		sed -n 's/.*Average bitrate: \([0-9.]*\) kbit.*/\1/p' "$temp/info" | awk '{ exit !($1 > 8 && $1 < 14) }'
	ok 'opusinfo finds a good Opus file of about 12 kbit/s, with chapters'
else
	missing 'opusinfo reads the Opus' opus-tools
fi
if have mid3v2; then
	speak "$temp/a.md" "$temp/b.md" --format mp3 -o "$temp/mp3" && mid3v2 -l "$temp/mp3/01-short.mp3" >"$temp/tags"
	grep -q '^CHAP=c2 time=.*' "$temp/tags" && grep -q 'TIT2=What to do next' "$temp/tags" &&
		grep -q '^CTOC=toc .*child_element_ids=c1,c2' "$temp/tags" && grep -q '^TRCK=1/2' "$temp/tags" &&
		mid3v2 -l "$temp/mp3/02-autre.mp3" | grep '^TLAN=fra' >/dev/null
	ok 'mutagen reads the tags and chapters of the MP3'
else
	missing 'mutagen reads the MP3' python3-mutagen
fi
if have ffprobe; then
	for form in wav flac opus mp3; do
		speak "$temp/a.md" -o "$temp/chapters.$form" &&
			ffprobe -v error -show_chapters -of csv "$temp/chapters.$form" | sed 's/.*,//' | tr '\n' '|'
	done >"$temp/chapters"
	[ "$(tr '|' '\n' <"$temp/chapters" | sort | uniq -c | tr -s ' ' | tr '\n' '|')" = ' 4 Introduction| 4 What to do next|' ]
	ok 'ffprobe reads the chapters of every form'
else
	missing 'ffprobe reads the chapters of every form' ffprobe
fi
if have sndfile-info; then
	sndfile-info "$temp/chapters.wav" >"$temp/points"
	# the second begins where the other forms say that it does
	start=$(ffprobe -v error -show_chapters -of csv "$temp/chapters.flac" | sed -n '2s/^[^,]*,[^,]*,[^,]*,[^,]*,\([0-9.]*\),.*/\1/p')
	rate=$(sed -n 's/.*Sample Rate *: *//p' "$temp/points" | head -n 1)
	point=$(sed -n 's/.*Cue ID :  2 .*Offset : *//p' "$temp/points")
	grep -q 'labl : 2 : What to do next' "$temp/points" &&
		[ "$(echo "$start $rate $point" | awk '{ d = $1 * $2 - $3; print d * d < $2 * $2 / 1e6 }')" = 1 ]
	ok 'libsndfile reads the cue points and labels of the WAV'
else
	missing 'libsndfile reads the cue points and labels of the WAV' sndfile-programs
fi
if have metaflac; then
	flac -ts "$temp/one.flac" && metaflac --export-tags-to=- "$temp/one.flac" | grep -q '^CHAPTER001=00:00:'
	ok 'flac proves its file and reads its chapters'
else
	missing 'flac reads the FLAC' flac
fi

if have ffprobe; then
	for form in wav flac opus mp3; do
		speak "$temp/a.md" --format "$form" -o "$temp/probe.$form" &&
			ffprobe -v error -show_entries format=duration:format_tags:stream_tags "$temp/probe.$form" |
			tr 'A-Z' 'a-z' >"$temp/probe"
		grep -q 'tag:title=a short article' "$temp/probe" && grep -q 'tag:language=en' "$temp/probe" &&
			grep -q 'tag:artist=espeak' "$temp/probe" && grep -q 'tag:date=2026-01-02' "$temp/probe" &&
			grep -q 'tag:track=1' "$temp/probe" &&
			awk -F= '$1 == "duration" && $2 > 5 && $2 < 20 { good = 1 } END { exit !good }' "$temp/probe"
		ok "ffprobe reads the $form: its length and its tags"
	done
else
	missing 'ffprobe reads the files' ffprobe
fi

# Marked-up speech: articles of every language here, and what the grammar must not let through
mkdir "$temp/ssml" && for file in $(find corpus -name "*.md"); do
	"$lectern" script --ssml -q --refs "$file" -o "$temp/ssml/$(echo "$file" | tr / -).xml" || echo "$file"
done >"$temp/unsaid"
cat >"$temp/hard.md" <<'END'
---
title: Bits & pieces <of> "markup"
language: fr
---

Ne *dites* pas ]]> & <break/>. Appelez le 01 42 34 56 78 [1].

| a & b | < c |
|---|---|
| &amp; | 5 mg |
END
"$lectern" script --ssml -q "$temp/hard.md" -o "$temp/ssml/hard.xml"
# Sounds of the lexicon, in IPA where it says the same, never for words of another language
printf -- '---\ntitle: Sounds\nlanguage: en\n---\n\nTake MO, not mo, and Zubsolv-zubox & *naloxone*. Call 1-800-662-4357.\n' >"$temp/sounds.md"
printf 'MO\tespeak\tm%s0rf\tcase\nZubsolv\tespeak\tz%sVbs0l#v\nzubox\tipa\tˈzʌ"b<ɒks\n' \' \' >"$temp/sounds.tsv"
"$lectern" script --ssml -q --lexicon "$temp/sounds.tsv" "$temp/sounds.md" -o "$temp/ssml/sounds.xml"
grep -q 'take <phoneme alphabet="ipa" ph="mˈɒɹf">MO</phoneme>, not mo, and <phoneme alphabet="x-espeak-ng" ph="z.Vbs0l#v">zubsolv</phoneme>-<phoneme alphabet="ipa" ph="ˈzʌ&quot;b&lt;ɒks">zubox</phoneme> and <phoneme alphabet="ipa" ph="[^"]*">naloxone</phoneme>\.</s>' "$temp/ssml/sounds.xml"
ok 'sounds of the lexicon are in the SSML'
sed 's/language: en/language: fr/' "$temp/sounds.md" >"$temp/sons.md"
"$lectern" script --ssml -q --lexicon "$temp/sounds.tsv" "$temp/sons.md" -o "$temp/ssml/sons.xml"
grep -q 'alphabet="x-espeak-ng" ph="m.0rf">MO<' "$temp/ssml/sons.xml"
ok 'and mnemonics of other languages are not taken for those of English'
"$lectern" voices >"$temp/voices" 2>"$temp/said" && [ -s "$temp/voices" ] && [ ! -s "$temp/said" ]
ok 'nothing that the engine prints is let through'
if have jing; then
	jing -c tests/peer/ssml.rnc "$temp"/ssml/*.xml >"$temp/said" 2>/dev/null &&
		[ ! -s "$temp/unsaid" ] && [ "$(ls "$temp/ssml" | wc -l)" -gt 10 ]
	ok 'the SSML is as its recommendation wants it'
	sed '0,/<s>/s//<s><p>x<\/p>/' "$temp/ssml/hard.xml" >"$temp/wrong.xml"
	! jing -c tests/peer/ssml.rnc "$temp/wrong.xml" >"$temp/said" 2>/dev/null && grep -q wrong.xml "$temp/said"
	ok 'and a paragraph in a sentence would be found'
else
	missing 'the SSML is as its recommendation wants it' jing
fi
# W3C's schema of 1.0, which has all that is written here
if [ -f "${LECTERN_SSML_XSD:-}" ] && have xmllint; then
	sed -i 's/<speak version="1.1"/<speak version="1.0"/' "$temp"/ssml/*.xml
	xmllint --nonet --noout --schema "$LECTERN_SSML_XSD" "$temp"/ssml/*.xml 2>"$temp/said"
	ok 'the SSML is valid to the schema of SSML 1.0 too'
else
	skip 'the SSML is valid to the schema of SSML 1.0 too' 'LECTERN_SSML_XSD names no schema'
fi
if have ffmpeg; then
	loud() { ffmpeg -hide_banner -nostats -i "$1" -af astats -f null - 2>&1 | sed -n '/Overall/,$s/.*RMS level dB: //p'; }
	for form in wav opus; do
		speak corpus/emergency/1-overdose-first-aid.md --per sentence --format $form -o "$temp/loud-$form/"
	done
	for file in $(find "$temp/loud-wav" -name '*.wav' | sort | sed -n '1,40p'); do
		other=$temp/loud-opus/${file#"$temp/loud-wav/"}
		echo "$(loud "$file") $(loud "${other%.wav}.opus")"
	done | tee "$temp/loud" | awk '{ d = $2 - $1; n++ } d > 0.4 || d < -0.4 { bad++ } END { exit !(n == 40 && !bad) }'
	ok 'short sentences are as loud in Opus as they are in WAV'
else
	missing 'short sentences are as loud in Opus as they are in WAV' ffmpeg
fi
plan
