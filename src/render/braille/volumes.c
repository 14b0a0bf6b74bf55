/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/volumes.h"

#include <string.h>

#include "render/braille/notes.h"

enum { CONTENTS_RIGHT = 6 };

/* Pieces [begin, end) of an article; `end` may be beyond the last. */
struct part {
	size_t article, begin, end;
	unsigned first; /* page */
};

/* A line of the contents. */
struct entry {
	struct run run;
	unsigned level; /* 0: an article */
	unsigned page;
};

struct volume {
	size_t part, part_end, entry, entry_end;
	unsigned first, last; /* pages */
	unsigned notes;       /* enum notes */
};

struct plan {
	struct press *press;
	struct arena arena;
	unsigned most;  /* pages a volume */
	unsigned total; /* volumes, as the line at the end of each takes it to be */
	bool headings;  /* are in the contents */
	struct part *parts;
	size_t part_count, part_room;
	struct entry *entries;
	size_t entry_count, entry_room;
	struct volume *volumes; /* the last one is open */
	size_t volume_count, volume_room;
	unsigned next_page;
	unsigned closing; /* pages that the end of a volume would add here */
};

/* Some pieces of a text, laid out. */
struct sheet {
	struct pieces pieces;
	struct pages pages;
};

/* ---- words ---- */

/* A phrase with its {name}s filled in: names and numbers by turns, ended by NULL. */
struct blank {
	const char *name;
	unsigned number;
};

static struct str
fill(struct compose *c, const char *name, const char *english, const struct blank *blanks)
{
	struct str text = compose_phrase(c, name, english);

	for (; blanks->name; blanks++) {
		struct str key = arena_print(c->leaf->arena, "{%s}", blanks->name);
		size_t at = str_find(text, key, 0);

		if (at == STR_NONE)
			continue;
		text = arena_print(c->leaf->arena, "%.*s%u%.*s", (int)at, text.at, blanks->number,
		    STR_ARG(str_sub(text, at + key.len, text.len)));
	}
	return text;
}

static void
add_centred(struct compose *c, struct str text, bool before)
{
	struct run run = compose_words(c, text);
	struct piece *piece = compose_add(c, ROLE_CENTRED, NULL);

	piece->run = run;
	piece->before = before;
	piece->after = false;
	piece->with_next = false;
}

/* ---- laying out a part ---- */

static void
lay_part(struct plan *plan, struct press_text *text, const struct part *part, unsigned volume,
    struct diag *diag, struct sheet *sheet)
{
	struct pieces *whole = &text->pieces;
	struct layout layout = press_layout(plan->press, text);
	size_t end = part->end < whole->count ? part->end : whole->count;

	*sheet = (struct sheet){.pages.article = text->doc->id};
	for (size_t i = part->begin; i < end; i++) {
		struct pieces *to = &sheet->pieces;

		to->at = mem_grow(to->at, to->count, &to->room, sizeof(*to->at));
		to->at[to->count] = whole->at[i];
		to->at[to->count++].again_from -= part->begin;
	}
	if (volume) {
		struct blank blanks[] = {{"volume", volume}, {"volumes", plan->total}, {NULL, 0}};

		text->compose.pieces = &sheet->pieces;
		add_centred(&text->compose,
		    fill(&text->compose, "volume-end", "End of volume {volume} of {volumes}",
			blanks),
		    true);
		text->compose.pieces = whole;
	}
	layout.continued = part->begin > 0;
	layout_pages(&layout, &sheet->pieces, part->first, &text->arena, &sheet->pages, diag);
}

static void
sheet_free(struct sheet *sheet)
{
	mem_free(sheet->pieces.at);
	mem_free(sheet->pages.at);
}

static unsigned
count_pages(struct plan *plan, struct press_text *text, const struct part *part, unsigned volume)
{
	struct diag silent = {.sink = diag_hush};
	struct sheet sheet;
	unsigned count;

	lay_part(plan, text, part, volume, &silent, &sheet);
	count = (unsigned)sheet.pages.count;
	sheet_free(&sheet);
	return count;
}

/* ---- the plan ---- */

