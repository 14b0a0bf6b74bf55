# SPDX-License-Identifier: GPL-3.0-or-later
# Full disks, writes that fail, processes killed half-way: the old output is whole, or the new
# one is; failures have a message and a status. usage: sh tests/fault/output.sh BUILD
set -u
. tests/tap.sh
lectern=$PWD/$1/lectern shim=$PWD/$1/tests/fault/shim.so

printf '# One\n\nThe first text. Call 988.\n' >"$temp/one.md"
printf '# Two\n\nThe second text.\n\n- a\n- b\n' >"$temp/two.md"
"$lectern" pack -q "$temp/one.md" -o "$temp/one.lectern" && "$lectern" pack -q "$temp/one.md" "$temp/two.md" -o "$temp/two.lectern"
ok 'bundles to work on'

# every rendering to /dev/full fails, says so, and says where
for verb in text braille script speech phone dump outline list pack; do
	case $verb in
	speech | phone) set -- --voice clock ;;
	*) set -- ;;
	esac
	said=$("$lectern" "$verb" "$@" "$temp/one.md" -o /dev/full 2>&1 >/dev/null)
	status=$?
	[ "$status" -eq 4 ] && echo "$said" | grep -q '^lectern: error: .*/dev/full'
	ok "$verb to /dev/full fails with a message (status $status)"
done
for verb in text braille dump outline list info verify help; do
	case $verb in
	help) set -- ;;
	info | verify) set -- "$temp/one.lectern" ;;
	*) set -- "$temp/one.md" ;;
	esac
	"$lectern" "$verb" "$@" >/dev/full 2>"$temp/said"
	status=$?
	[ "$status" -eq 4 ] && grep -q '^lectern: error: ' "$temp/said"
	ok "$verb to a full standard output fails with a message (status $status)"
done

[ "${MODE-}" = asan ] && skip_rest 'calls that fail' 'the shim and the sanitizer both replace calls'

fault() { FAULT=$1 LD_PRELOAD=$shim "$lectern" pack -q "$temp/one.md" "$temp/two.md" -o "$temp/out.lectern" 2>"$temp/said"; }

for kind in write fsync rename malloc; do
	for how in fail kill; do
		[ "$kind-$how" = malloc-kill ] && continue
		wrong=0 tried=0 n=1
		while [ "$n" -le 40 ]; do
			cp "$temp/one.lectern" "$temp/out.lectern"
			fault "$kind:$n:$how"
			status=$?
			if [ "$status" -eq 0 ]; then
				cmp -s "$temp/out.lectern" "$temp/two.lectern" || wrong=$((wrong + 1))
				break
			fi
			tried=$((tried + 1))
			# killed after the rename, the new one may stand already; never anything else
			cmp -s "$temp/out.lectern" "$temp/one.lectern" ||
				{ [ "$how" = kill ] || [ "$kind" = fsync ]; } && cmp -s "$temp/out.lectern" "$temp/two.lectern" ||
				cmp -s "$temp/out.lectern" "$temp/one.lectern" || wrong=$((wrong + 1))
			[ "$how" = kill ] || grep -q '^lectern: error: ' "$temp/said" || wrong=$((wrong + 1))
			[ "$how" = kill ] || [ -z "$(ls -A "$temp" | grep '\.lectern-[0-9]')" ] || wrong=$((wrong + 1))
			rm -f "$temp"/.*.lectern-*
			n=$((n + 1))
		done
		[ "$wrong" -eq 0 ] && [ "$tried" -gt 0 ]
		ok "pack: each $kind once to $how leaves the old bundle or the new one ($tried places)"
	done
done

# the same for patch and join, onto the old bundle itself
"$lectern" diff -q "$temp/one.lectern" "$temp/two.lectern" -o "$temp/two.patch" &&
	"$lectern" patch -q "$temp/one.lectern" "$temp/two.patch" -o "$temp/new.patched" &&
	"$lectern" split -q "$temp/two.lectern" --size 1K -o "$temp/parts" && cp "$temp/two.lectern" "$temp/new.joined"
ok 'a patch and parts to work on'
travel() {
	case $1 in
	patched) set -- "$2" patch "$temp/out.lectern" "$temp/two.patch" ;;
	joined) set -- "$2" join "$temp"/parts/part-* ;;
	esac
	fault=$1
	shift
	FAULT=$fault LD_PRELOAD=$shim "$lectern" "$@" -q -o "$temp/out.lectern" 2>"$temp/said"
}
for verb in patched joined; do
	for kind in write fsync rename malloc; do
		for how in fail kill; do
			[ "$kind-$how" = malloc-kill ] && continue
			wrong=0 tried=0 n=1
			while [ "$n" -le 40 ]; do
				cp "$temp/one.lectern" "$temp/out.lectern"
				if travel "$verb" "$kind:$n:$how"; then
					cmp -s "$temp/out.lectern" "$temp/new.$verb" || wrong=$((wrong + 1))
					break
				fi
				tried=$((tried + 1))
				cmp -s "$temp/out.lectern" "$temp/one.lectern" || cmp -s "$temp/out.lectern" "$temp/new.$verb" || wrong=$((wrong + 1))
				[ "$how" = kill ] || grep -q '^lectern: error: ' "$temp/said" || wrong=$((wrong + 1))
				rm -f "$temp"/.*.lectern-*
				n=$((n + 1))
			done
			[ "$wrong" -eq 0 ] && [ "$tried" -gt 0 ]
			ok "a bundle $verb: each $kind once to $how leaves the old one or the new one ($tried places)"
		done
	done
done

# a tree is replaced whole or not at all, and never a folder of somebody else
tree() { FAULT=$1 LD_PRELOAD=$shim "$lectern" text -q "$2" -o "$temp/tree/" 2>"$temp/said"; }
for kind in write rename mkdir; do
	for how in fail kill; do
		wrong=0 tried=0 n=1
		while [ "$n" -le 20 ]; do
			rm -rf "$temp/tree"
			"$lectern" text -q "$temp/one.lectern" -o "$temp/tree/"
			if tree "$kind:$n:$how" "$temp/two.lectern"; then
				[ -f "$temp/tree/two.txt" ] || wrong=$((wrong + 1))
				break
			fi
			tried=$((tried + 1))
			[ -f "$temp/tree/one.txt" ] && [ ! -f "$temp/tree/two.txt" ] || wrong=$((wrong + 1))
			rm -rf "$temp"/.tree.lectern-*
			n=$((n + 1))
		done
		[ "$wrong" -eq 0 ] && [ "$tried" -gt 0 ]
		ok "a folder: each $kind once to $how leaves the old one whole ($tried places)"
	done
done
mkdir "$temp/mine"
echo precious >"$temp/mine/letter"
"$lectern" text -q "$temp/one.md" -o "$temp/mine/" 2>"$temp/said"
[ $? -eq 4 ] && grep -q 'not-ours' "$temp/said" && [ "$(cat "$temp/mine/letter")" = precious ]
ok 'a folder of somebody else is not replaced'

# signals remove what was begun
mkfifo "$temp/never"
"$lectern" text -q "$temp/never" -o "$temp/gone.txt" 2>/dev/null &
pid=$!
sleep 0.2
kill -TERM "$pid"
wait "$pid" 2>/dev/null
[ -z "$(ls -A "$temp" | grep 'gone')" ]
ok 'a terminated run leaves nothing behind'
plan
