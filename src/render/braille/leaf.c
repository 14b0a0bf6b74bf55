/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/leaf.h"

#include <string.h>

#include "base/utf8.h"
#include "render/braille/bare.h"
#include "render/braille/correct.h"
#include "render/braille/emphasis.h"
#include "render/braille/letters.h"
#include "render/braille/mend.h"
#include "render/braille/segments.h"

/* The gaps of a translated stretch: after each blank, and where the letters say so. */
static void
set_gaps(const struct letter *letters, size_t count, struct run *run, const size_t *from)
{
	size_t cell = 0;

	for (size_t i = 0; i < run->count; i++) {
		const struct letter *letter = &letters[from[i]];

		if (!run->dots[i] && i + 1 < run->count &&
		    !(letter->character == ' ' && letter->cut == GAP_TIED))
			run->gap[i + 1] = GAP_FREE;
	}
	for (size_t i = 0; i + 1 < count; i++) {
		if (letters[i].cut == GAP_TIED || letters[i].character == ' ')
			continue;
		while (cell < run->count && from[cell] <= i)
			cell++;
		if (!cell || cell == run->count || run->gap[cell] != GAP_TIED)
			continue;
		if (letters[i].cut != GAP_CUT || from[cell] == i + 1) /* not in a contraction */
			run->gap[cell] = letters[i].cut;
	}
}

/* The table's cells between the blanks put around a part of the text. False: the blanks did not
   stay as they were, or the table failed; the whole text will show whether it does on that. */
static bool
translate_padded(
    struct louis *table, struct louis_text part, struct arena *arena, struct louis_cells *cells)
{
	unsigned *chars = arena_array(arena, part.count + 2, sizeof(*chars));
	unsigned char *forms = arena_get(arena, part.count + 2);
	struct diag unsaid = {.sink = diag_hush};

	chars[0] = chars[part.count + 1] = ' ';
	memcpy(chars + 1, part.chars, part.count * sizeof(*chars));
	memcpy(forms + 1, part.forms, part.count);
	if (louis_translate(table, (struct louis_text){chars, forms, part.count + 2}, arena, cells,
		&unsaid) < 0)
		return false;
	if (cells->count < 3 || cells->dots[0] || cells->from[1] != 1 ||
	    cells->dots[cells->count - 1] || cells->from[cells->count - 1] != part.count + 1)
		return false;
	cells->dots++;
	cells->from++;
	cells->count -= 2;
	for (size_t i = 0; i < cells->count; i++)
		cells->from[i]--;
	return true;
}

static size_t
cut_of(struct louis_text text)
{
	size_t middle = text.count / 2;

	for (size_t i = 0; i < middle; i++) {
		if (text.chars[middle + i] == ' ')
			return middle + i;
		if (text.chars[middle - i] == ' ')
			return middle - i;
	}
	return middle;
}

/* Some tables come out with cells of eight dots, or none, for signs that they do write apart
   ("2@"): then by halves, down to those signs. */
static int
translate_parts(struct louis *table, struct louis_text text, struct arena *arena,
    struct louis_cells *cells, struct diag *diag)
{
	struct diag unsaid = {.sink = diag_hush};
	size_t cut = cut_of(text);
	struct louis_cells left, right;

	if (text.count < 2)
		return louis_translate(table, text, arena, cells, diag);
	if (louis_translate(table, text, arena, cells, &unsaid) == 0)
		return 0;
	if (translate_parts(
		table, (struct louis_text){text.chars, text.forms, cut}, arena, &left, diag) < 0 ||
	    translate_parts(table,
		(struct louis_text){text.chars + cut, text.forms + cut, text.count - cut}, arena,
		&right, diag) < 0)
		return -1;
	*cells = (struct louis_cells){.dots = arena_get(arena, left.count + right.count + 1),
	    .from = arena_array(arena, left.count + right.count + 1, sizeof(*cells->from)),
	    .count = left.count + right.count};
	for (size_t i = 0; i < cells->count; i++) {
		bool first = i < left.count;

		cells->dots[i] = first ? left.dots[i] : right.dots[i - left.count];
		cells->from[i] = first ? left.from[i] : right.from[i - left.count] + cut;
	}
	return 0;
}

/* Letters of one table. */
static int
translate(const struct leaf_way *way, const struct letter *letters, size_t count, bool padded,
    struct run *part)
{
	unsigned *chars = arena_array(way->arena, count, sizeof(*chars));
	unsigned char *forms = arena_get(way->arena, count);
	struct louis_text text = {chars, forms, count};
	struct louis_cells cells;

