/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/text/sms.h"

#include "base/utf8.h"
#include "render/text/flow.h"
#include "voice/profile.h"

enum { DIGITS_MOST = 7 }; /* of the number of parts */

static const struct limits {
	size_t alone, part;
} limits[] = {{160, 153}, {70, 67}};

/* --- the alphabet -------------------------------------------------------------------------- */

/* Basic characters outside ASCII, and what of ASCII is missing or takes two places. */
static const unsigned short basic[] = {0xa1, 0xa3, 0xa4, 0xa5, 0xa7, 0xbf, 0xc4, 0xc5, 0xc6, 0xc7,
    0xc9, 0xd1, 0xd6, 0xd8, 0xdc, 0xdf, 0xe0, 0xe4, 0xe5, 0xe6, 0xe8, 0xe9, 0xec, 0xf1, 0xf2, 0xf6,
    0xf8, 0xf9, 0xfc, 0x393, 0x394, 0x398, 0x39b, 0x39e, 0x3a0, 0x3a3, 0x3a6, 0x3a8, 0x3a9};

unsigned
sms_places(enum sms_alphabet alphabet, unsigned c)
{
	if (alphabet == SMS_UCS2)
		return c > 0xffff ? 2 : 1;
	if (c < 0x80) {
		switch (c) {
		case '^':
		case '{':
		case '}':
		case '[':
		case ']':
		case '~':
		case '\\':
		case '|':
			return 2;
		case '`':
			return 0;
		default:
			return (c >= ' ' && c <= '~') || c == '\n';
		}
	}
	for (size_t i = 0; i < sizeof(basic) / sizeof(basic[0]); i++)
		if (basic[i] == c)
			return 1;
	return c == 0x20ac ? 2 : 0;
}

static bool
write_gsm(void *context, unsigned c, struct buf *out)
{
	(void)context;
	if (sms_places(SMS_GSM7, c) == 0)
		return false;
	buf_char(out, c);
	return true;
}

static size_t
places(struct str s, enum sms_alphabet alphabet)
{
	size_t count = 0;

	for (size_t at = 0; at < s.len;)
		count += sms_places(alphabet, utf8_next(s, &at));
	return count;
}

static bool
closes(char c)
{
	return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == ',';
}

static bool
ends_closed(struct str s)
{
	size_t at = s.len;
	unsigned last = s.len ? utf8_before(s, &at) : 0;

	return (last < 0x80 && closes((char)last)) || last == 0x2026 || last == 0x3002 ||
	       last == 0x964 || last == 0x6d4 || last == 0x61f || last == 0xff1f ||
	       last == 0xff01 || last == 0xff1a;
}

static void
add_line(struct buf *out, struct str line)
{
	line = str_trim(line);
	if (line.len && out->len)
		buf_put(out, ends_closed(buf_str(out)) ? S(" ") : S("; "));
	buf_put(out, line);
}

enum sms_alphabet
sms_form(struct str text, struct buf *out, struct plain_changes *changes)
{
	struct buf joined = {0}, plain = {0};
	struct str line;
	bool wide;

	while (text.len && str_line(&text, &line))
		add_line(&joined, line);
	plain_form(buf_str(&joined), write_gsm, NULL, &plain, changes);
	wide = changes->lost > 0;
	buf_put(out, wide ? buf_str(&joined) : buf_str(&plain));
	buf_free(&joined);
	buf_free(&plain);
	return wide ? SMS_UCS2 : SMS_GSM7;
}

/* --- parts --------------------------------------------------------------------------------- */

static size_t
digits(size_t n)
{
	size_t count = 1;

	for (; n >= 10; n /= 10)
		count++;
	return count;
}

/* The end of what fits, in the middle of a word where it must be. */
static size_t
fitting(struct str s, enum sms_alphabet alphabet, size_t room)
{
	size_t at = 0;

	while (at < s.len) {
		size_t next = at, need = sms_places(alphabet, utf8_next(s, &next));

		if (need > room)
			break;
		room -= need;
		at = next;
	}
	return at;
}

/* Where the part that `s` begins with ends. */
static size_t
part_end(struct str s, enum sms_alphabet alphabet, size_t room, bool *cut)
{
	size_t most = fitting(s, alphabet, room), glued = 0;

	if (most == s.len)
		return most;
	for (size_t at = most; at > 0; at--) {
		if (s.at[at] != ' ' || s.at[at - 1] == ' ')
			continue;
		if (!ascii_digit(s.at[at - 1]))
			return at;
		if (glued == 0)
			glued = at;
	}
	*cut = *cut || glued == 0;
	return glued ? glued : most;
}

