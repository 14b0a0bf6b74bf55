# SPDX-License-Identifier: GPL-3.0-or-later
# Lexicons: checked by the engine itself, read from other programs' files, written as XML.
# usage: sh tests/peer/lexicon.sh BUILD
. tests/tap.sh
lectern=$1/lectern

for language in en es fr; do
	"$lectern" lexicon check --lang "$language" >"$temp/said" 2>&1
	ok "the engine knows every sound of the $language lexicon"
done

printf 'one\tespeak\tw%s@n\ntwo\tespeak\tt\303\270:\nthree\nfour\tipa\tf\311\224\311\271\nfive\tipa\t\312\201y\n' \' >"$temp/bad.tsv"
"$lectern" lexicon check "$temp/bad.tsv" >"$temp/out" 2>"$temp/said"
[ $? -eq 3 ] && [ "$(cat "$temp/out")" = '4 entries, 3 wrong' ] &&
	[ "$(grep -c "bad.tsv:[235];" "$temp/said")" -eq 3 ] && [ "$(wc -l <"$temp/said")" -eq 4 ]
ok 'wrong sounds and lines are said with their place'

"$lectern" lexicon export -o "$temp/en.pls" -q && "$lectern" lexicon import "$temp/en.pls" -q -o "$temp/en.tsv" &&
	"$lectern" lexicon export "$temp/en.tsv" -q -o "$temp/again.pls" && cmp "$temp/en.pls" "$temp/again.pls"
ok 'out as PLS, in, and out again is the same'
grep -v '^#' voices/en/lexicon.tsv | grep -c . >"$temp/count"
[ "$(grep -c '<lexeme>' "$temp/en.pls")" -eq "$(cat "$temp/count")" ]
ok 'no entry is lost'
if have jing; then
	for language in es fr; do
		"$lectern" lexicon export --lang "$language" -q -o "$temp/$language.pls"
	done
	jing -c tests/peer/pls.rnc "$temp"/??.pls >"$temp/said" 2>/dev/null
	ok 'the PLS is as its recommendation wants it'
	sed '0,/<grapheme>.*/s///' "$temp/en.pls" >"$temp/wrong.pls"
	! jing -c tests/peer/pls.rnc "$temp/wrong.pls" >"$temp/said" 2>/dev/null && grep -q wrong.pls "$temp/said"
	ok 'and a lexeme of nothing would be found'
else
	missing 'the PLS is as its recommendation wants it' jing
fi

cat >"$temp/other.pls" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<p:lexicon version="1.0" xmlns:p="http://www.w3.org/2005/01/pronunciation-lexicon"
  alphabet="ipa" xml:lang="en-US"><!-- a comment -->
 <p:meta name="author" content="somebody"/>
 <p:lexeme xml:id="a" role="x"><p:grapheme>Subutex</p:grapheme><p:grapheme>subutexes</p:grapheme>
  <p:phoneme>wrong</p:phoneme><p:phoneme prefer="true">ˈsʌbjuːtɛks</p:phoneme><p:example>x</p:example></p:lexeme>
 <p:lexeme><p:grapheme>W3C</p:grapheme><p:alias>World Wide Web
   Consortium</p:alias></p:lexeme>
 <p:lexeme><p:grapheme>NIH</p:grapheme><p:alias>n i h</p:alias></p:lexeme>
 <p:lexeme><p:grapheme>two words</p:grapheme><p:phoneme>tuː</p:phoneme></p:lexeme>
 <p:lexeme><p:grapheme>R&amp;D</p:grapheme><p:alias>research</p:alias></p:lexeme>
</p:lexicon>
END
"$lectern" lexicon import "$temp/other.pls" >"$temp/other.tsv" 2>"$temp/said"
printf 'Subutex\tipa\tˈsʌbjuːtɛks\tlang=en-US\tPLS\nsubutexes\tipa\tˈsʌbjuːtɛks\tlang=en-US\tPLS\nW3C\talias\tWorld Wide Web Consortium\tcase,lang=en-US\tPLS\nNIH\tspell\t\tcase,lang=en-US\tPLS\nR&D\talias\tresearch\tcase,lang=en-US\tPLS\n' | cmp - "$temp/other.tsv" &&
	[ "$(grep -c 'other.pls:10; .*lexicon-left-out' "$temp/said")" -eq 1 ] && grep -q 'other.pls:6; .*lexicon-second' "$temp/said" &&
	grep -q 'other.pls:5; .*lexicon-role' "$temp/said" && grep -q 'other.pls:6; .*lexicon-remark' "$temp/said" &&
	[ "$(wc -l <"$temp/said")" -eq 4 ]