	for (size_t i = 0; i < count; i++) {
		chars[i] = letters[i].character;
		forms[i] = letters[i].form;
	}
	if (padded ? !translate_padded(letters->table, text, way->arena, &cells)
		   : translate_parts(letters->table, text, way->arena, &cells, way->diag) < 0)
		return -1;
	if (louis_ueb(letters->table))
		correct_cells(letters, count, way->arena, &cells);
	*part = (struct run){.dots = cells.dots,
	    .gap = arena_get(way->arena, cells.count + 1),
	    .owner = arena_array(way->arena, cells.count + 1, sizeof(unsigned)),
	    .from = arena_array(way->arena, cells.count + 1, sizeof(size_t)),
	    .count = cells.count};
	set_gaps(letters, count, part, cells.from);
	for (size_t i = 0; i < cells.count; i++)
		part->from[i] = letters[cells.from[i]].from;
	return 0;
}

static int
letters_run(const struct letters *letters, struct run *run)
{
	const struct leaf_way *way = letters->way;
	int done = 0;

	*run = (struct run){0};
	for (size_t i = 0, end; !done && i < letters->count; i = end) {
		struct run part;

		for (end = i + 1;
		     end < letters->count && letters->at[end].table == letters->at[i].table; end++)
			;
		done = translate(way, letters->at + i, end - i, false, &part);
		if (done < 0)
			break;
		if (run->count && part.count && !run->dots[run->count - 1])
			part.gap[0] = GAP_FREE;
		run_append(run, &part, way->arena);
	}
	return done;
}

/* ---- in segments ---- */

struct joining {
	struct arena *arena;
	struct run *run;
	size_t room;
};

/* For so many cells more. */
static void
make_room(struct joining *j, size_t more)
{
	struct run *run = j->run, old = *run;

	if (run->count + more <= j->room)
		return;
	j->room = 2 * (run->count + more);
	run->dots = arena_get(j->arena, j->room);
	run->gap = arena_get(j->arena, j->room);
	run->owner = arena_array(j->arena, j->room, sizeof(*run->owner));
	run->from = arena_array(j->arena, j->room, sizeof(*run->from));
	if (!old.count)
		return;
	memcpy(run->dots, old.dots, old.count);
	memcpy(run->gap, old.gap, old.count);
	memcpy(run->from, old.from, old.count * sizeof(*run->from));
}

static void
put_segment(struct joining *j, const struct segment *segment, size_t start)
{
	struct run *run = j->run;

	if (!segment->count)
		return;
	make_room(j, segment->count + 1);
	memcpy(run->dots + run->count, segment->dots, segment->count);
	for (size_t i = 0; i < segment->count; i++) {
		run->gap[run->count + i] = segment->place[i] % SEGMENT_FROM;
		run->from[run->count + i] = start + segment->place[i] / SEGMENT_FROM;
	}
	run->count += segment->count;
}

static void
put_run(struct joining *j, const struct run *part)
{
	struct run *run = j->run;

	make_room(j, part->count + 1);
	memcpy(run->dots + run->count, part->dots, part->count);
	memcpy(run->gap + run->count, part->gap, part->count);
	memcpy(run->from + run->count, part->from, part->count * sizeof(*part->from));
	run->count += part->count;
}

static void
put_cell(struct run *run, unsigned char dots, size_t from)
{
	run->dots[run->count] = dots;
	run->gap[run->count] = GAP_TIED;
	run->from[run->count++] = from;
}

/* Stands for the words of a passage that are beside a segment. */
enum { FRAME_WORD = 3, FRAME = EMPHASIS_PASSAGE * FRAME_WORD };

static size_t
put_frame(struct letter *at, const char *words, unsigned form, struct louis *table)
{
	for (size_t i = 0; form && i < FRAME; i++)
		at[i] = (struct letter){.character = (unsigned char)words[i % FRAME_WORD],
		    .form = (unsigned char)form,
		    .table = table,
		    .from = STR_NONE};
	return form ? FRAME : 0;
}

/* The letters of a segment, as the emphasis beside it makes them. */
static size_t
frame_letters(const struct letters *letters, const struct segments_walk *walk, struct arena *arena,
    struct letter **framed)
{
	unsigned inside = segments_inside(walk);
	struct louis *table = letters->way->table;
	size_t count = 0;