/* The number of parts when their total has so many digits; written out when `out` is there. */
static size_t
put_parts(struct str text, enum sms_alphabet alphabet, size_t total_digits, size_t total,
    struct buf *out, bool *cut)
{
	size_t count = 0;

	while (text.len) {
		size_t head = digits(++count) + total_digits + 2, end;

		end = part_end(text, alphabet, limits[alphabet].part - head, cut);
		if (out)
			buf_print(
			    out, "%zu/%zu %.*s\n", count, total, STR_ARG(str_sub(text, 0, end)));
		text = str_trim(str_sub(text, end, text.len));
	}
	return count;
}

size_t
sms_put(struct str text, enum sms_alphabet alphabet, struct buf *out, struct diag *diag)
{
	size_t total = 1, width = 1;
	bool cut = false;

	text = str_trim(text);
	if (text.len == 0)
		return 0;
	if (places(text, alphabet) <= limits[alphabet].alone) {
		if (out)
			buf_print(out, "%.*s\n", STR_ARG(text));
		return 1;
	}
	for (; width < DIGITS_MOST; width++) {
		total = put_parts(text, alphabet, width, 0, NULL, &cut);
		if (digits(total) <= width)
			break;
	}
	cut = false;
	if (out)
		put_parts(text, alphabet, width, total, out, &cut);
	if (cut)
		diag_say(diag, DIAG_MESSAGE_WORD_CUT, (struct where){0}, "%s", "");
	return total;
}

/* --- articles ------------------------------------------------------------------------------ */

static void
put_article(struct shelf *shelf, const struct document *doc, struct buf *text, struct diag *diag)
{
	struct text_style style = {
	    .wrap = TEXT_PARAGRAPH, .headings = TEXT_BLANK, .refs = TEXT_REFS_NONE};
	struct output *out = output_memory(text);
	struct text_flow *flow = text_begin(out, &style, doc->language, diag);

	text_article(flow, shelf, doc, diag);
	text_end(flow);
	output_commit(out, diag);
}

/* Messages that the text would need. */
static size_t
parts_of(struct str text)
{
	struct plain_changes changes = {0};
	struct buf form = {0};
	enum sms_alphabet alphabet = sms_form(text, &form, &changes);
	size_t count = sms_put(buf_str(&form), alphabet, NULL, NULL);

	buf_free(&form);
	plain_changes_free(&changes);
	return count;
}

/* Whether the text fits into the first of several parts. */
static bool
fits_first(struct str text)
{
	struct plain_changes changes = {0};
	struct buf form = {0};
	enum sms_alphabet alphabet = sms_form(text, &form, &changes);
	bool fits = places(buf_str(&form), alphabet) <= limits[alphabet].part - 4;

	buf_free(&form);
	plain_changes_free(&changes);
	return fits;
}

/* Adds a line to the card when it stays small enough. */
static bool
card_line(struct buf *card, struct str line, bool in_first)
{
	size_t len = card->len;

	if (len)
		buf_byte(card, '\n');
	buf_put(card, line);
	if (in_first ? fits_first(buf_str(card)) : parts_of(buf_str(card)) <= SMS_CARD_PARTS)
		return true;
	card->len = len;
	return false;
}

/* The helpline, shortened to its number where its label leaves no room. */
static bool
card_helpline(struct buf *card, struct str phrase, const struct helpline *line)
{
	struct buf words = {0};
	bool fits;

	buf_print(&words, "%.*s: %.*s%s%.*s.", STR_ARG(phrase), STR_ARG(line->label),
	    line->label.len && line->number.len ? ", " : "", STR_ARG(line->number));
	fits = card_line(card, buf_str(&words), true);
	if (!fits && line->number.len) {
		buf_clear(&words);
		buf_print(&words, "%.*s: %.*s.", STR_ARG(phrase), STR_ARG(line->number));
		fits = card_line(card, buf_str(&words), true);
	}
	buf_free(&words);
	return fits;
}

static void
card_head(struct shelf *shelf, const struct document *doc, struct buf *card, struct diag *diag)
{
	struct arena arena = {0};
	struct profile *profile = profile_read(doc->language, diag);
	struct str phrase = profile_phrase(profile, "helpline");
	struct helpline *lines;
	size_t count = shelf_helplines(shelf, doc, &arena, &lines), shown = 0;
	bool titled = card_line(card, doc->title, true);

	if (count && !card_helpline(card, phrase, &lines[0])) {
		buf_clear(card); /* the helpline goes before the title */
		titled = false;
		shown = card_helpline(card, phrase, &lines[0]);
	} else {
		shown = count > 0;
	}
	for (size_t i = 1; i < count; i++)
		shown += card_helpline(card, phrase, &lines[i]);
	if (shown == 0)
		diag_say(
		    diag, DIAG_NO_CARD_HELPLINE, (struct where){0}, "%.*s", STR_ARG(doc->title));
	if (!titled)
		card_line(card, doc->title, false);
	profile_free(profile);
	arena_free(&arena);
}

