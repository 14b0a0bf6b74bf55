/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

char *
buf_room(struct buf *b, size_t count)
{
	size_t need = b->len + count;

	if (b->full || need < b->len || (b->ceiling != 0 && need > b->ceiling)) {
		b->full = true;
		return NULL;
	}
	if (need > b->room || b->at == NULL) {
		size_t room = b->room ? b->room : 64;

		while (room < need)
			room = room > SIZE_MAX / 2 ? need : room * 2;
		b->at = mem_resize(b->at, room, 1);
		b->room = room;
	}
	b->len = need;
	return b->at + need - count;
}

void
buf_put(struct buf *b, struct str s)
{
	char *to = s.len ? buf_room(b, s.len) : NULL;

	if (to)
		memcpy(to, s.at, s.len);
}

void
buf_char(struct buf *b, unsigned codepoint)
{
	char bytes[UTF8_MOST];

	if (codepoint < 0x80)
		buf_byte(b, (char)codepoint);
	else
		buf_put(b, (struct str){bytes, utf8_encode(codepoint, bytes)});
}

void
buf_fill(struct buf *b, char byte, size_t count)
{
	char *to = buf_room(b, count);

	if (to && count)
		memset(to, byte, count);
}

void
buf_print(struct buf *b, const char *fmt, ...)
{
	va_list args, again;
	char *to;
	int len;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len > 0 && (to = buf_room(b, (size_t)len + 1)) != NULL) {
		vsnprintf(to, (size_t)len + 1, fmt, again);
		b->len--;
	}
	va_end(again);
}

void
buf_varint(struct buf *b, unsigned long long value)
{
	for (; value >= 0x80; value >>= 7)
		buf_byte(b, (char)((value & 0x7f) | 0x80));
	buf_byte(b, (char)value);
}

static void
put_fixed(struct buf *b, unsigned long long value, unsigned bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		buf_byte(b, (char)(value & 0xff));
}

void
buf_u32(struct buf *b, unsigned value)
{
	put_fixed(b, value, 4);
}

void
buf_u64(struct buf *b, unsigned long long value)
{
	put_fixed(b, value, 8);
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){b->at, b->len};
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->full = false;
}

void
buf_free(struct buf *b)
{
	mem_free(b->at);
	*b = (struct buf){.ceiling = b->ceiling};
}

bool
str_take_varint(struct str *s, unsigned long long *value)
{
	unsigned long long sum = 0;

	for (size_t i = 0; i < s->len && i < 10; i++) {
		unsigned byte = (unsigned char)s->at[i];

		if (i == 9 && byte > 1)
			return false;
		sum |= (unsigned long long)(byte & 0x7f) << (7 * i);
		if (byte < 0x80) {
			*value = sum;
			*s = str_sub(*s, i + 1, s->len);
			return true;
		}
	}
	return false;
}

static bool
take_fixed(struct str *s, unsigned bytes, unsigned long long *value)
{
	unsigned long long sum = 0;

	if (s->len < bytes)
		return false;
	for (unsigned i = bytes; i > 0; i--)
		sum = sum << 8 | (unsigned char)s->at[i - 1];
	*value = sum;
	*s = str_sub(*s, bytes, s->len);
	return true;
}

bool
str_take_u32(struct str *s, unsigned *value)
{
	unsigned long long wide;

	if (!take_fixed(s, 4, &wide))
		return false;
	*value = (unsigned)wide;
	return true;
}

bool
str_take_u64(struct str *s, unsigned long long *value)
{
	return take_fixed(s, 8, value);
}

bool
str_take(struct str *s, unsigned long long count, struct str *taken)
{
	if (count > s->len)
		return false;
	*taken = str_sub(*s, 0, (size_t)count);
	*s = str_sub(*s, (size_t)count, s->len);
	return true;
}
