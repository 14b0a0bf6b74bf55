# lectern: `make help` says what there is. GNU make; no configure step.
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/sh

VERSION := 0.1.0
PREFIX ?= /usr/local
MODE ?= release
CC = cc
PKG_CONFIG ?= pkg-config

# --- modes ---------------------------------------------------------------------------------
B := $(if $(filter release,$(MODE)),build,build/$(MODE))
SAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CFLAGS_release := -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2
CFLAGS_debug := -O0 -g3
CFLAGS_asan := -O1 -g $(SAN)
CFLAGS_fuzz := -O1 -g $(SAN) -fsanitize=fuzzer-no-link -DLECTERN_FUZZ
ifeq ($(MODE),fuzz)
CC := clang
endif
ifndef CFLAGS_$(MODE)
$(error MODE is one of release, debug, asan, fuzz; not "$(MODE)")
endif

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wwrite-strings -Wpointer-arith -Wundef -Wvla -Wformat=2 \
	-Wno-format-zero-length -Wno-format-nonliteral -Wimplicit-fallthrough -Wdate-time

# --- libraries -----------------------------------------------------------------------------
# pkg-config name : Debian package
EARLY := zlib:zlib1g-dev libdeflate:libdeflate-dev libsodium:libsodium-dev libutf8proc:libutf8proc-dev
# opened when they are first called (src/base/late.h)
LATE := espeak-ng:libespeak-ng-dev liblouis:liblouis-dev md4c:libmd4c-dev gumbo:libgumbo-dev \
	uchardet:libuchardet-dev soxr:libsoxr-dev sndfile:libsndfile1-dev flac:libflac-dev \
	libopusenc:libopusenc-dev lame:libmp3lame-dev spandsp:libspandsp-dev json-c:libjson-c-dev \
	libarchive:libarchive-dev expat:libexpat1-dev
LIBRARIES := $(EARLY) $(LATE)
TEST_LIBRARIES := cmocka:libcmocka-dev
# what the build, the demo and the tests run: program : Debian package
PROGRAMS := cc:gcc pkg-config:pkg-config espeak-ng:espeak-ng
TEST_PROGRAMS := clang:clang clang-format:clang-format sox:sox ffprobe:ffmpeg mandoc:mandoc parallel:parallel \
	opusinfo:opus-tools id3v2:id3v2 mid3v2:python3-mutagen metaflac:flac minisign:minisign \
	sndfile-info:sndfile-programs xmllint:libxml2-utils unzip:unzip jing:jing lou_translate:liblouis-bin python3:python3 zip:zip \
	chromium:chromium node:nodejs npm:npm java:default-jre-headless
# words that are taken into the program in braille: list : Debian package
WORD_LISTS := /usr/share/dict/american-english:wamerican \
	/usr/share/dict/british-english:wbritish \
	/usr/share/hunspell/en_med_glut.dic:hunspell-en-med
# needed without a program or a pkg-config file of their own
DATA_PACKAGES := $(foreach l,$(WORD_LISTS),$(call lib_package,$(l))) libzopfli-dev liblouis-data espeak-ng-data libclang-rt-14-dev libsox-fmt-mp3 epubcheck libpcaudio-dev
# what the tests judge pages with, from npm into build/npm
NPM_PACKAGES := playwright-core@1.65.1 axe-core@4.14.1 vnu-jar@26.9.27

lib_name = $(firstword $(subst :, ,$(1)))
lib_package = $(lastword $(subst :, ,$(1)))

NEEDS_BUILD := $(filter-out clean help setup install-packages distclean,$(or $(MAKECMDGOALS),all))
ifneq ($(NEEDS_BUILD),)
ifeq ($(filter setup,$(MAKECMDGOALS)),)
MISSING := $(foreach l,$(LIBRARIES),$(shell \
	$(PKG_CONFIG) --exists $(call lib_name,$(l)) 2>/dev/null || echo $(l)))
ifneq ($(strip $(MISSING)),)
$(foreach l,$(MISSING),$(info lectern: missing library $(call lib_name,$(l)): \
	install the package $(call lib_package,$(l)), or run `make setup`))
$(error libraries are missing)
endif
endif
endif

