/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/layout.h"

#include <string.h>

enum { NUMBER_GAP = 3, HEAD_MARGIN = 3, DOT_5 = 0x10, GUIDE_LEAST = 2 };

/* Where the next line goes. A trial works on a copy that writes nothing. */
struct cursor {
	size_t page;   /* from 0, of this layout */
	unsigned line; /* from 0 */
	unsigned last; /* the line of the last text on this page */
	bool fresh;    /* no text on this page yet */
	bool wants;    /* the last text wants a blank line behind it */
};

struct work {
	const struct layout *layout;
	struct pieces *pieces;
	struct arena *arena;
	struct pages *pages;
	size_t base; /* pages that were there before */
	unsigned first;
	const struct piece *cut; /* the last one whose divided word was told of */
	struct run number;       /* of the page before this one */
	size_t numbered;
	struct diag *diag;
};

static unsigned
top(const struct work *w, size_t page)
{
	const struct layout *layout = w->layout;

	return layout->heads && layout->head.count && (page || layout->continued) ? 1 : 0;
}

static struct run
number_of(struct work *w, size_t page)
{
	if (w->numbered != page + 1) {
		w->number = w->layout->number(w->layout->context, w->first + (unsigned)page);
		w->numbered = page + 1;
	}
	return w->number;
}

static size_t
line_width(struct work *w, const struct cursor *c)
{
	size_t width = w->layout->width;

	if (!w->layout->numbers || c->line + 1 < w->layout->depth)
		return width;
	return width - number_of(w, c->page).count - NUMBER_GAP;
}

static struct page *
page_at(struct work *w, size_t page)
{
	while (w->pages->count <= w->base + page) {
		struct pages *pages = w->pages;

		pages->at = mem_grow(pages->at, pages->count, &pages->room, sizeof(*pages->at));
		pages->at[pages->count++] = (struct page){
		    arena_array(w->arena, w->layout->depth, sizeof(struct line)), w->layout->depth};
	}
	return &w->pages->at[w->base + page];
}

static void
write_cells(struct work *w, size_t page, unsigned line, size_t at, const struct run *run,
    size_t start, size_t end)
{
	struct line *to = &page_at(w, page)->lines[line];

	if (!to->dots) {
		to->dots = arena_get(w->arena, w->layout->width);
		to->owner = arena_array(w->arena, w->layout->width, sizeof(*to->owner));
		to->from = arena_array(w->arena, w->layout->width, sizeof(*to->from));
	}
	if (end == start)
		return;
	memcpy(to->dots + at, run->dots + start, end - start);
	if (run->owner) {
		memcpy(to->owner + at, run->owner + start, (end - start) * sizeof(*to->owner));
		memcpy(to->from + at, run->from + start, (end - start) * sizeof(*to->from));
	}
	if (to->count < at + end - start)
		to->count = at + end - start;
}

/* A new page. Its first line stays blank when a blank line is wanted there and the page before
   was full to its last two lines. */
static void
turn(const struct work *w, struct cursor *c, bool blank)
{
	bool full = c->last + 2 >= w->layout->depth;

	c->page++;
	c->line = top(w, c->page) + (blank && full && !c->fresh ? 1 : 0);
	c->fresh = true;
	c->last = 0;
}

static void
put_line(struct work *w, struct cursor *c, const struct piece *piece, const struct run_line *line,
    size_t indent, bool write)
{
	static const unsigned char dot5[] = {DOT_5};
	struct run mark = {.dots = (unsigned char *)(size_t)dot5, .count = 1};

	if (write) {
		write_cells(w, c->page, c->line, indent, &piece->run, line->start, line->end);
		if (line->dot5)
			write_cells(
			    w, c->page, c->line, indent + line->end - line->start, &mark, 0, 1);
		/* of an article without lines once */
		if (line->cut && (piece->where.line ? w->cut != piece : !w->cut))
			diag_say(w->diag, DIAG_WORD_CUT, piece->where, "");
		if (line->cut)
			w->cut = piece;
	}
	c->last = c->line++;
	c->fresh = false;
}