static struct volume *
open_volume(struct plan *plan)
{
	struct volume *volume;

	plan->volumes =
	    mem_grow(plan->volumes, plan->volume_count, &plan->volume_room, sizeof(*plan->volumes));
	volume = &plan->volumes[plan->volume_count++];
	*volume = (struct volume){
	    .part = plan->part_count, .entry = plan->entry_count, .first = plan->next_page};
	return volume;
}

static void
close_volume(struct plan *plan)
{
	struct volume *volume = &plan->volumes[plan->volume_count - 1];

	plan->next_page += plan->closing;
	plan->closing = 0;
	volume->part_end = plan->part_count;
	volume->entry_end = plan->entry_count;
	volume->last = plan->next_page - 1;
}

static void
add_entry(struct plan *plan, const struct run *run, unsigned level, unsigned page)
{
	struct entry *entry;
	struct run copy = {0};

	plan->entries =
	    mem_grow(plan->entries, plan->entry_count, &plan->entry_room, sizeof(*plan->entries));
	entry = &plan->entries[plan->entry_count++];
	run_append(&copy, run, &plan->arena);
	run_own(&copy, CELL_ADDED); /* one page of contents is of several articles */
	*entry = (struct entry){copy, level, page};
}

static void
add_entries(
    struct plan *plan, struct press_text *text, const struct part *part, const struct sheet *sheet)
{
	struct str title = text->doc->title.len ? text->doc->title : text->doc->id;
	struct run run;

	if (part->begin) {
		struct str form = compose_phrase(&text->compose, "continued", "{title}, continued");
		size_t at = str_find(form, S("{title}"), 0);

		if (at != STR_NONE)
			title = arena_print(&text->arena, "%.*s%.*s%.*s", (int)at, form.at,
			    STR_ARG(title),
			    STR_ARG(str_sub(form, at + strlen("{title}"), form.len)));
	}
	run = compose_words(&text->compose, title);
	add_entry(plan, &run, 0, part->first);
	for (size_t i = 0; plan->headings && i < sheet->pieces.count; i++) {
		const struct piece *piece = &sheet->pieces.at[i];

		if (piece->level)
			add_entry(
			    plan, &piece->run, piece->level, part->first + (unsigned)piece->page);
	}
}

static void
take_part(struct plan *plan, struct press_text *text, const struct part *part, struct diag *diag)
{
	struct sheet sheet;
	unsigned count;

	lay_part(plan, text, part, 0, diag, &sheet);
	count = (unsigned)sheet.pages.count;
	add_entries(plan, text, part, &sheet);
	plan->volumes[plan->volume_count - 1].notes |= notes_of(&sheet.pieces, text->doc);
	sheet_free(&sheet);
	plan->parts =
	    mem_grow(plan->parts, plan->part_count, &plan->part_room, sizeof(*plan->parts));
	plan->parts[plan->part_count++] = *part;
	plan->next_page += count;
	plan->closing = count_pages(plan, text, part, (unsigned)plan->volume_count) - count;
}

static bool
may_begin(const struct piece *piece)
{
	return !piece->inner && !piece[-1].with_next &&
	       (!piece->keep || piece->keep != piece[-1].keep);
}

/* The piece a new volume begins with, so that what is before it and the line at the end fit
   into one; `part->end`: there is none. */
static size_t
divide(struct plan *plan, struct press_text *text, const struct part *part)
{
	struct diag silent = {.sink = diag_hush};
	struct sheet sheet;
	size_t heading = 0, other = 0;

	lay_part(plan, text, part, 0, &silent, &sheet);
	for (size_t i = 1; i < sheet.pieces.count; i++) {
		const struct piece *piece = &sheet.pieces.at[i];

		if (piece->page + 2 > plan->most)
			break;
		if (!may_begin(piece))
			continue;
		other = i;
		if (piece->level == 1 && 2 * piece->page >= plan->most)
			heading = i;
	}
	sheet_free(&sheet);
	if (!other)
		return part->end;
	return part->begin + (heading ? heading : other);
}

