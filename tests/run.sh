# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every test of one build and counts. usage: sh tests/run.sh BUILD MODE
# A test is any program that prints TAP ("ok 1 - name", "not ok 2 - name", "# SKIP why").
set -u
build=$1 mode=$2
log=$build/tests/log
mkdir -p "$log"
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 LECTERN="$PWD/$build/lectern" MODE="$mode"
# what libraries lose themselves is not ours to find
export LSAN_OPTIONS=suppressions=$PWD/tests/leaks.supp:print_suppressions=0
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
passed=0 failed=0 skipped=0

# run NAME COMMAND...: a program that dies, or says nothing, is a failure of its own
run() {
	name=$1
	shift
	out=$log/$(echo "$name" | tr / -).tap
	start=$(date +%s)
	timeout 600 "$@" >"$out" 2>&1 </dev/null
	status=$?
	ok=$(grep -c '^ok ' "$out")
	skip=$(grep -c '^ok .*# SKIP' "$out")
	bad=$(grep -c '^not ok ' "$out")
	if [ $((ok + bad)) -eq 0 ] || { [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
		bad=$((bad + 1))
		echo "not ok - $name ended with status $status" >>"$out"
	fi
	passed=$((passed + ok - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
	line="$name: $((ok - skip)) passed"
	[ "$bad" -gt 0 ] && line="$line, $bad FAILED"
	[ "$skip" -gt 0 ] && line="$line, $skip skipped"
	echo "$line, $(($(date +%s) - start)) s"
	[ "$bad" -gt 0 ] && grep -v '^ok ' "$out" | tail -n 60
	grep '^ok .*# SKIP' "$out" | sed 's/^ok [0-9]* - /  skipped: /'
	return 0
}

run layers sh tests/layers/run.sh
[ "$mode" = asan ] || run format sh tests/format.sh
for program in "$build"/tests/unit/* "$build"/tests/property/*; do
	case $program in *.d | *\*) continue ;; esac
	run "$(basename "$(dirname "$program")")/$(basename "$program")" "$program"
done
for source in tests/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$mode" = fuzz ] || run "fuzz/$name" "$build/tests/fuzz/$name" "tests/fuzz/$name"
done
run golden sh tests/golden/run.sh "$build"
for script in tests/fault/*.sh tests/peer/*.sh; do
	[ -f "$script" ] && run "$(basename "$(dirname "$script")")/$(basename "$script" .sh)" sh "$script" "$build"
done

[ "$skipped" -gt 0 ] && echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
