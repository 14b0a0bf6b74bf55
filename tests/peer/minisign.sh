# SPDX-License-Identifier: GPL-3.0-or-later
# minisign verifies what is signed here, and its keys and signatures are good here.
# usage: sh tests/peer/minisign.sh BUILD
lectern=$1/lectern
if ! command -v minisign >/dev/null 2>&1; then
	echo 'ok 1 - minisign # SKIP minisign is not installed'
	echo '1..1'
	exit 0
fi
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
number=0
result() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
# the program refuses with status 3 and says why: $1 a word of the message, $2 the name
refuses() {
	why=$1 name=$2
	shift 2
	said=$("$@" 2>&1)
	status=$?
	case $status/$said in 3/*"$why"*) result 0 "$name" ;; *) result 1 "$name: $status $said" ;; esac
}
change() { # a byte of $1, $2 from the front
	old=$(od -An -tu1 -j "$2" -N 1 "$1")
	printf "\\$(printf %o $(((old + 1) % 256)))" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

"$lectern" pack corpus/emergency -o "$here/a" -q 2>/dev/null
(cd "$here" && "$OLDPWD/$lectern" sign --new-key ours) 2>/dev/null || "$lectern" sign --new-key "$here/ours"
[ "$(stat -c %a "$here/ours.key")" = 600 ]
result $? 'a secret key is for its owner alone'
printf 'correct horse\n' >"$here/word"
printf 'wrong horse\n' >"$here/wrong"
printf 'correct horse\ncorrect horse\n' | minisign -G -p "$here/kept.pub" -s "$here/kept.key" >/dev/null 2>&1
minisign -G -W -p "$here/theirs.pub" -s "$here/theirs.key" >/dev/null 2>&1

"$lectern" sign --key "$here/ours.key" --comment 'edition of May' "$here/a" -q
said=$(minisign -Vm "$here/a" -p "$here/ours.pub" 2>&1)
result $? "minisign verifies ours${said:+}"
case $said in *'edition of May'*) result 0 'and shows the comment' ;; *) result 1 "no comment: $said" ;; esac
"$lectern" sign --key "$here/theirs.key" "$here/a" -q && minisign -QVHm "$here/a" -p "$here/theirs.pub" >/dev/null
result $? 'minisign verifies what its own key signed here'
"$lectern" sign --key "$here/kept.key" --password "$here/word" "$here/a" -q &&
	minisign -VQm "$here/a" -p "$here/kept.pub" >/dev/null
result $? 'a key kept by a password signs'
refuses 'password is wrong' 'a wrong password' "$lectern" sign --key "$here/kept.key" --password "$here/wrong" "$here/a"
refuses '--password' 'no password' "$lectern" sign --key "$here/kept.key" "$here/a"
"$lectern" sign --new-key "$here/hidden" --password "$here/word" -q &&
	minisign -S -s "$here/hidden.key" -m "$here/a" <"$here/word" >/dev/null 2>&1 &&
	"$lectern" verify --key "$here/hidden.pub" "$here/a" -q
result $? 'minisign opens a key kept by a password here'
minisign -S -s "$here/ours.key" -m "$here/a" >/dev/null 2>&1 && "$lectern" verify --key "$here/ours.pub" "$here/a" -q
result $? 'minisign signs with a key made here, and it is good'
minisign -S -s "$here/theirs.key" -m "$here/a" >/dev/null 2>&1 && "$lectern" verify --key "$here/theirs.pub" "$here/a" -q
result $? 'its signature is good'
"$lectern" verify --key "$(sed 1d "$here/theirs.pub")" "$here/a" -q
result $? 'with the key itself too'
refuses 'another key' 'another key' "$lectern" verify --key "$here/ours.pub" "$here/a"
"$lectern" sign --key "$here/ours.key" "$here/a" -q
cp "$here/a.minisig" "$here/good"

# a changed bundle is refused by both
"$lectern" pack corpus/family -o "$here/a" -q 2>/dev/null
refuses 'not the one that was signed' 'another bundle' "$lectern" verify --key "$here/ours.pub" "$here/a"
! minisign -QVm "$here/a" -p "$here/ours.pub" >/dev/null 2>&1
result $? 'minisign refuses it too'
"$lectern" pack corpus/emergency -o "$here/a" -q 2>/dev/null

# every changed character of a signature is refused, but in its untrusted comment
taken=0
first=$(head -n 1 "$here/good" | wc -c)
size=$(wc -c <"$here/good")
at=$first
while [ "$at" -lt "$size" ]; do
	cp "$here/good" "$here/a.minisig"
	change "$here/a.minisig" "$at"
	"$lectern" verify --key "$here/ours.pub" "$here/a" -q 2>/dev/null && taken="$taken $at"
	at=$((at + 7))
done
[ "$taken" = 0 ]
result $? "changed signatures are refused (taken at: $taken)"
head -c 200 "$here/good" >"$here/a.minisig"
refuses 'damaged' 'a cut signature' "$lectern" verify --key "$here/ours.pub" "$here/a"
rm "$here/a.minisig"
refuses 'cannot read' 'no signature' "$lectern" verify --key "$here/ours.pub" "$here/a"
cp "$here/ours.key" "$here/bad.key"
change "$here/bad.key" 140
refuses 'bad-key' 'a damaged key' "$lectern" sign --key "$here/bad.key" "$here/a"
"$lectern" sign --new-key "$here/ours" 2>/dev/null
[ $? -eq 4 ] && minisign -VQm "$here/a" -x "$here/good" -p "$here/ours.pub" >/dev/null
result $? 'a key that is there is never replaced'
echo "1..$number"