static void
plan_article(struct plan *plan, size_t article, struct press_text *text)
{
	struct part part = {.article = article, .end = text->pieces.count};

	for (;;) {
		unsigned used = plan->next_page - plan->volumes[plan->volume_count - 1].first,
			 count;

		part.first = plan->next_page;
		part.end = text->pieces.count;
		count = count_pages(plan, text, &part, (unsigned)plan->volume_count);
		if (used + count <= plan->most)
			break;
		if (used) {
			close_volume(plan);
			open_volume(plan);
			continue;
		}
		part.end = divide(plan, text, &part);
		if (part.end == text->pieces.count) {
			diag_say(plan->press->diag, DIAG_LONG_VOLUME, text->way.where,
			    "%u pages, volume %zu", count, plan->volume_count);
			break;
		}
		take_part(plan, text, &part, plan->press->diag);
		part.begin = part.end;
	}
	take_part(plan, text, &part, plan->press->diag);
}

static void
plan_clear(struct plan *plan)
{
	plan->part_count = plan->entry_count = plan->volume_count = 0;
	plan->next_page = 1;
	plan->closing = 0;
	arena_free(&plan->arena);
	plan->arena = (struct arena){0};
}

static int
plan_shelf(struct plan *plan, struct shelf *shelf)
{
	plan_clear(plan);
	open_volume(plan);
	for (size_t i = 0; i < shelf->count; i++) {
		struct press_text text;
		int done = press_article(plan->press, shelf, i, &text);

		if (done == 0)
			plan_article(plan, i, &text);
		if (done == 0)
			done = text.compose.failed;
		press_close(&text);
		if (done != 0)
			return -1;
	}
	close_volume(plan);
	return 0;
}

/* The line at a volume's end is as long as the total has digits: what was planned with another
   number of digits is planned again. */
static int
plan_make(struct plan *plan, struct shelf *shelf)
{
	struct diag silent = {.sink = diag_hush}, *diag = plan->press->diag;
	int done;

	plan->total = 9;
	done = plan_shelf(plan, shelf);
	plan->press->diag = &silent;
	while (done == 0 && plan->volume_count > plan->total) {
		plan->total = 10 * plan->total + 9;
		done = plan_shelf(plan, shelf);
	}
	plan->press->diag = diag;
	plan->total = (unsigned)plan->volume_count;
	return done;
}

/* ---- writing ---- */

static void
put_front(struct plan *plan, struct press_text *front, struct run (*number)(void *, unsigned),
    unsigned *page, struct output *out)
{
	struct layout layout = press_layout(plan->press, front);
	struct pages pages = {0};

	layout.number = number;
	layout_pages(&layout, &front->pieces, *page, &front->arena, &pages, plan->press->diag);
	plan->press->format->pages(&plan->press->book, &pages, out);
	*page += (unsigned)pages.count;
	mem_free(pages.at);
	front->pieces.count = 0;
}

static void
put_title_page(
    struct plan *plan, struct press_text *front, size_t n, unsigned *page, struct output *out)
{
	struct compose *c = &front->compose;
	const struct volume *volume = &plan->volumes[n];
	struct blank blanks[] = {{"volumes", plan->total}, {"volume", (unsigned)n + 1},
	    {"first", volume->first}, {"last", volume->last}, {NULL, 0}};
	bool plain = strstr(louis_name(front->way.table), "g1") != NULL;

	if (plan->press->book.title.len)
		add_centred(c, plan->press->book.title, true);
	if (plan->press->book.creator.len)
		add_centred(c, plan->press->book.creator, true);
	add_centred(c, compose_phrase(c, "transcribed", "Transcribed by lectern"), true);
	if (louis_ueb(front->way.table))
		add_centred(c,
		    plain ? compose_phrase(
				c, "ueb-uncontracted", "Unified English Braille, uncontracted")
			  : compose_phrase(c, "ueb", "Unified English Braille, contracted"),
		    false);
	add_centred(c,
	    plan->total == 1 ? compose_phrase(c, "volumes-one", "In one volume")
			     : fill(c, "volumes", "In {volumes} volumes", blanks),
	    true);
	add_centred(c, fill(c, "volume", "Volume {volume}", blanks), false);
	add_centred(c, fill(c, "braille-pages", "Braille pages {first}-{last}", blanks), false);
	put_front(plan, front, press_number_t, page, out);
}