ok "another program's PLS is read; what has no place is said with its line"
sed '1s/ encoding="UTF-8"//' "$temp/other.pls" | iconv -f UTF-8 -t UTF-16 >"$temp/wide.pls"
"$lectern" lexicon import -q "$temp/wide.pls" 2>"$temp/said" | cmp - "$temp/other.tsv"
ok 'and so it is in UTF-16'
printf '<lexicon xml:lang="fr"><lexeme><grapheme>a</grapheme><phoneme>b</phoneme></lexeme></lexicon>' >"$temp/fr.pls"
! "$lectern" lexicon import --lang en "$temp/fr.pls" >"$temp/out" 2>"$temp/said" && grep -q 'fr.pls:1; .*lexicon-language' "$temp/said" &&
	[ ! -s "$temp/out" ] && [ "$("$lectern" lexicon import --lang fr-CA "$temp/fr.pls" | cut -f1)" = a ]
ok 'a lexicon of another language is refused'
printf '<lexicon>\n<lexeme><grapheme>one</grapheme><alias>wun</alias><phoneme>x</phoneme></lexeme>\n<lexeme><grapheme>two</grapheme><phoneme/></lexeme></lexicon>' >"$temp/order.pls"
[ "$("$lectern" lexicon import "$temp/order.pls" 2>"$temp/said" | cut -f1-3)" = "one	alias	wun" ] &&
	grep -q 'order.pls:2; .*lexicon-second' "$temp/said" && grep -q 'order.pls:3; .*lexicon-empty' "$temp/said"
ok 'of an alias and phonemes the first holds; a word without either is said'

# What the order of lines cannot say: two spellings, one spelling twice, initials that are a word too.
cat >"$temp/same.pls" <<'END'
<lexicon xml:lang="en" alphabet="ipa">
<lexeme><grapheme>Polish</grapheme><phoneme>ˈpoʊlɪʃ</phoneme></lexeme>
<lexeme><grapheme>polish</grapheme><phoneme>ˈpɑːlɪʃ</phoneme></lexeme>
<lexeme><grapheme>tear</grapheme><alias>tare</alias></lexeme>
<lexeme><grapheme>tear</grapheme><alias>teer</alias></lexeme>
<lexeme><grapheme>WHO</grapheme><alias>world health</alias></lexeme>
<lexeme><grapheme>lead</grapheme><phoneme prefer="true"/><phoneme prefer="true" alphabet="x-sampa">lEd</phoneme><alias>led</alias></lexeme>
</lexicon>
END
"$lectern" lexicon import "$temp/same.pls" >"$temp/same.tsv" 2>"$temp/said"
printf 'Polish\tipa\tˈpoʊlɪʃ\tcase,lang=en\tPLS\npolish\tipa\tˈpɑːlɪʃ\tcase,lang=en\tPLS\ntear\talias\ttare\tlang=en\tPLS\nWHO\talias\tworld health\tcase,lang=en\tPLS\nlead\talias\tled\tlang=en\tPLS\n' |
	cmp - "$temp/same.tsv" && grep -q 'teer.*same.pls:5; .*lexicon-second' "$temp/said" &&
	grep -q 'same.pls:7; .*lexicon-alphabet' "$temp/said" && [ "$(wc -l <"$temp/said")" -eq 2 ]
ok 'of one spelling the first lexeme holds, two spellings are two words'
[ "$(echo 'WHO, not who.' | "$lectern" say-as --lexicon "$temp/same.tsv")" = 'world health not who' ]
ok 'and initials are not the word of the same letters'
printf 'who\tthe first\t0\t2\nWho\tthe second\t0\t2\n' >"$temp/same.dic"
[ "$("$lectern" lexicon import --lang es "$temp/same.dic" 2>"$temp/said")" = 'who	alias	the first	lang=es	NVDA' ] &&
	grep -q 'same.dic:2; .*lexicon-second' "$temp/said"
ok "of NVDA's entries for a word the first holds; --lang says for which language"

