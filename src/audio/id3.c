/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/id3.h"

#include "base/utf8.h"

enum { LATIN1, UTF16, CONTENTS_MOST = 255 };

static void
put_number(struct buf *out, unsigned long number, unsigned bytes, unsigned bits)
{
	for (unsigned i = bytes; i > 0; i--)
		buf_byte(out, (char)(number >> ((i - 1) * bits) & ((1u << bits) - 1)));
}

static void
put_frame(struct buf *out, const char *id, const struct buf *body)
{
	buf_put(out, str_of(id));
	put_number(out, body->len, 4, 8); /* whole bytes in 2.3; only the tag's size is of 7 bits */
	put_number(out, 0, 2, 8);
	buf_put(out, buf_str(body));
}

static bool
is_latin1(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (utf8_next(text, &at) > 0xff)
			return false;
	return true;
}

static void
put_unit(struct buf *out, unsigned unit)
{
	buf_byte(out, (char)(unit & 0xff));
	buf_byte(out, (char)(unit >> 8));
}

/* In the encoding that the byte in front of the text names. */
static void
put_text(struct buf *out, struct str text, bool latin1)
{
	if (!latin1)
		put_unit(out, 0xfeff);
	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);

		if (latin1) {
			buf_byte(out, (char)c);
		} else if (c < 0x10000) {
			put_unit(out, c);
		} else {
			put_unit(out, 0xd800 + ((c - 0x10000) >> 10));
			put_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
		}
	}
}

static void
put_text_frame(struct buf *out, const char *id, struct str text)
{
	struct buf body = {0};
	bool latin1 = is_latin1(text);

	if (text.len == 0)
		return;
	buf_byte(&body, latin1 ? LATIN1 : UTF16);
	put_text(&body, text, latin1);
	put_frame(out, id, &body);
	buf_free(&body);
}

/* ISO 639: two letters, then the three of 639-2 (T). */
static const char languages[] =
    "afafr amamh anarg arara asasm azaze babak bebel bgbul bnben bobod bsbos cacat cocos "
    "csces cvchv cycym dadan dedeu dvdiv elell eneng eoepo esspa etest eueus fafas fifin "
    "fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hrhrv hthat "
    "huhun hyhye iaina idind igibo ioido isisl itita iuiku jajpn jvjav kakat kkkaz klkal "
    "kmkhm knkan kokor kukur kwcor kykir lalat lbltz lnlin lolao ltlit lvlav mgmlg mimri "
    "mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nbnob nenep nlnld nnnno nonor nvnav nynya "
    "ococi omorm orori papan plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan "
    "scsrd sdsnd sesme sgsag sisin skslk slslv smsmo snsna sosom sqsqi srsrp ssssw stsot "
    "susun svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur tstso "
    "tttat uguig ukukr ururd uzuzb veven vivie wowol xhxho yiyid yoyor zazha zhzho zuzul";

/* "es-MX" is "spa"; what is not in the list stays as its first part. */
static struct str
three_letters(struct str language)
{
	struct str two = {"", 0};

	str_cut(&language, '-', &two);
	for (size_t i = 0; two.len == 2 && i + 5 < sizeof(languages); i += 6)
		if (ascii_fold(two.at[0]) == languages[i] &&
		    ascii_fold(two.at[1]) == languages[i + 1])
			return (struct str){languages + i + 2, 3};
	return two;
}

/* 2026-11-22: the year, and day and month together. */
static void
put_date(struct buf *out, struct str date)
{
	struct buf day = {0};

	put_text_frame(out, "TYER", str_sub(date, 0, 4));
	if (date.len < 10)
		return;
	buf_put(&day, str_sub(date, 8, 10));
	buf_put(&day, str_sub(date, 5, 7));
	put_text_frame(out, "TDAT", buf_str(&day));
	buf_free(&day);
}

static bool
is_plain_url(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] <= ' ' || text.at[i] > '~')
			return false;
	return str_starts(text, S("https://")) || str_starts(text, S("http://"));
}

static void
put_source(struct buf *out, struct str source)
{
	struct buf body = {0};
	bool latin1 = is_latin1(source);

	if (source.len == 0)
		return;
	if (is_plain_url(source)) {
		buf_put(&body, source);
		put_frame(out, "WOAS", &body);
	} else {
		buf_byte(&body, latin1 ? LATIN1 : UTF16);
		put_text(&body, S("source"), latin1);
		put_number(&body, 0, latin1 ? 1 : 2, 8);
		put_text(&body, source, latin1);
		put_frame(out, "TXXX", &body);
	}
	buf_free(&body);
}

static void
put_track(struct buf *out, unsigned track, unsigned tracks)
{
	struct buf text = {0};

	if (track > 0)
		buf_print(&text, tracks > 0 ? "%u/%u" : "%u", track, tracks);
	put_text_frame(out, "TRCK", buf_str(&text));
	buf_free(&text);
}

static unsigned long
milliseconds(const struct pcm *pcm, size_t samples)
{
	return (unsigned long)((unsigned long long)samples * 1000 / pcm->rate);
}

static void
put_chapter(struct buf *out, const struct tags *tags, size_t n, const struct pcm *pcm)
{
	size_t end = n + 1 < tags->chapter_count ? tags->chapters[n + 1].start : pcm->count;
	struct buf body = {0};

	buf_print(&body, "c%zu", n + 1);
	buf_byte(&body, '\0');
	put_number(&body, milliseconds(pcm, tags->chapters[n].start), 4, 8);
	put_number(&body, milliseconds(pcm, end), 4, 8);
	buf_fill(&body, '\xff', 8); /* no byte offsets */
	put_text_frame(&body, "TIT2", tags->chapters[n].title);
	put_frame(out, "CHAP", &body);
	buf_free(&body);
}

/* A table of contents counts its entries in one byte; the chapters behind are there for
   players that look at the chapters themselves. */
static void
put_contents(struct buf *out, size_t count)
{
	struct buf body = {0};

	count = count < CONTENTS_MOST ? count : CONTENTS_MOST;
	buf_print(&body, "toc");
	buf_byte(&body, '\0');
	buf_byte(&body, 3); /* top level, ordered */
	buf_byte(&body, (char)count);
	for (size_t i = 0; i < count; i++) {
		buf_print(&body, "c%zu", i + 1);
		buf_byte(&body, '\0');
	}
	put_frame(out, "CTOC", &body);
	buf_free(&body);
}

void
id3_write(const struct tags *tags, const struct pcm *pcm, struct buf *out)
{
	struct buf frames = {0};

	if (tags == NULL)
		return;
	put_text_frame(&frames, "TIT2", tags->title);
	put_text_frame(&frames, "TALB", tags->album);
	put_text_frame(&frames, "TPE1", tags->artist);
	put_text_frame(&frames, "TLAN", three_letters(tags->language));
	put_date(&frames, tags->date);
	put_track(&frames, tags->track, tags->tracks);
	put_source(&frames, tags->source);
	if (tags->chapter_count > 0)
		put_contents(&frames, tags->chapter_count);
	for (size_t i = 0; i < tags->chapter_count; i++)
		put_chapter(&frames, tags, i, pcm);
	if (frames.len > 0) {
		buf_put(out, S("ID3\x03"));
		put_number(out, 0, 2, 8);
		put_number(out, frames.len, 4, 7);
		buf_put(out, buf_str(&frames));
	}
	buf_free(&frames);
}
