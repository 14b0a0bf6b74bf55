/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <stdlib.h>

#include "audio/g711.h"

/* Ends of the tables of G.711 and the codes round zero. */
static void
known_points(void **state)
{
	(void)state;
	assert_int_equal(g711_ulaw(0), 0xff);
	assert_int_equal(g711_ulaw(-1), 0x7f);
	assert_int_equal(g711_ulaw(32767), 0x80);
	assert_int_equal(g711_ulaw(-32768), 0x00);
	assert_int_equal(g711_from_ulaw(0xff), 0);
	assert_int_equal(g711_from_ulaw(0x80), 32124);
	assert_int_equal(g711_from_ulaw(0x00), -32124);
	assert_int_equal(g711_alaw(0), 0xd5);
	assert_int_equal(g711_alaw(-1), 0x55);
	assert_int_equal(g711_alaw(32767), 0xaa);
	assert_int_equal(g711_alaw(-32768), 0x2a);
	assert_int_equal(g711_from_alaw(0xd5), 8);
	assert_int_equal(g711_from_alaw(0xaa), 32256);
	assert_int_equal(g711_from_alaw(0x2a), -32256);
}

/* A code stands for one run of samples, whose middle it decodes to. */
static void
check_law(uint8_t (*code)(int16_t), int16_t (*sample)(uint8_t), int finest)
{
	int start = -32768, runs = 0;

	for (int x = -32768; x <= 32767; x++) {
		int width, off;

		if (x < 32767 && code((int16_t)(x + 1)) == code((int16_t)x))
			continue;
		width = x - start + 1;
		off = abs(2 * sample(code((int16_t)x)) - (start + x));
		/* the outermost runs go on past what was counted */
		if (start != -32768 && x != 32767 && off > finest)
			fail_msg(
			    "code of %d to %d decodes to %d", start, x, sample(code((int16_t)x)));
		assert_true(width >= finest / 2);
		runs++;
		start = x + 1;
	}
	assert_int_equal(runs, 256);
}

static void
codes_stand_for_their_middle(void **state)
{
	(void)state;
	check_law(g711_ulaw, g711_from_ulaw, 8);
	check_law(g711_alaw, g711_from_alaw, 16);
}

/* The decision values of tables 1 and 2 of G.711, as sums of the widths of their intervals; a
   sample is cut to the bits a law reads, a negative one as its complement. */
static void
check_table(uint8_t (*code)(int16_t), int bits, int first, int finest, uint8_t flipped)
{
	int from[129] = {0};

	for (int k = 0; k < 128; k++)
		from[k + 1] = from[k] + (k == 0      ? first
					    : k < 16 ? finest
						     : finest << (k / 16 - (first == finest)));
	for (int x = -32768; x <= 32767; x++) {
		int magnitude = (x < 0 ? -1 - x : x) >> (16 - bits), k = 0;

		while (k < 127 && magnitude >= from[k + 1])
			k++;
		if (code((int16_t)x) != (uint8_t)((k | (x < 0 ? 0 : 0x80)) ^ flipped))
			fail_msg("%d is coded %02x", x, code((int16_t)x));
	}
}

static void
codes_are_those_of_the_tables(void **state)
{
	(void)state;
	check_table(g711_ulaw, 14, 1, 2, 0x7f);
	check_table(g711_alaw, 12, 1, 1, 0x55);
}

static void
codes_survive_a_round_trip(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		assert_int_equal(g711_alaw(g711_from_alaw((uint8_t)c)), c);
		if (c != 0x7f) /* minus zero decodes to zero */
			assert_int_equal(g711_ulaw(g711_from_ulaw((uint8_t)c)), c);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(known_points),
	    cmocka_unit_test(codes_stand_for_their_middle),
	    cmocka_unit_test(codes_are_those_of_the_tables),
	    cmocka_unit_test(codes_survive_a_round_trip)};

	return cmocka_run_group_tests_name("g711", tests, NULL, NULL);
}