printf '<lexicon alphabet="x-sampa"><lexeme><grapheme>spring</grapheme><phoneme>sprIN</phoneme></lexeme><lexeme><grapheme>ring</grapheme><phoneme alphabet="ipa">ɹɪŋ</phoneme></lexeme></lexicon>' >"$temp/sampa.pls"
"$lectern" lexicon import "$temp/sampa.pls" >"$temp/sampa.tsv" 2>"$temp/said"
printf 'ring\tipa\tɹɪŋ\t\tPLS\n' | cmp - "$temp/sampa.tsv" && grep -q 'x-sampa.*spring.*lexicon-alphabet' "$temp/said"
ok 'phonemes of another alphabet are not taken for IPA'
printf '<lexicon><lexeme></lexicon>' >"$temp/broken.pls"
"$lectern" lexicon import "$temp/broken.pls" >"$temp/out" 2>"$temp/said"
[ $? -eq 3 ] && grep -q 'broken.pls:1' "$temp/said"
ok 'broken XML is an error with its line'

printf '\357\273\277#names\nmg\tmilligrams\t1\t2\nOUD\topioid use disorder\t1\t0\n(\\d+)x\t\\1 times\t0\t1\nmcg\tmicrograms\t0\t3\nGI\tgut\t1\t2\n\tnone\t0\t2\n' >"$temp/nvda.dic"
"$lectern" lexicon import "$temp/nvda.dic" >"$temp/nvda.tsv" 2>"$temp/said"
printf 'mg\talias\tmilligrams\tcase\tNVDA\nOUD\talias\topioid use disorder\tcase\tNVDA\nGI\talias\tgut\tcase\tNVDA\n' | cmp - "$temp/nvda.tsv" &&
	grep -q 'nvda.dic:4; .*left-out' "$temp/said" && grep -q 'nvda.dic:5; .*lexicon-nvda' "$temp/said" &&
	grep -q 'nvda.dic:7; .*lexicon-empty' "$temp/said" && [ "$(grep -c 'nvda.dic:3; .*lexicon-anywhere' "$temp/said")" -eq 1 ]
ok "NVDA's dictionary is read; a pattern, a part of words and a wrong line are said"
[ "$(echo 'OUD it is.' | "$lectern" say-as --lang en --lexicon "$temp/nvda.tsv")" = 'opioid use disorder it is' ]
ok 'a lexicon of the own goes over that of the language'
printf 'B12\talias\tvitamin\ncovid-19\talias\tthe virus\ntwice daily\talias\tin the morning and in the evening\nGAD-7\talias\tthe test\tcase\n' >"$temp/parts.tsv"
[ "$(echo 'B12 and B125, Covid-19: twice daily, GAD-7 or gad-7.' | "$lectern" say-as --lang en --lexicon "$temp/parts.tsv")" = \
	'vitamin and b one twenty five the virus in the morning and in the evening the test or gad seven' ]
ok 'a word may have figures, hyphens and blanks'
[ "$(echo 'Etwas B12 B125 und étude.' | "$lectern" say-as --lang de --lexicon "$temp/parts.tsv")" = 'Etwas vitamin B125 und étude.' ]
ok 'and hold in a language that has no rules'
printf 'ÉTAT\talias\tpays\nétat\talias\tnation\ntwo words\tipa\ttu\n' >"$temp/twice.tsv"
! "$lectern" lexicon check "$temp/twice.tsv" >"$temp/out" 2>"$temp/said" && grep -q 'twice.tsv:1; .*lexicon-twice' "$temp/said" &&
	grep -q 'twice.tsv:3; .*bad-lexicon' "$temp/said" && [ "$(wc -l <"$temp/said")" -eq 3 ] && [ "$(cat "$temp/out")" = '2 entries, 1 wrong' ]
ok 'a word that stands twice, in capitals or not, is said'
printf 'one\talias\tuno\n\tword\nx\talias\n\377\talias\ty\nd\talias\te\t\tf\tg\nh\tword\t\tlange=en\n' >"$temp/odd.tsv"
"$lectern" lexicon check "$temp/odd.tsv" >"$temp/out" 2>"$temp/said"
[ $? -eq 3 ] && [ "$(cat "$temp/out")" = '1 entry, 5 wrong' ] && grep -q 'no word.*odd.tsv:2' "$temp/said" && grep -q 'value.*odd.tsv:3' "$temp/said" &&
	grep -a 'odd.tsv:4;' "$temp/said" | grep -qa UTF-8 && grep -q 'five.*odd.tsv:5' "$temp/said" && grep -q 'flag.*odd.tsv:6' "$temp/said"