packages = $(foreach l,$(1),$(call lib_name,$(l)))
LIB_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(call packages,$(LIBRARIES)))
# iconv is in libc on most systems and in GNU libiconv on others: ask the linker.
ICONV_PROBE := \#include <iconv.h>\nint main(void){return iconv_open("","")==0;}\n
ICONV = $(shell for l in "" -liconv; do \
	printf '$(ICONV_PROBE)' | $(CC) -x c - -o /dev/null $$l 2>/dev/null && { echo $$l; exit; }; \
	done; echo -liconv)
TABLES = $(shell $(PKG_CONFIG) --variable=tablesdir liblouis)
LIBS = $(shell $(PKG_CONFIG) --libs $(call packages,$(EARLY))) $(ICONV) -lm
LATE_LIBS = $(shell $(PKG_CONFIG) --libs $(call packages,$(LATE))) -lpcaudio -lzopfli

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Isrc -I$(B)/gen $(WARN) $(CFLAGS_$(MODE)) $(LIB_CFLAGS) \
	-DLECTERN_VERSION='"$(VERSION)"' -DLECTERN_PREFIX='"$(PREFIX)"' \
	-DLECTERN_TABLES='"$(TABLES)"' $(CFLAGS)
ALL_LDFLAGS = $(filter -fsanitize=%,$(CFLAGS_$(MODE))) $(LDFLAGS)

# V=1 shows the commands whole
Q := $(if $(V),,@)
say = $(if $(V),,@echo '$(1)')

