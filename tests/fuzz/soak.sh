# SPDX-License-Identifier: GPL-3.0-or-later
# Runs each fuzz target under libFuzzer with the sanitizers and says how many inputs it ran.
# usage: sh tests/fuzz/soak.sh [SECONDS for each, default 600] [TARGET...]
set -u
seconds=${1:-600}
[ $# -gt 0 ] && shift
make -j2 MODE=fuzz fuzzers >/dev/null || exit 1
[ $# -gt 0 ] || set -- $(ls tests/fuzz/*.c | sed 's#.*/##; s#\.c$##')
passed=0 failed=0
for target; do
	corpus=build/fuzz/corpus/$target
	log=build/fuzz/$target.log
	mkdir -p "$corpus"
	if build/fuzz/tests/fuzz/"$target" -max_total_time="$seconds" -max_len=20000 -timeout=20 -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix=build/fuzz/"$target"- "$corpus" $(ls -d tests/fuzz/"$target" 2>/dev/null) >"$log" 2>&1; then
		passed=$((passed + 1))
		echo "$target: clean, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs in $seconds s"
	else
		failed=$((failed + 1))
		echo "$target: FAILED, see $log"
		tail -n 20 "$log"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