ok 'lines alone that cannot be read are an error, each with its reason'
printf 'one\talias\t2 mg\nHIV/AIDS\tword\n  # remark\n' >"$temp/figures.tsv"
! "$lectern" lexicon check "$temp/figures.tsv" >"$temp/out" 2>"$temp/said" && grep -q 'figures.tsv:1; .*lexicon-figures' "$temp/said" &&
	grep -q 'more than one word.*figures.tsv:2' "$temp/said" && [ "$(wc -l <"$temp/said")" -eq 3 ]
ok 'figures in an alias are said; a comment may be indented'
for name in other.pls wide.pls; do
	echo One. | "$lectern" say-as --lexicon "$temp/$name" >"$temp/out" 2>"$temp/said"
	[ $? -eq 3 ] && [ "$(grep -c lexicon-form "$temp/said")" -eq 1 ] && [ "$(wc -l <"$temp/said")" -eq 1 ]
	ok "a lexicon that was not imported is one error: $name"
done
! "$lectern" lexicon import "$temp/figures.tsv" >"$temp/out" 2>"$temp/said" && grep -q 'figures.tsv.*not-lexicon' "$temp/said" && [ ! -s "$temp/out" ]
ok 'lines of lexicon.tsv are not taken for a dictionary'
printf 'perro\tespeak\tpEr*o\tlang=es\nperra\tespeak\tp&\tlang=es\ndog\tespeak\td0g\n' >"$temp/tongues.tsv"
"$lectern" lexicon check "$temp/tongues.tsv" >"$temp/out" 2>"$temp/said"
[ $? -eq 3 ] && [ "$(cat "$temp/out")" = '3 entries, 1 wrong' ] && grep -q 'perra.*tongues.tsv:2; .*bad-sound' "$temp/said"
ok 'each sound is tried on the voice of its language'
printf 'MO\tespeak\tm%s0rf\tcase\n' \' >"$temp/exact.tsv"
printf 'MO, not mo.\n' >"$temp/exact.txt"
"$lectern" script --lexicon "$temp/exact.tsv" "$temp/exact.txt" | grep -q 'MO, not mo' &&
	[ "$(echo 'MO, not mo.' | "$lectern" say-as --lexicon "$temp/exact.tsv")" = 'mo not mo' ]
ok 'sounds for a word as it is written reach the voice'
# "'s" is a sound of the word before it: the same as with entries for the whole words
printf 'zat\tespeak\tz%sat\nzatch\tipa\tˈzætʃ\nzan\tespeak\tz%san\n' \' \' >"$temp/stems.tsv"
printf "zat's\tespeak\tz'ats\nzatch's\tespeak\tz'atSI#z\nzan's\tespeak\tz'anz\n" >"$temp/wholes.tsv"
printf -- "---\ntitle: One\n---\n\nA zat's or zatch's or zan’s dose.\n" >"$temp/own.md"
for name in stems wholes; do
	"$lectern" speech -q --lexicon "$temp/$name.tsv" "$temp/own.md" -o "$temp/$name.wav"