	*framed = arena_array(arena, letters->count + 2 * FRAME, sizeof(**framed));
	if (!inside)
		count = put_frame(*framed, "oo ", walk->before, table);
	if (letters->count)
		memcpy(*framed + count, letters->at, letters->count * sizeof(**framed));
	for (size_t i = 0; inside && i < letters->count; i++)
		(*framed)[i].form &= (unsigned char)~inside;
	count += letters->count;
	if (!inside)
		count += put_frame(*framed + count, " oo", walk->behind, table);
	return count;
}

/* False: the frame's blank did not stay as it was. */
static bool
take_from_frame(struct run *part)
{
	size_t start = 0, end;

	while (start < part->count && part->from[start] == STR_NONE)
		start++;
	for (end = start; end < part->count && part->from[end] != STR_NONE; end++)
		;
	if ((start && part->dots[start - 1]) || (end < part->count && part->dots[end]))
		return false;
	part->dots += start;
	part->gap += start;
	part->from += start;
	part->count = end - start;
	return true;
}

static bool
put_kept(struct joining *j, const struct letters *letters, const struct segments_walk *walk)
{
	struct segment segment = segments_find(letters->way->table, walk);

	put_segment(j, &segment, walk->start);
	return segment.count > 0;
}

/* A segment that was not met before. */
static bool
put_new(struct joining *j, struct letters *letters, const struct segments_walk *walk)
{
	struct leaf_way way = *letters->way;
	struct letter *framed;
	struct run part = {0};
	size_t count;

	way.arena = &way.tables->scratch;
	arena_reset(way.arena);
	letters_read(letters, walk->start, walk->end);
	count = frame_letters(letters, walk, way.arena, &framed);
	if (letters->count &&
	    (translate(&way, framed, count, true, &part) < 0 || !take_from_frame(&part)))
		return false;
	if (!part.count)
		return false;
	if (!letters->spelled)
		segments_keep(way.table, walk, &part);
	put_run(j, &part);
	return true;
}

static bool
learn_word(struct letters *letters, const struct bare *bare, struct str word)
{
	struct leaf_way way = *letters->way;
	struct run part;

	way.arena = &way.tables->scratch;
	arena_reset(way.arena);
	letters_read(letters, bare->start, bare->end);
	if (letters->count != word.len)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		letters->at[i].character = (unsigned char)word.at[i];
		letters->at[i].form = 0;
	}
	if (translate(&way, letters->at, word.len, true, &part) < 0)
		return false;
	segments_keep_text(way.table, word, bare->start, &part);
	return true;
}

static struct segment
find_part(struct letters *letters, const struct bare *bare, size_t start, size_t end)
{
	struct louis *table = letters->way->table;
	struct str word = {bare->word + start, end - start};
	struct bare part = {.start = bare->start + start, .end = bare->start + end};
	struct segment segment = segments_find_text(table, word);

	return segment.count || !learn_word(letters, &part, word) ? segment
								  : segments_find_text(table, word);
}

/* Words with hyphens between them are written like words. False: not these. */
static bool
join_parts(struct letters *letters, const struct bare *bare, struct str word)
{
	unsigned char dots[3 * BARE_MOST], gap[3 * BARE_MOST];
	size_t from[3 * BARE_MOST], end;
	struct run run = {.dots = dots, .gap = gap, .from = from};
	struct joining j = {.run = &run, .room = 3 * BARE_MOST};

	for (size_t start = 0; start < word.len; start = end + 1) {
		struct segment segment;
		size_t first = run.count;

		end = str_find_byte(word, '-', start);
		end = end == STR_NONE ? word.len : end;
		segment = find_part(letters, bare, start, end);
		if (end < start + 2 || !bare_stands(&segment) ||
		    run.count + segment.count + 2 > j.room)
			return false;
		put_segment(&j, &segment, start);
		if (start)
			run.gap[first] = GAP_FREE;
		if (end < word.len)
			put_cell(&run, CELL_HYPHEN, end);
	}
	segments_keep_text(letters->way->table, word, 0, &run);
	return true;
}

static struct segment
find_word(struct letters *letters, const struct bare *bare)
{
	struct louis *table = letters->way->table;
	struct str word = {bare->word, bare->end - bare->start};
	struct segment segment = segments_find_text(table, word);

	if (!segment.count && str_find_byte(word, '-', 0) != STR_NONE &&
	    join_parts(letters, bare, word))
		return segments_find_text(table, word);
	return segment.count ? segment : find_part(letters, bare, 0, word.len);
}