static unsigned
count_lines(const struct run *run, size_t width)
{
	unsigned lines = 0;

	for (size_t at = 0; at < run->count; lines++)
		at = run_line(run, at, width).next;
	return lines;
}

/* The narrowest width that needs no more lines: they come out alike. */
static size_t
balanced_width(const struct run *run, size_t width)
{
	unsigned lines = count_lines(run, width);
	size_t longest = 0;

	for (size_t i = 0, start = 0; i <= run->count; i++)
		if (i == run->count || run->gap[i] == GAP_FREE) {
			longest = i - start > longest ? i - start : longest;
			start = i;
		}
	while (width > longest && lines > 1 && count_lines(run, width - 1) == lines)
		width--;
	return width;
}

static void
put_centred(struct work *w, struct cursor *c, const struct piece *piece, bool write)
{
	size_t whole = w->layout->width - 2 * HEAD_MARGIN;
	size_t width = balanced_width(&piece->run, whole);

	for (size_t at = 0; at < piece->run.count;) {
		struct run_line line = run_line(&piece->run, at, width);
		size_t length = line.end - line.start + line.dot5;

		if (c->line >= w->layout->depth ||
		    (w->layout->numbers && c->line + 1 == w->layout->depth))
			turn(w, c, false);
		put_line(w, c, piece, &line, (w->layout->width - length) / 2, write);
		at = line.next;
	}
}

static void put_piece(struct work *w, struct cursor *c, const struct piece *piece, bool write);

static void
put_again(struct work *w, struct cursor *c, const struct piece *piece, bool write)
{
	for (size_t i = 0; i < piece->again; i++)
		put_piece(w, c, &w->pieces->at[piece->again_from + i], write);
}

/* Guide dots and the page number, on the line just put, which ends at cell `end`. */
static void
put_target(struct work *w, const struct cursor *c, const struct piece *piece, size_t end)
{
	size_t at = w->layout->width - piece->target.count, room = at - end;
	struct run dots = {.dots = arena_get(w->arena, w->layout->width)};

	memset(dots.dots, DOT_5, w->layout->width);
	if (room >= GUIDE_LEAST + 2)
		write_cells(w, c->page, c->last, end + 1, &dots, 0, room - 2);
	write_cells(w, c->page, c->last, at, &piece->target, 0, piece->target.count);
}

static struct run_line
line_of(const struct piece *piece, size_t at, size_t width)
{
	size_t count = piece->run.count;

	if (!piece->fill)
		return run_line(&piece->run, at, width);
	return (struct run_line){.end = count < width ? count : width, .next = count};
}

/* At most `most` lines of it, where the cursor is. */
static void
put_lines(struct work *w, struct cursor *c, const struct piece *piece, unsigned most, bool write)
{
	size_t indent = piece->first;

	for (size_t at = 0; at < piece->run.count && most; most--) {
		size_t margins = indent + piece->right, width;
		struct run_line line;

		if (c->line >= w->layout->depth ||
		    (piece->target.count && w->layout->numbers && c->line + 1 == w->layout->depth))
			turn(w, c, false);
		width = line_width(w, c);
		line = line_of(piece, at, width > margins ? width - margins : 1);
		if (piece->closed && line.next >= piece->run.count &&
		    c->line + 1 >= w->layout->depth) {
			turn(w, c, false);
			continue;
		}
		/* the last line is short: a long word goes to the next page whole */
		if (c->line + 1 == w->layout->depth && (line.dot5 || line.cut) &&
		    !run_line(&piece->run, at, w->layout->width - margins).cut) {
			turn(w, c, false);
			continue;
		}
		put_line(w, c, piece, &line, indent, write);
		at = line.next;
		if (write && piece->target.count && at >= piece->run.count)
			put_target(w, c, piece, indent + line.end - line.start + line.dot5);
		indent = piece->over;
	}
}

static void
put_piece(struct work *w, struct cursor *c, const struct piece *piece, bool write)
{
	if (piece->centred)
		put_centred(w, c, piece, write);
	else
		put_lines(w, c, piece, (unsigned)-1, write);
	c->wants = piece->after;
}

