# SPDX-License-Identifier: GPL-3.0-or-later
# Parts and patches are what lectern-bundle(5) says, by a reader written from it alone; and what
# the commands make of parts that are lost. usage: sh tests/peer/travel.sh BUILD
. tests/tap.sh
lectern=$1/lectern

reads() {
	name=$1
	shift
	if ! have python3; then
		missing "$name" python3
	else
		said=$(python3 -B tests/peer/travel_reader.py "$@" 2>&1)
		ok "$name: $(echo "$said" | tail -n 1)"
	fi
}

# two editions: sentences put in and taken out, an article new, one gone, one of another name
cp -R corpus "$temp/new"
for file in "$temp"/new/emergency/*.md; do
	sed -i '$ s/$/ This was checked again this year./; s/Call/Call now/' "$file"
done
printf '# Something new\n\nIt is not in the old edition.\n' >"$temp/new/new.md"
set -- "$temp"/new/family/*.md
rm "$1"
mv "$2" "$temp/new/renamed.md"
sed -i 's/^id:.*/id: renamed/' "$temp/new/renamed.md"
"$lectern" pack -q corpus --title 'The old edition' -o "$temp/old" 2>/dev/null
"$lectern" pack -q "$temp/new" --title 'The new edition' -o "$temp/edition" 2>/dev/null
"$lectern" diff -q "$temp/old" "$temp/edition" -o "$temp/patch"
ok 'a patch'
reads 'the other reader applies it' patch "$temp/old" "$temp/patch" "$temp/edition"
"$lectern" patch -q "$temp/old" "$temp/patch" -o "$temp/patched" && cmp -s "$temp/patched" "$temp/edition"
ok 'a patched bundle is to the byte what packing gives'
for effort in fast best; do
	"$lectern" pack -q --$effort corpus --title 'The old edition' -o "$temp/$effort-old" 2>/dev/null
	"$lectern" pack -q --$effort "$temp/new" --title 'The new edition' -o "$temp/$effort-new" 2>/dev/null
	"$lectern" patch -q "$temp/$effort-old" "$temp/patch" -o "$temp/$effort-patched" &&
		cmp -s "$temp/$effort-patched" "$temp/$effort-new" &&
		"$lectern" info "$temp/$effort-patched" | grep -q "^Effort: $effort$"
	ok "and so is one packed with --$effort, which info says"
done
"$lectern" patch -q --fast "$temp/old" "$temp/patch" -o "$temp/fast" && "$lectern" verify -q "$temp/fast"
ok 'with --fast it is sound'
[ "$("$lectern" info "$temp/fast" | grep Content)" = "$("$lectern" info "$temp/edition" | grep Content)" ]
ok 'and has the same content'
said=$("$lectern" patch "$temp/edition" "$temp/patch" -o "$temp/no" 2>&1)
case $?/$said in 3/*'this change already'*) [ ! -e "$temp/no" ] ;; *) false ;; esac
ok 'a bundle that is patched already is told so'
"$lectern" pack -q corpus/living --title Other -o "$temp/other" 2>/dev/null
said=$("$lectern" patch "$temp/other" "$temp/patch" -o "$temp/no" 2>&1)
case $?/$said in 3/*'"The old edition"'*) [ ! -e "$temp/no" ] ;; *) false ;; esac
ok 'another bundle is refused, and the right one named'

# a transfer that is cut, and goes on
head -c 300 "$temp/patch" >"$temp/cut"
size=$(($(wc -c <"$temp/patch")))
said=$("$lectern" patch "$temp/old" "$temp/cut" -o "$temp/no" 2>&1)
case $?/$said in 3/*"300 bytes and needs $size"*) [ ! -e "$temp/no" ] ;; *) false ;; esac
ok 'a cut patch says how much is there and how much it needs'
tail -c +301 "$temp/patch" >>"$temp/cut"
"$lectern" patch -q "$temp/old" "$temp/cut" -o "$temp/resumed" && cmp -s "$temp/resumed" "$temp/edition"
ok 'and works when the rest came'

# parts, of which some are lost
for bytes in 2K 8K 64K; do
	"$lectern" split -q "$temp/old" --size "$bytes" -o "$temp/parts"
	reads "parts of $bytes" join "$temp/old" "$temp"/parts/part-*
	"$lectern" join -q $(ls -r "$temp"/parts/part-*) -o "$temp/joined" && cmp -s "$temp/joined" "$temp/old"
	ok "parts of $bytes in another order give the bundle to the byte"
done
"$lectern" split -q "$temp/old" --size 4K -o "$temp/parts"
all=$("$lectern" list "$temp/old" | wc -l)
wrong=0
for part in "$temp"/parts/part-*; do
	mv "$part" "$temp/away"
	"$lectern" join -q "$temp"/parts/part-* --json -o "$temp/rest" >"$temp/said" 2>/dev/null || wrong=1
	lost=$(sed 's/.*"lost":\[//; s/\].*//' "$temp/said" | tr ',' '\n' | grep -c .)
	"$lectern" verify -q "$temp/rest" || wrong=2
	[ $(($("$lectern" list "$temp/rest" | wc -l) + lost)) -eq "$all" ] || wrong=3
	"$lectern" info "$temp/rest" | grep -q 'The old edition' || wrong=4
	rm -f "$temp/rest"
	"$lectern" join -q --strict "$temp"/parts/part-* -o "$temp/rest" 2>/dev/null
	[ $? -eq 1 ] && [ ! -e "$temp/rest" ] || wrong=5
	mv "$temp/away" "$part"
done
[ "$wrong" -eq 0 ]
ok "each part once lost: a sound bundle of the others, and nothing with --strict ($wrong)"
plan