/* What a card may say: the sentences of the paragraphs that open each section, up to the first
   list or lead-in, since what follows those may not be true alone. */
struct candidates {
	struct arena arena;
	struct candidate {
		struct str words;
		size_t section, nth;
		bool taken;
	} * list;
	size_t count, room, sections, longest;
};

/* False: nothing of the section behind this paragraph may be said. */
static bool
gather_paragraph(struct candidates *c, const struct block *b, size_t *nth)
{
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];
		struct buf words = {0};
		struct str sentence;

		if (span->kind != SPAN_SENTENCE)
			continue;
		block_plain_part(b, span->start, span->end, &words);
		sentence = arena_str(&c->arena, str_trim(buf_str(&words)));
		buf_free(&words);
		if (str_ends(sentence, S(":")))
			return false;
		if (sentence.len == 0)
			continue;
		c->list = mem_grow(c->list, c->count, &c->room, sizeof(*c->list));
		c->list[c->count++] = (struct candidate){sentence, c->sections, (*nth)++, false};
	}
	return true;
}

static void
gather(struct candidates *c, const struct document *doc)
{
	struct section section;

	for (bool more = document_section(doc, NULL, &section); more;
	     more = document_section(doc, &section, &section)) {
		size_t nth = 0;

		for (const struct block *b = section.first; b && b != section.end; b = b->next) {
			if (block_is_help(b))
				continue;
			if (b->kind != BLOCK_PARAGRAPH || !gather_paragraph(c, b, &nth))
				break;
		}
		c->longest = nth > c->longest ? nth : c->longest;
		c->sections++;
	}
}

static void
put_taken(const struct candidates *c, struct buf *card)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].taken) {
			buf_byte(card, '\n');
			buf_put(card, c->list[i].words);
		}
}

/* Takes the sentence unless the card then needs a part too many. */
static bool
take(struct candidates *c, size_t i, struct buf *card)
{
	size_t head = card->len;

	c->list[i].taken = true;
	put_taken(c, card);
	c->list[i].taken = parts_of(buf_str(card)) <= SMS_CARD_PARTS;
	card->len = head;
	return c->list[i].taken;
}

/* The first sentence of every section where there is room, then every second one ...; a section
   ends at the first that has no room. */
static void
put_card(struct shelf *shelf, const struct document *doc, struct buf *card, struct diag *diag)
{
	struct candidates c = {0};
	bool *closed;

	card_head(shelf, doc, card, diag);
	gather(&c, doc);
	closed = mem_array(c.sections + 1, sizeof(*closed));
	for (size_t nth = 0; nth < c.longest; nth++)
		for (size_t i = 0; i < c.count; i++)
			if (c.list[i].nth == nth && !closed[c.list[i].section])
				closed[c.list[i].section] = !take(&c, i, card);
	put_taken(&c, card);
	mem_free(closed);
	mem_free(c.list);
	arena_free(&c.arena);
}

static void
put_messages(struct str text, struct output *out, struct diag *diag)
{
	struct plain_changes changes = {0};
	struct buf form = {0}, lines = {0};
	enum sms_alphabet alphabet = sms_form(text, &form, &changes);

	switch (alphabet) {
	case SMS_GSM7:
		plain_changes_say(&changes, "the messages", diag);
		break;
	case SMS_UCS2:
		diag_say(diag, DIAG_WIDE_MESSAGES, (struct where){0}, "%lu characters outside it",
		    changes.lost);
		break;
	}
	sms_put(buf_str(&form), alphabet, &lines, diag);
	output_put(out, buf_str(&lines));
	buf_free(&form);
	buf_free(&lines);
	plain_changes_free(&changes);
}

int
sms_render(struct shelf *shelf, bool card, struct output *out, struct diag *diag)
{
	for (size_t i = 0; i < shelf->count; i++) {
		struct document *doc = shelf_load(shelf, i, diag);
		struct buf text = {0};

		if (doc == NULL)
			return -1;
		if (card)
			put_card(shelf, doc, &text, diag);
		else
			put_article(shelf, doc, &text, diag);
		put_messages(buf_str(&text), out, diag);
		buf_free(&text);
		document_free(doc);
	}
	return 0;
}