/* The blank line before a piece, and the page it has to turn for that. */
static void
enter(struct work *w, struct cursor *c, const struct piece *piece, bool write)
{
	bool blank = c->wants || piece->before;
	size_t page = c->page;

	if (c->fresh)
		;
	else if (c->line + (blank ? 1 : 0) >= w->layout->depth)
		turn(w, c, blank);
	else if (blank)
		c->line++;
	if (c->page != page)
		put_again(w, c, piece, write);
}

static size_t
group_end(const struct work *w, size_t i)
{
	unsigned keep = w->pieces->at[i].keep;
	size_t end = i + 1;

	while (keep && end < w->pieces->count && w->pieces->at[end].keep == keep)
		end++;
	return end;
}

/* Whether pieces [i, end) fit on one page from here. `last` lines of the last one are enough
   (0: all). */
static bool
fits(const struct work *w, struct cursor c, size_t i, size_t end, unsigned last)
{
	struct work trial = *w;
	size_t page = 0;

	for (size_t n = i; n < end; n++) {
		const struct piece *piece = &w->pieces->at[n];

		enter(&trial, &c, piece, false);
		if (n == i)
			page = c.page;
		if (n + 1 == end && last && !piece->centred)
			put_lines(&trial, &c, piece, last, false);
		else
			put_piece(&trial, &c, piece, false);
		if (c.page != page)
			return false;
	}
	return true;
}

static unsigned
lines_of(const struct work *w, size_t i, size_t end)
{
	unsigned lines = 0;

	for (size_t n = i; n < end; n++) {
		const struct piece *piece = &w->pieces->at[n];
		size_t margins = piece->centred ? 2 * HEAD_MARGIN : piece->over + piece->right;

		lines += count_lines(&piece->run, w->layout->width - margins);
	}
	return lines;
}

/* A group is looked at once, where it begins. */
static bool
is_kept(const struct work *w, size_t i, size_t *end)
{
	const struct piece *piece = &w->pieces->at[i];

	if (!piece->keep || (i && w->pieces->at[i - 1].keep == piece->keep))
		return false;
	*end = group_end(w, i);
	return !piece->keep_lines || lines_of(w, i, *end) <= piece->keep_lines;
}

/* Lines of text behind a heading at `n` - 1: `*last` of the last piece they are taken from. */
static void
keep_text(const struct work *w, size_t n, size_t *end, unsigned *last)
{
	unsigned need = w->layout->heading_keep;

	for (*end = n + 1; *end < w->pieces->count && !w->pieces->at[*end].with_next; ++*end) {
		unsigned lines = lines_of(w, *end - 1, *end);

		if (lines >= need)
			break;
		need -= lines;
	}
	*last = need;
}

/* What must stand on one page with piece i: pieces [i, *end), of the last one `*last` lines. */
static void
unit(const struct work *w, size_t i, size_t *end, unsigned *last)
{
	size_t n = i;

	*last = 0;
	while (!is_kept(w, n, end) && w->pieces->at[n].with_next && n + 1 < w->pieces->count)
		n++;
	if (is_kept(w, n, end))
		return;
	*end = n + 1;
	if (n > i && w->pieces->at[n].lead) {
		if (lines_of(w, n, n + 1) > w->layout->depth / 2)
			*last = 2;
	} else if (n > i && w->pieces->at[n - 1].level && !w->pieces->at[n].whole)
		keep_text(w, n, end, last);
	else if (!w->pieces->at[n].whole)
		*last = 1;
}

static struct cursor
next_page(const struct work *w, struct cursor c, const struct piece *piece)
{
	turn(w, &c, c.wants || piece->before);
	return c;
}

static bool
is_heading(const struct piece *piece)
{
	return piece->with_next && (piece->level || piece->centred);
}

/* Behind the first piece from i on that is no heading. */
static size_t
headed_end(const struct work *w, size_t i)
{
	while (i + 1 < w->pieces->count && is_heading(&w->pieces->at[i]))
		i++;
	return i + 1;
}

