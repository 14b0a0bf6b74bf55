/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/g711.h"

/*
 * Both laws: a sign, three bits for the segment (each twice as wide as the one below), four
 * bits for the place in it. Negative samples are taken as their one's complement, which is
 * what keeps -1 and 0 symmetrical in the reference.
 */
enum { ULAW_BIAS = 33, ULAW_MOST = 0x1fff, ALAW_EVEN = 0x55, SIGN = 0x80 };

static unsigned
magnitude(int16_t sample)
{
	return (unsigned)(sample < 0 ? ~sample : sample);
}

static unsigned
top_bit(unsigned value)
{
	unsigned bit = 0;

	for (unsigned step = 8; step > 0; step /= 2)
		if (value >> step) {
			value >>= step;
			bit += step;
		}
	return bit;
}

uint8_t
g711_ulaw(int16_t sample)
{
	unsigned m = (magnitude(sample) >> 2) + ULAW_BIAS, segment;

	if (m > ULAW_MOST)
		m = ULAW_MOST;
	segment = top_bit(m) - 5;
	return (uint8_t) ~((sample < 0 ? SIGN : 0) | segment << 4 | (m >> (segment + 1) & 15));
}

int16_t
g711_from_ulaw(uint8_t code)
{
	unsigned c = (uint8_t)~code, segment = c >> 4 & 7;
	int m = (int)(((c & 15) * 2 + ULAW_BIAS) << segment) - ULAW_BIAS;

	return (int16_t)((c & SIGN ? -m : m) * 4);
}

uint8_t
g711_alaw(int16_t sample)
{
	unsigned m = magnitude(sample) >> 4, segment = m < 16 ? 0 : top_bit(m) - 3;
	unsigned place = segment > 1 ? m >> (segment - 1) & 15 : m & 15;

	return (uint8_t)(((sample < 0 ? 0 : SIGN) | segment << 4 | place) ^ ALAW_EVEN);
}

int16_t
g711_from_alaw(uint8_t code)
{
	unsigned c = code ^ ALAW_EVEN, segment = c >> 4 & 7, place = (c & 15) * 2 + 1;
	int m = (int)(segment ? (place + 32) << (segment - 1) : place) * 8;

	return (int16_t)(c & SIGN ? m : -m);
}

void
g711_pack(const struct pcm *pcm, uint8_t (*code)(int16_t), struct buf *out)
{
	char *at = buf_room(out, pcm->count);

	if (at)
		for (size_t i = 0; i < pcm->count; i++)
			at[i] = (char)code(pcm->at[i]);
}
