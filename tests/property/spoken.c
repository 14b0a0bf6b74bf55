/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/utf8.h"
#include "random.h"
#include "voice/spoken.h"

enum { ROUNDS = 3000, PIECES = 8 };

static const char *const pieces[] = {"take ", "mg", " mg/mL", "%", " of ", "type ", "IV", " and ",
    "-", "–", " - ", "/", ".", ", ", " ", "<", "≥", "$", "°C", " p.m.", ":", "(", ")", "½", "²",
    "^", "x", "A", "COVID", "CYP", "Jan. ", "the ", "'s", "s", "th", "\"", "'", "#", "@", "µg",
    " to ", "[[", "]]", "million", "n", "=", "+", "±", "3", "10", "2020", "1,000", "0.5", "é", "α"};

/* The same pieces for the same seed, with `figure` somewhere between them. */
static void
make_text(uint64_t seed, const char *figure, struct buf *text)
{
	struct dice dice = {seed * 7919 + 1};
	unsigned place;

	for (unsigned i = 0; i < 8; i++) /* small seeds begin alike */
		dice_roll(&dice, 2);
	place = dice_roll(&dice, PIECES);
	for (unsigned i = 0; i < PIECES; i++) {
		if (i == place)
			buf_put(text, str_of(figure));
		buf_put(text, str_of(pieces[dice_roll(&dice, sizeof(pieces) / sizeof(*pieces))]));
	}
}

static void
say_text(struct str text, const char *language, bool plain, struct buf *out)
{
	struct heard heard;
	struct block leaf = {.kind = BLOCK_PARAGRAPH, .text = text};
	struct spoken_options options = {.language = str_of(language), .plain_words = plain};

	spoken_leaf(&leaf, 0, text.len, &options, NULL, out, hear(&heard));
}

static void
check_words(uint64_t seed, struct str spoken)
{
	for (size_t at = 0; at < spoken.len;) {
		unsigned c = utf8_next(spoken, &at);

		if (!(char_letter(c) && !char_upper(c)) && !char_mark(c) && c != ' ' && c != '\'')
			fail_msg(
			    "seed %d leaves U+%04X in \"%.*s\"", (int)seed, c, STR_ARG(spoken));
	}
}

/* Two texts that differ in a figure or its sign are said differently, in words only. */
static void
nothing_is_lost(void **state)
{
	static const char *const languages[] = {"en", "en-GB", "es", "fr"};
	static const char *const figures[][2] = {
	    {"47", "58"}, {"<47", ">47"}, {"≥47", "47"}, {"±47", "47"}, {"47%", "47"}};

	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		const char *language = languages[seed % 4];
		const char *const *figure = figures[seed % 5];
		struct buf text = {0}, other = {0}, spoken = {0}, otherwise = {0};

		make_text(seed, figure[0], &text);
		make_text(seed, figure[1], &other);
		say_text(buf_str(&text), language, true, &spoken);
		say_text(buf_str(&other), language, true, &otherwise);
		check_words(seed, buf_str(&spoken));
		if (str_equal(buf_str(&spoken), buf_str(&otherwise)))
			fail_msg("seed %d: \"%.*s\" loses %s: \"%.*s\"", (int)seed,
			    STR_ARG(buf_str(&text)), figure[0], STR_ARG(buf_str(&spoken)));
		buf_free(&text);
		buf_free(&other);
		buf_free(&spoken);
		buf_free(&otherwise);
	}
}

/* The voice takes phonemes between double brackets: text never carries them to it. */
static void
no_brackets_reach_the_voice(void **state)
{
	static const char *const languages[] = {"en", "es", "fr", "de"};

	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		struct buf text = {0}, spoken = {0};

		make_text(seed, "[[47]]", &text);
		say_text(buf_str(&text), languages[seed % 4], false, &spoken);
		assert_true(str_find(buf_str(&spoken), S("[["), 0) == STR_NONE);
		buf_free(&text);
		buf_free(&spoken);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_is_lost), cmocka_unit_test(no_brackets_reach_the_voice)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