# --- sources: every .c below src/ ------------------------------------------------------------
SOURCES := $(sort $(shell find src -name '*.c'))
HEADERS := $(sort $(shell find src tests -name '*.h' -o -name '*.def'))
WORDS := $(sort $(wildcard src/source/words/*.txt))
CORE_FIRST := $(patsubst src/%.c,$(B)/obj/%.o,$(filter-out src/main.c src/learn.c,$(SOURCES))) \
	$(addprefix $(B)/obj/gen/,tables.o words.o base.o late.o)
CORE := $(CORE_FIRST) $(B)/obj/gen/learned.o
OBJECTS := $(CORE) $(B)/obj/main.o
PROGRAM := $(B)/lectern

.PHONY: all
all: $(PROGRAM)

$(PROGRAM): $(OBJECTS) $(B)/flags
	$(call say,link $@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

$(B)/liblectern.a: $(CORE)
	$(call say,archive $@)
	$(Q)rm -f $@ && ar rcs $@ $(CORE)

$(B)/obj/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,compile $<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/gen/%.o: $(B)/gen/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,compile $<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The tables of commands, renderers, formats, codecs and telephone switches, from file names.
$(B)/gen/tables.c: src/tables.sh $(B)/names $(filter src/cli/% src/source/format/% src/audio/codec/% src/render/%,$(SOURCES))
	@mkdir -p $(@D)
	$(Q)sh src/tables.sh > $@

# The word lists by which plain text is read, one file a language.
$(B)/gen/words.c: src/words.sh $(WORDS)
	@mkdir -p $(@D)
	sh src/words.sh > $@

# The words and phrases that every program has and no bundle need carry.
BASES := $(sort $(wildcard src/bundle/base-[0-9]*))
$(B)/gen/base.c: src/bundle/base.sh $(BASES)
	@mkdir -p $(@D)
	$(Q)sh src/bundle/base.sh $(BASES) > $@

# The files that the linker knows the late libraries by.
$(B)/gen/late.c: src/late.sh $(B)/flags
	@mkdir -p $(@D)
	$(Q)sh src/late.sh '$(CC)' $(LATE_LIBS) > $@

# The braille of common words, by the code that writes it (src/render/braille/learned.h). The builds
# for tests learn a few, so that both ways are gone; the same cells come out.
LEARNED_release := $(wildcard $(foreach l,$(WORD_LISTS),$(call lib_name,$(l)))) src/bundle/base/rare-words.txt
LEARNED := $(LEARNED_$(MODE)) $(addprefix src/bundle/base/,en.txt general-words.txt)
$(B)/gen/learned.txt: $(LEARNED) Makefile
	@mkdir -p $(@D)
	$(Q)sed 's,/.*,,' $(LEARNED) | tr ' ' '\n' | LC_ALL=C sed -E 's/^[A-Z]([a-z])/\L&/' | \
		LC_ALL=C grep -Ex "[A-Z]+|[a-z]+(['-][a-z]+)*" | grep -v "'s$$" | LC_ALL=C sort -u >$@

$(B)/learn: $(CORE_FIRST) $(B)/obj/learn.o $(B)/flags
	$(call say,link $@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIBS)

LEARNERS := $(filter $(addprefix $(B)/obj/,render/braille/% document/% base/%),$(CORE_FIRST))
$(B)/gen/learned.bin: $(B)/gen/learned.txt $(LEARNERS) | $(B)/learn
	$(call say,learn $@)
	$(Q)$(B)/learn $< $@

$(B)/obj/gen/learned.o: $(B)/gen/learned.bin
	@mkdir -p $(@D)
	$(Q)printf '%s\n' '.section .rodata' '.globl learned_bytes' '.balign 8' \
		'learned_bytes: .incbin "$<"' '.section .note.GNU-stack,"",%progbits' | \
		$(CC) -c -x assembler -o $@ -

# Files that change only when their contents do: flags and names are dependencies like any other.
define keep
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(1))' > $@.new; \
	if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
endef
$(B)/flags: FORCE
	$(call keep,$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(LIBS) $(LATE_LIBS))
$(B)/names: FORCE
	$(call keep,$(SOURCES))
.PHONY: FORCE
FORCE:

-include $(OBJECTS:.o=.d) $(B)/obj/learn.d

# --- setup, demo, install --------------------------------------------------------------------
.PHONY: setup
setup:
	@sh src/setup.sh "$(LIBRARIES) $(TEST_LIBRARIES)" "$(PROGRAMS) $(TEST_PROGRAMS)" "$(DATA_PACKAGES)"
	@sh src/setup_npm.sh build/npm $(NPM_PACKAGES)

.PHONY: demo
demo: build-after-setup
	@sh tests/demo.sh $(PROGRAM) build/demo

# The libraries are looked for when make starts; after `setup` in the same run, start again.
.PHONY: build-after-setup
build-after-setup: $(filter setup,$(MAKECMDGOALS))
	@$(MAKE) --no-print-directory MODE=$(MODE) all

MANUALS := $(wildcard src/man/*.[157])
MANUAL_PAGES := $(MANUALS:src/man/%=build/man/%.html)
SHARE = $(DESTDIR)$(PREFIX)/share

# The manual as web pages, which many screen-reader users move in more easily.
.PHONY: manual
manual: $(MANUAL_PAGES)

build/man/%.html: src/man/% $(PROGRAM)
	@mkdir -p $(@D)
	@mandoc -T html $< | $(PROGRAM) html -q --type html --lang en - -o $@

.PHONY: install
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/lectern/voices $(foreach n,1 5 7,$(SHARE)/man/man$(n))
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/lectern
	$(foreach n,1 5 7,install -m 644 $(filter %.$n,$(MANUALS)) $(SHARE)/man/man$n &&) true
	$(if $(shell command -v mandoc),$(MAKE) --no-print-directory manual &&) true
	$(if $(shell command -v mandoc),install -d $(SHARE)/doc/lectern && \
		install -m 644 $(MANUAL_PAGES) $(SHARE)/doc/lectern)
	cp -R voices/. $(SHARE)/lectern/voices/
	install -m 644 $(BASES) $(SHARE)/lectern

.PHONY: clean
clean:
	rm -rf build

.PHONY: help
help:
	@echo 'make                 build build/lectern'
	@echo 'make setup           install what the build, the demo and the tests need'
	@echo 'make setup demo      the same, then build and render corpus/ into build/demo'
	@echo 'make setup check     the same, then run the tests'
	@echo 'make check           run the tests'
	@echo 'make bench           measure speed and size against other programs'
	@echo 'make soak            the long tests: fuzzing, big corpora'
	@echo 'make golden SET=1    write the expected outputs again (then read what changed)'
	@echo 'make format          lay the source out by .clang-format'
	@echo 'make manual          the man pages as web pages, in build/man/ (with mandoc)'
	@echo 'make install         install below PREFIX (now $(PREFIX)), staged in DESTDIR'
	@echo 'make clean           remove build/'
	@echo 'V=1 shows the commands whole'
	@echo 'MODE=release|debug|asan|fuzz chooses how it is built (build/, build/debug ...)'

.PHONY: format
format:
	clang-format -i $(SOURCES) $(shell find src tests -name '*.h') $(shell find tests -name '*.c')

include tests/tests.mk