/* False: it is no bare word with marks, or not written so. */
static bool
put_bare(struct joining *j, struct letters *letters, const struct segments_walk *walk)
{
	struct run *run = j->run, part;
	struct segment segment = {0};
	struct bare bare;
	size_t first = run->count;

	if (!bare_of(walk, &bare))
		return false;
	if (!bare.figures) {
		segment = find_word(letters, &bare);
		if (!bare_stands(&segment))
			return false;
	}
	make_room(j, 2 * (walk->end - walk->start) + segment.count + 3);
	bare_marks(walk->text, walk->start, bare.start, true, run);
	if (bare.capital)
		bare_capital(bare.start, run);
	if (bare.figures)
		bare_figures(walk->text, bare.start, bare.end, run);
	put_segment(j, &segment, bare.start);
	bare_marks(walk->text, bare.end, walk->end, false, run);
	part = (struct run){.dots = run->dots + first,
	    .gap = run->gap + first,
	    .from = run->from + first,
	    .count = run->count - first};
	segments_keep(letters->way->table, walk, &part);
	return true;
}

/* False: the text can only be worked out whole. */
static bool
join_segments(struct joining *j, struct letters *letters, struct segments_walk *walk)
{
	struct run *run = j->run;

	make_room(j, letters->leaf->text.len / 2 + 16);
	while (segments_next(walk)) {
		size_t first = run->count;

		if (!walk->known && walk->end - walk->start == walk->text.len)
			return false;
		if (!put_kept(j, letters, walk) && !put_bare(j, letters, walk) &&
		    !put_new(j, letters, walk))
			return false;
		if (first)
			run->gap[first] = GAP_FREE;
		if (walk->end < walk->text.len)
			put_cell(run, 0, walk->end);
	}
	return true;
}

static bool
in_segments(struct letters *letters, struct run *run)
{
	const struct leaf_way *way = letters->way;
	struct joining j = {.arena = way->arena, .run = run};
	struct segments_walk walk;

	*run = (struct run){0};
	return segments_serve(way->table) &&
	       segments_begin(&walk, letters->leaf->text, &letters->print) &&
	       join_segments(&j, letters, &walk);
}

static int
in_one(struct letters *letters, struct run *run)
{
	const struct leaf_way *way = letters->way;
	struct joining j = {.arena = way->arena, .run = run};
	struct segments_walk walk;
	struct segment segment;
	int done;

	*run = (struct run){0};
	segments_whole(&walk, letters->leaf->text, &letters->print);
	segment = segments_find(way->table, &walk);
	if (segment.count) {
		put_segment(&j, &segment, 0);
		return 0;
	}
	letters_read(letters, 0, letters->leaf->text.len);
	done = letters_run(letters, run);
	if (done == 0 && !letters->spelled)
		segments_keep(way->table, &walk, run);
	return done;
}

/* From bytes of this text to characters of the block's. */
static void
own_cells(const struct leaf_text *leaf, struct run *run)
{
	size_t at = 0, character = leaf->first;

	for (size_t i = 0; i < run->count; i++) {
		size_t from = run->from[i];
		bool own = leaf->own && from < leaf->own;

		if (from > leaf->text.len)
			from = leaf->text.len;
		for (; at < from; at++) /* the bytes that begin a character */
			character += ((unsigned char)leaf->text.at[at] & 0xc0) != 0x80;
		run->owner[i] = own ? leaf->owner : CELL_ADDED;
		run->from[i] = own ? character : 0;
	}
}

int
leaf_run(const struct leaf_way *way, const struct leaf_text *leaf, struct run *run)
{
	struct letters letters = letters_of(way, leaf);
	int done = 0;

	if (way->tables->whole) {
		letters_read(&letters, 0, leaf->text.len);
		done = letters_run(&letters, run);
	} else if (!in_segments(&letters, run))
		done = in_one(&letters, run);
	mem_free(letters.at);
	if (done == 0)
		own_cells(leaf, run);
	return done;
}

int
leaf_mark(const struct leaf_way *way, struct str label, struct run *run)
{
	struct leaf_text leaf = {.text = label};
	struct letters letters = letters_of(way, &leaf);
	int done;

	letters_mark(&letters, label);
	done = letters_run(&letters, run);
	mem_free(letters.at);
	return done;
}
