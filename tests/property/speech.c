/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every sentence of a document is said exactly once, whatever the document looks like. */
#include "unit/test.h"

#include "document/build.h"
#include "random.h"
#include "voice/voice.h"

enum { DOCUMENTS = 300, MARKERS = 4000 };

/* A word of its own for every sentence: "babacu", "babada" ... */
static void
marker(unsigned n, struct buf *word)
{
	static const char consonants[] = "bdfgklmnprt", vowels[] = "aeiou";

	for (int i = 0; i < 4; i++) {
		buf_byte(word, consonants[n % 11]);
		n /= 11;
		buf_byte(word, vowels[n % 5]);
		n /= 5;
	}
}

static void
put_sentences(struct build *b, struct dice *d, unsigned *next)
{
	for (unsigned count = 1 + dice_roll(d, 3); count > 0 && *next < MARKERS; count--) {
		struct buf text = {0};

		buf_put(&text, S("The "));
		marker((*next)++, &text);
		buf_put(&text, S(" is not here. "));
		if (dice_roll(d, 5) == 0)
			build_span_open(b, SPAN_STRONG, S(""));
		build_text(b, buf_str(&text));
		buf_free(&text);
	}
}

static void
put_blocks(struct build *b, struct dice *d, unsigned depth, unsigned count, unsigned *next)
{
	for (unsigned i = 0; i < count; i++) {
		enum block_kind kind = (enum block_kind)(1 + dice_roll(d, BLOCK_KIND_COUNT - 1));

		build_open(b, kind, 1 + dice_roll(d, 6), i + 1);
		if (dice_roll(d, 5) == 0)
			build_flag(b, dice_roll(d, 16));
		if (dice_roll(d, 3) == 0)
			build_number(b, 1 + dice_roll(d, 9));
		if (block_is_leaf(kind) || depth == 0)
			put_sentences(b, d, next);
		else
			put_blocks(b, d, depth - 1, 1 + dice_roll(d, 4), next);
		build_close(b);
	}
}

/* How often the words of a leaf must be said: once, unless it is of what is left out; header
   cells are said with every row. */
enum often { NEVER, ONCE, AT_LEAST_ONCE };

static enum often
how_often(const struct block *b)
{
	if (b->kind == BLOCK_REFERENCE || (b->kind == BLOCK_BOILERPLATE && !block_is_help(b)) ||
	    (b->kind == BLOCK_FIGURE && b->flags & BLOCK_DECORATIVE))
		return NEVER;
	for (const struct block *up = b->parent; up; up = up->parent)
		if (up->kind == BLOCK_NOTE)
			return NEVER;
	return b->kind == BLOCK_CELL && b->flags & BLOCK_HEADER ? AT_LEAST_ONCE : ONCE;
}

struct count {
	const struct script *script;
	uint64_t seed;
	size_t checked;
	bool dropped; /* one that had to be said was not */
	bool quiet;
};

static size_t
times(const struct script *script, struct str word)
{
	size_t count = 0;

	for (size_t i = 0; i < script->count; i++) {
		struct str spoken = script->at[i].spoken;

		for (size_t at = str_find(spoken, word, 0); at != STR_NONE;
		     at = str_find(spoken, word, at + 1))
			count++;
	}
	return count;
}

static int
check_leaf(void *context, const struct block *b, enum visit visit)
{
	struct count *c = context;
	size_t at = 0;

	if (visit != VISIT_ENTER || !block_is_leaf(b->kind))
		return 0;
	while ((at = str_find(b->text, S("The "), at)) != STR_NONE) {
		struct str word = str_sub(b->text, at + 4, at + 12);
		size_t said = times(c->script, word);
		bool good = true;

		switch (how_often(b)) {
		case NEVER:
			good = said == 0;
			break;
		case ONCE:
			good = said == 1;
			break;
		case AT_LEAST_ONCE:
			good = said >= 1;
			break;
		}
		if (!good) {
			c->dropped = true;
			if (!c->quiet)
				fail_msg("seed %d: %.*s of a %s is said %zu times", (int)c->seed,
				    STR_ARG(word), block_name(b->kind), said);
		}
		c->checked++;
		at += 12;
	}
	return 0;
}

static void
each_sentence_is_said_once(void **state)
{
	struct heard heard;
	struct profile *profile = profile_read(S("en"), hear(&heard));
	static const struct script_options options;
	size_t checked = 0, seen = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct dice d = {seed * 2654435761u + 88172645463325252u};
		struct build *b = build_begin("random", &heard.diag);
		struct arena arena = {0};
		struct document *doc;
		struct script script;
		struct count count = {.script = &script, .seed = seed};
		unsigned next = 0;

		build_meta(b, BUILD_LANGUAGE, S("en"));
		build_meta(b, BUILD_TITLE, S("A title")); /* else a heading may be it as well */
		put_blocks(b, &d, 5, 1 + dice_roll(&d, 10), &next);
		doc = build_end(b);
		script = script_of(doc, profile, NULL, &options, &arena, &heard.diag);
		document_walk(doc, check_leaf, &count);
		checked += count.checked;
		if (script.count > 0) { /* and when one is dropped, it is seen */
			script.count--;
			count.quiet = true;
			document_walk(doc, check_leaf, &count);
			seen += count.dropped;
		}
		document_free(doc);
		arena_free(&arena);
	}
	profile_free(profile);
	assert_true(checked > 2000);
	assert_true(seen > DOCUMENTS / 2);
}

static void
every_utterance_sounds_once(void **state)
{
	struct heard heard;
	struct profile *profile = profile_read(S("en"), hear(&heard));
	struct voice *clock = voice_open("clock", profile, &heard.diag);
	static const struct script_options options;

	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct document *doc = random_document(seed, &heard.diag);
		struct arena arena = {0};
		struct script script = script_of(doc, profile, NULL, &options, &arena, &heard.diag);
		struct cue *cues = arena_array(&arena, script.count + 1, sizeof(*cues));
		struct pcm pcm = {0};
		const char *wrong;
		size_t which;

		assert_int_equal(
		    voice_read(clock, script.at, script.count, 1, &pcm, cues, &heard.diag), 0);
		wrong = voice_check(script.at, script.count, cues, script.count, &pcm, &which);
		if (wrong)
			fail_msg("seed %d: utterance %zu %s", (int)seed, which, wrong);
		for (size_t i = 1; i < script.count; i++)
			if (script.at[i].kind == UTTERANCE_HEADING)
				assert_true(cues[i].start - cues[i - 1].end >= pcm.rate);
		if (script.count > 0)
			assert_non_null(voice_check(
			    script.at, script.count, cues, script.count - 1, &pcm, &which));
		pcm_free(&pcm);
		document_free(doc);
		arena_free(&arena);
	}
	voice_close(clock);
	profile_free(profile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_sentence_is_said_once),
	    cmocka_unit_test(every_utterance_sounds_once)};

	return cmocka_run_group_tests_name("speech", tests, NULL, NULL);
}