/* Behind a heading on this page, and there is room for a line of text at least: when all that
   should stay with the heading is too much for one page. */
static bool
is_bound(const struct work *w, const struct cursor *c, size_t i)
{
	if (!i || !is_heading(&w->pieces->at[i - 1]) || w->pieces->at[i - 1].page != c->page)
		return false;
	return fits(w, *c, i, headed_end(w, i), 1);
}

/* Whether the next page is better for a piece that cannot stay here with all that should stay
   with it: if it holds more of that. */
static bool
turns_for(const struct work *w, const struct cursor *c, size_t i, size_t end, unsigned last)
{
	struct cursor after = next_page(w, *c, &w->pieces->at[i]);
	size_t headed = headed_end(w, i);

	if (is_bound(w, c, i))
		return false;
	if (fits(w, after, i, end, last) || end == i + 1)
		return fits(w, after, i, end, last);
	if (headed > i + 1 && fits(w, *c, i, headed, 1))
		return false;
	if (headed > i + 1 && fits(w, after, i, headed, 1))
		return true;
	return !fits(w, *c, i, i + 2, 1) && fits(w, after, i, i + 2, 1);
}

static void
place(struct work *w, struct cursor *c, size_t i)
{
	const struct piece *piece = &w->pieces->at[i];
	unsigned last;
	size_t end, page = c->page;

	unit(w, i, &end, &last);
	if (!c->fresh && !fits(w, *c, i, end, last) && turns_for(w, c, i, end, last))
		*c = next_page(w, *c, piece);
	if (c->page != page)
		put_again(w, c, piece, true);
	enter(w, c, piece, true);
	w->pieces->at[i].page = c->page;
	put_piece(w, c, piece, true);
}

static void
put_head(struct work *w, size_t page)
{
	const struct run *head = &w->layout->head;
	struct run_line line;

	if (!top(w, page))
		return;
	line = run_line(head, 0, w->layout->width - 2 * HEAD_MARGIN);
	line.end -= line.cut;
	write_cells(w, page, 0, (w->layout->width - (line.end - line.start)) / 2, head, line.start,
	    line.end);
}

static void
put_number(struct work *w, size_t page)
{
	struct run number = number_of(w, page);

	write_cells(w, page, w->layout->depth - 1, w->layout->width - number.count, &number, 0,
	    number.count);
}

void
layout_pages(const struct layout *layout, struct pieces *pieces, unsigned first,
    struct arena *arena, struct pages *pages, struct diag *diag)
{
	struct work w = {.layout = layout,
	    .pieces = pieces,
	    .arena = arena,
	    .pages = pages,
	    .base = pages->count,
	    .first = first,
	    .diag = diag};
	struct cursor c = {.line = top(&w, 0), .fresh = true};

	for (size_t i = 0; i < pieces->count; i++)
		if (pieces->at[i].run.count)
			place(&w, &c, i);
	for (size_t page = 0; w.base + page < pages->count; page++) {
		put_head(&w, page);
		if (layout->numbers)
			put_number(&w, page);
	}
}

void
layout_lines(const struct pieces *pieces, struct arena *arena, struct pages *pages)
{
	struct page page = {arena_array(arena, 2 * pieces->count + 1, sizeof(struct line)), 0};

	for (size_t i = 0; i < pieces->count; i++) {
		const struct piece *piece = &pieces->at[i];
		struct run_line line = run_line(&piece->run, 0, piece->run.count + 1);

		if (!piece->run.count)
			continue;
		if (page.count && (piece->before || pieces->at[i - 1].after))
			page.lines[page.count++] = (struct line){0};
		page.lines[page.count++] =
		    (struct line){piece->run.dots + line.start, piece->run.owner + line.start,
			piece->run.from + line.start, line.end - line.start};
	}
	pages->at = mem_grow(pages->at, pages->count, &pages->room, sizeof(*pages->at));
	pages->at[pages->count++] = page;
}
