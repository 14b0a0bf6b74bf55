# The tests: included by the Makefile.
T := $(B)/tests
TEST_CFLAGS = $(ALL_CFLAGS) -Itests
CMOCKA = $(shell $(PKG_CONFIG) --libs cmocka)

UNIT := $(patsubst tests/%.c,$(T)/%,$(sort $(wildcard tests/unit/*.c tests/property/*.c)))

$(T)/%: tests/%.c $(B)/liblectern.a $(B)/flags
	@mkdir -p $(@D)
	$(call say,test $<)
	$(Q)$(CC) $(TEST_CFLAGS) $(ALL_LDFLAGS) -MMD -MP -o $@ $< $(B)/liblectern.a $(LIBS) $(CMOCKA)

-include $(UNIT:=.d)

# Fuzz targets: with MODE=fuzz under libFuzzer, else replaying the kept inputs.
FUZZ := $(patsubst tests/%.c,$(T)/%,$(sort $(wildcard tests/fuzz/*.c)))
ifeq ($(MODE),fuzz)
$(FUZZ): $(T)/fuzz/%: tests/fuzz/%.c $(B)/liblectern.a $(B)/flags
	@mkdir -p $(@D)
	$(call say,test $<)
	$(Q)$(CC) $(TEST_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) -MMD -MP -o $@ $< $(B)/liblectern.a $(LIBS)
else
$(FUZZ): $(T)/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.h $(B)/liblectern.a $(B)/flags
	@mkdir -p $(@D)
	$(call say,test $<)
	$(Q)$(CC) $(TEST_CFLAGS) -include tests/fuzz/replay.h $(ALL_LDFLAGS) -MMD -MP -o $@ $< $(B)/liblectern.a $(LIBS)
endif
-include $(FUZZ:=.d)

.PHONY: fuzzers
fuzzers: $(FUZZ)

.PHONY: check
check: build-after-setup
	@$(MAKE) --no-print-directory MODE=$(MODE) check-now

.PHONY: check-now
check-now: $(PROGRAM) $(UNIT) $(FUZZ) $(if $(wildcard tests/fault/shim.c),$(T)/fault/shim.so)
	@sh tests/run.sh $(B) $(MODE)

$(T)/fault/shim.so: tests/fault/shim.c
	@mkdir -p $(@D)
	$(call say,test $<)
	$(Q)cc -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -fPIC -shared -o $@ $< -ldl

.PHONY: golden
golden: $(PROGRAM)
	@SET=$(SET) sh tests/golden/run.sh $(B)

.PHONY: bench
bench: $(PROGRAM) $(T)/bench/cold $(T)/bench/bare
	@sh tests/bench/run.sh $(B)
	@sh tests/bench/bundle.sh $(B)

.PHONY: soak
soak:
	@sh tests/fuzz/soak.sh