static void
put_contents(
    struct plan *plan, struct press_text *front, const struct volume *volume, struct output *out)
{
	struct compose *c = &front->compose;
	unsigned deepest = 0, page = 1;

	for (size_t i = volume->entry; i < volume->entry_end; i++)
		if (plan->entries[i].level > deepest)
			deepest = plan->entries[i].level;
	compose_title(c, "contents", "Contents");
	for (size_t i = volume->entry; i < volume->entry_end; i++) {
		const struct entry *entry = &plan->entries[i];
		struct piece *piece = compose_add(c, ROLE_TEXT, NULL);

		piece->run = entry->run;
		piece->right = CONTENTS_RIGHT;
		piece->whole = true;
		compose_indent(c, piece, 2 * entry->level, 2 * deepest + 2);
		piece->target = compose_page_number(c, "", entry->page);
	}
	put_front(plan, front, press_number_p, &page, out);
}

/* Title page, special symbols, notes: each begins a page. */
static void
put_transcriber(struct plan *plan, struct press_text *front, size_t n, struct output *out)
{
	unsigned page = 1, notes = plan->volumes[n].notes;

	put_title_page(plan, front, n, &page, out);
	notes_signs(&front->compose, notes);
	if (front->pieces.count)
		put_front(plan, front, press_number_t, &page, out);
	notes_print(&front->compose, notes);
	put_front(plan, front, press_number_t, &page, out);
}

static int
put_part(struct plan *plan, struct shelf *shelf, const struct part *part, unsigned volume,
    struct output *out)
{
	struct press_text text;
	struct sheet sheet;
	int done = press_article(plan->press, shelf, part->article, &text);

	if (done == 0) {
		lay_part(plan, &text, part, volume, plan->press->diag, &sheet);
		plan->press->format->pages(&plan->press->book, &sheet.pages, out);
		sheet_free(&sheet);
		done = text.compose.failed;
	}
	press_close(&text);
	return done;
}

static int
put_volume(struct plan *plan, struct shelf *shelf, size_t n, struct output *out)
{
	struct press *press = plan->press;
	const struct volume *volume = &plan->volumes[n];
	struct press_text front;
	int done = press_blank(press, shelf->language, &front);

	if (done == 0) {
		press->format->begin(&press->book, out);
		put_transcriber(plan, &front, n, out);
		put_contents(plan, &front, volume, out);
		done = front.compose.failed;
		for (size_t i = volume->part; done == 0 && i < volume->part_end; i++) {
			bool last = i + 1 == volume->part_end;

			done =
			    put_part(plan, shelf, &plan->parts[i], last ? (unsigned)n + 1 : 0, out);
		}
		press->format->end(&press->book, out);
	}
	press_close(&front);
	return done;
}

/* What there is to say was said while it was planned. */
static int
put_volumes(struct plan *plan, struct shelf *shelf, struct output *tree)
{
	struct diag silent = {.sink = diag_hush}, *diag = plan->press->diag;
	struct buf name = {0};
	int done = 0, digits;

	buf_print(&name, "%zu", plan->volume_count);
	digits = (int)name.len;

	plan->press->diag = &silent;
	for (size_t n = 0; done == 0 && n < plan->volume_count; n++) {
		struct output *out;

		buf_clear(&name);
		buf_print(&name, "volume-%0*zu%s", digits, n + 1, plan->press->format->suffix);
		buf_byte(&name, '\0');
		out = output_member(tree, name.at);
		done = put_volume(plan, shelf, n, out);
		output_close(out);
	}
	plan->press->diag = diag;
	buf_free(&name);
	return done;
}

int
volumes_put(struct press *press, struct shelf *shelf, struct output *tree)
{
	struct plan plan = {.press = press,
	    .most = (unsigned)settings_number(press->settings, "volumes"),
	    .headings = shelf->count == 1 || settings_flag(press->settings, "contents")};
	int done = plan_make(&plan, shelf);

	if (done == 0)
		done = put_volumes(&plan, shelf, tree);
	mem_free(plan.parts);
	mem_free(plan.entries);
	mem_free(plan.volumes);
	arena_free(&plan.arena);
	return done;
}