done 2>"$temp/said"
cmp "$temp/stems.wav" "$temp/wholes.wav" && [ ! -s "$temp/said" ]
ok 'a possessive keeps the sounds of its word'
printf 'US\talias\tamerica\tcase\nus\talias\tall of us\ndon\342\200\231t\talias\tdo not\nmg\talias\tem gee\tlang=en\nMG\talias\tmyasthenia\n' >"$temp/rank.tsv"
[ "$(echo "The US and us: don't, or don’t." | "$lectern" say-as --lang en --lexicon "$temp/rank.tsv")" = 'the america and all of us do not or do not' ]
ok 'what is as written goes over any case in any order; apostrophes of either form are one'

printf 'Zubsolv\talias\tzub one\tarticle=one\nZubsolv\talias\tzub\tlang=es\nMO\talias\tmorphine\tcase,lang=en\n' >"$temp/scoped.tsv"
"$lectern" lexicon export --lang en "$temp/scoped.tsv" >"$temp/scoped.pls" 2>"$temp/said"
[ "$(grep -c '<grapheme>' "$temp/scoped.pls")" -eq 1 ] && [ "$(grep -c 'scoped.tsv:[12]; .*lexicon-scope' "$temp/said")" -eq 2 ]
ok 'what PLS has no place for is left out, which is said'

# The lexicon of a corpus, and what it says for one article and one language alone.
mkdir -p "$temp/corpus/es"
printf -- '---\nid: one\n---\n# One\n\nTake Zubsolv.\n' >"$temp/corpus/one.md"
printf -- '---\nid: two\n---\n# Two\n\nTake Zubsolv.\n' >"$temp/corpus/two.md"
printf -- '---\nid: tres\nlanguage: es\n---\n# Tres\n\nTome Zubsolv.\n' >"$temp/corpus/es/tres.md"
printf '\357\273\277Zubsolv\talias\tzub article\tarticle=two\r\nZubsolv\talias\tzub corpus\r\nzubsolv\talias\tzub castellano\tlang=es\r\n' \
	>"$temp/corpus/lexicon.tsv"
"$lectern" pack -q "$temp/corpus" -o "$temp/corpus.lectern"
"$lectern" script "$temp/corpus" >"$temp/script" && "$lectern" script "$temp/corpus.lectern" | cmp - "$temp/script" &&
	[ "$(sed -n 's/.* zub //p' "$temp/script" | tr '\n' ' ')" = 'castellano. corpus. article. ' ]
ok 'the lexicon of a corpus is in force from its files and from its bundle, an article before all, a language apart'
"$lectern" script "$temp/corpus/one.md" | grep -q 'zub corpus'
ok 'and where an article of it is read alone'
printf 'Zubsolv\talias\tzub mine\n' >"$temp/mine.tsv"
[ "$("$lectern" script --lexicon "$temp/mine.tsv" "$temp/corpus.lectern" | grep -c 'zub mine')" -eq 3 ]
ok 'the reader has the last word'
"$lectern" extract -q "$temp/corpus.lectern" -o "$temp/extracted/" && cmp "$temp/extracted/lexicon.tsv" "$temp/corpus/lexicon.tsv" &&
	"$lectern" pack -q "$temp/extracted" -o "$temp/again.lectern" &&
	[ "$("$lectern" info "$temp/again.lectern" | grep Content)" = "$("$lectern" info "$temp/corpus.lectern" | grep Content)" ]
ok 'extract writes it, for the same content again'
sed 's/zub corpus/zub changed/' "$temp/corpus/lexicon.tsv" >"$temp/extracted/lexicon.tsv"
"$lectern" pack -q "$temp/extracted" -o "$temp/again.lectern" &&
	"$lectern" diff -q "$temp/corpus.lectern" "$temp/again.lectern" -o "$temp/patch" >/dev/null &&
	"$lectern" patch -q "$temp/corpus.lectern" "$temp/patch" -o "$temp/patched.lectern" >/dev/null &&
	cmp "$temp/patched.lectern" "$temp/again.lectern"
ok 'a patch brings the change'
"$lectern" phone -q --voice clock "$temp/corpus.lectern" -o "$temp/line" 2>/dev/null
[ "$(grep -o '[a-z]*\. [a-z]* zub [a-z]*' "$temp/line/prompts.csv" | sort | tr '\n' '|')" = 'one. take zub corpus|tres. tome zub castellano|two. take zub article|' ]
ok 'and it is in force on a phone line'
printf 'x\talias\ty\n' | tee "$temp/corpus/lexicon.en.tsv" "$temp/corpus/es/lexicon.tsv" >"$temp/corpus/names.tsv"
"$lectern" script "$temp/corpus" 2>"$temp/said" >/dev/null
[ "$(grep -c 'corpus/\(lexicon.en\|es/lexicon\).tsv; .*lexicon-name' "$temp/said")" -eq 2 ] && [ "$(wc -l <"$temp/said")" -eq 2 ]
ok 'a lexicon of another name, or in a folder of the folder, is said not to be read'
rm "$temp/corpus/lexicon.en.tsv" "$temp/corpus/es/lexicon.tsv"
printf 'one\n' >>"$temp/corpus/lexicon.tsv"
"$lectern" script "$temp/corpus" 2>"$temp/said" >/dev/null
[ "$(grep -c 'corpus/lexicon.tsv:4; .*bad-lexicon' "$temp/said")" -eq 1 ] && [ "$(wc -l <"$temp/said")" -eq 1 ]
ok 'what cannot be read in it is said once, with its line'
plan
