/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel/patch.h"

#include <stdlib.h>
#include <string.h>

#include "base/deflate.h"
#include "base/input.h"
#include "base/mem.h"
#include "bundle/format.h"
#include "bundle/rewrite.h"
#include "travel/splice.h"

#define PATCH_MAGIC "\x89LCTP\r\n\x1a"

enum {
	PATCH_VERSION = 1,
	PATCH_HEADER = 8 + 4 * 4 + 2 * HASH_SIZE + 4,
	BODY_MOST = 256 * 1024 * 1024, /* unpacked */
	RATIO_MOST = 1032,             /* deflate's own limit */
	LABEL_MOST = 200,
	RENAMES_TRIED = 400, /* pairs of a record that is gone and one that is new */
};

/* What happens to a record; where it stands among the old ones is told by steps. */
enum change { CHANGE_EDIT, CHANGE_REMOVE, CHANGE_ADD, CHANGE_RENAME };

/* The records of a bundle in byte order of their names. */
struct list {
	struct bundle *bundle;
	size_t *at;
	size_t count;
};

static int
by_name(const void *left, const void *right, void *context)
{
	const size_t *a = left, *b = right;

	return str_compare(bundle_name(context, *a), bundle_name(context, *b));
}

static struct list
list_of(struct bundle *b)
{
	struct list list = {b, mem_array(bundle_count(b), sizeof(size_t)), bundle_count(b)};

	for (size_t i = 0; i < list.count; i++)
		list.at[i] = i;
	if (list.count)
		qsort_r(list.at, list.count, sizeof(*list.at), by_name, b);
	return list;
}

static struct str
name_at(const struct list *list, size_t i)
{
	return bundle_name(list->bundle, list->at[i]);
}

static int
read_at(const struct list *list, size_t i, struct buf *out, struct diag *diag)
{
	buf_clear(out);
	return bundle_read(list->bundle, list->at[i], out, diag);
}

static void
from_hex(const char text[HASH_TEXT], struct buf *out)
{
	for (size_t i = 0; i < HASH_SIZE; i++) {
		char pair[3] = {text[2 * i], text[2 * i + 1], '\0'};

		buf_byte(out, (char)strtoul(pair, NULL, 16));
	}
}

/* --- making -------------------------------------------------------------------------------- */

struct maker {
	struct list old, new;
	struct buf before, after; /* the record at hand */
	struct splices splices;
	struct buf changes, text;  /* what is written so far */
	size_t change_count, step; /* the old record behind the last change */
	unsigned old_crc, new_crc;
	struct patch_report *report;
};

static void
put_string(struct buf *out, struct str s)
{
	buf_varint(out, s.len);
	buf_put(out, s);
}

static void
put_change(struct maker *m, enum change change, size_t old)
{
	size_t step = old == STR_NONE ? 0 : old - m->step;

	buf_varint(&m->changes, (unsigned long long)step << 2 | change);
	if (old != STR_NONE)
		m->step = old + 1;
	m->change_count++;
}

static void
put_edits(struct maker *m)
{
	m->old_crc = deflate_crc(m->old_crc, buf_str(&m->before));
	m->new_crc = deflate_crc(m->new_crc, buf_str(&m->after));
	m->splices.count = 0;
	splice_find(buf_str(&m->before), buf_str(&m->after), &m->splices, &m->text);
	buf_varint(&m->changes, m->splices.count);
	for (size_t i = 0; i < m->splices.count; i++) {
		buf_varint(&m->changes, m->splices.at[i].keep);
		buf_varint(&m->changes, m->splices.at[i].drop);
		buf_varint(&m->changes, m->splices.at[i].insert);
	}
}

static int
put_edited(struct maker *m, size_t old, size_t new, struct diag *diag)
{
	if (read_at(&m->old, old, &m->before, diag) != 0 ||
	    read_at(&m->new, new, &m->after, diag) != 0)
		return -1;
	if (str_equal(buf_str(&m->before), buf_str(&m->after)))
		return 0;
	put_change(m, CHANGE_EDIT, old);
	put_edits(m);
	m->report->changed++;
	return 0;
}

static int
put_added(struct maker *m, size_t new, struct diag *diag)
{
	if (read_at(&m->new, new, &m->after, diag) != 0)
		return -1;
	put_change(m, CHANGE_ADD, STR_NONE);
	put_string(&m->changes, name_at(&m->new, new));
	buf_varint(&m->changes, m->after.len);
	buf_put(&m->text, buf_str(&m->after));
	m->new_crc = deflate_crc(m->new_crc, buf_str(&m->after));
	m->report->added++;
	return 0;
}

static int
put_renamed(struct maker *m, size_t old, size_t new, struct diag *diag)
{
	if (read_at(&m->old, old, &m->before, diag) != 0 ||
	    read_at(&m->new, new, &m->after, diag) != 0)
		return -1;
	put_change(m, CHANGE_RENAME, old);
	put_string(&m->changes, name_at(&m->new, new));
	put_edits(m);
	m->report->renamed++;
	return 0;
}

/* The record of another name that a record which is gone became, if more than half of that was
   there before; STR_NONE. `taken` marks those that others became. */
static size_t
find_renamed(struct maker *m, size_t old, const size_t *added, size_t count, const bool *taken,
    struct diag *diag)
{
	struct buf inserted = {0};
	size_t best = STR_NONE, least = STR_NONE;

	if (read_at(&m->old, old, &m->before, diag) != 0)
		return STR_NONE;
	for (size_t i = 0; i < count; i++) {
		if (taken[i] || read_at(&m->new, added[i], &m->after, diag) != 0)
			continue;
		m->splices.count = 0;
		buf_clear(&inserted);
		splice_find(buf_str(&m->before), buf_str(&m->after), &m->splices, &inserted);
		if (inserted.len < m->after.len / 2 && inserted.len < least) {
			least = inserted.len;
			best = i;
		}
	}
	buf_free(&inserted);
	return best;
}

/* All changes in the order of the old records; then what is new. */
static int
put_changes(struct maker *m, struct diag *diag)
{
	size_t *added = mem_array(m->new.count, sizeof(*added)), added_count = 0, gone_count = 0;
	size_t *same = mem_array(m->old.count, sizeof(*same));
	bool *taken = mem_array(m->new.count, sizeof(*taken));
	int result = 0;

	for (size_t i = 0, j = 0; i < m->old.count || j < m->new.count;) {
		int order = i == m->old.count ? 1
			    : j == m->new.count
				? -1
				: str_compare(name_at(&m->old, i), name_at(&m->new, j));

		if (order > 0) {
			added[added_count++] = j++;
			continue;
		}
		same[i] = order == 0 ? j++ : STR_NONE;
		gone_count += order < 0;
		i++;
	}
	for (size_t i = 0; i < m->old.count && result == 0; i++) {
		size_t found = STR_NONE;

		if (same[i] != STR_NONE) {
			result = put_edited(m, i, same[i], diag);
			continue;
		}
		if (gone_count * added_count <= RENAMES_TRIED)
			found = find_renamed(m, i, added, added_count, taken, diag);
		if (found != STR_NONE) {
			taken[found] = true;
			result = put_renamed(m, i, added[found], diag);
		} else {
			put_change(m, CHANGE_REMOVE, i);
			m->report->removed++;
		}
	}
	for (size_t i = 0; i < added_count && result == 0; i++)
		if (!taken[i])
			result = put_added(m, added[i], diag);
	mem_free(added);
	mem_free(same);
	mem_free(taken);
	return result;
}

static void
put_patch(struct maker *m, struct str label, struct output *out)
{
	struct buf body = {0}, packed = {0}, header = {0};

	put_string(&body, str_sub(label, 0, label.len < LABEL_MOST ? label.len : LABEL_MOST));
	buf_u32(&body, m->old_crc);
	buf_u32(&body, m->new_crc);
	buf_varint(&body, m->change_count);
	buf_put(&body, buf_str(&m->changes));
	buf_put(&body, buf_str(&m->text));
	deflate_pack(buf_str(&body), (struct str){"", 0}, DEFLATE_BEST, &packed);
	buf_put(&header, S(PATCH_MAGIC));
	buf_u32(&header, PATCH_VERSION);
	buf_u32(&header, (unsigned)(PATCH_HEADER + packed.len));
	buf_u32(&header, (unsigned)body.len);
	buf_u32(&header, deflate_crc(0, buf_str(&packed)));
	from_hex(m->report->before, &header);
	from_hex(m->report->after, &header);
	buf_u32(&header, deflate_crc(0, buf_str(&header)));
	output_put(out, buf_str(&header));
	output_put(out, buf_str(&packed));
	m->report->bytes = header.len + packed.len;
	buf_free(&body);
	buf_free(&packed);
	buf_free(&header);
}

int
patch_make(struct bundle *before, struct bundle *after, struct str label, struct output *out,
    struct patch_report *report, struct diag *diag)
{
	struct maker m = {.report = report};
	int result;

	*report = (struct patch_report){0};
	if (bundle_digest(before, report->before, diag) != 0 ||
	    bundle_digest(after, report->after, diag) != 0)
		return -1;
	m.old = list_of(before);
	m.new = list_of(after);
	m.changes.ceiling = m.text.ceiling = BODY_MOST / 4;
	result = put_changes(&m, diag);
	if (result == 0 && (m.changes.full || m.text.full))
		result = diag_say(diag, DIAG_TOO_LARGE, (struct where){bundle_path(after), 0, 0},
		    "a patch to it is over %d bytes", BODY_MOST / 4);
	if (result == 0)
		put_patch(&m, label, out);
	mem_free(m.old.at);
	mem_free(m.new.at);
	mem_free(m.splices.at);
	buf_free(&m.before);
	buf_free(&m.after);
	buf_free(&m.changes);
	buf_free(&m.text);
	return result;
}

/* --- applying ------------------------------------------------------------------------------ */

struct applier {
	struct where where; /* the patch */
	struct diag *diag;
	struct list old;
	struct buf body;
	struct str label, changes, text; /* what of it is not used yet */
	unsigned old_crc, new_crc;       /* as the patch says, and as they are */
	unsigned old_seen, new_seen;
	struct edit *edits;
	size_t edit_count, edit_room, step;
	struct arena arena; /* the bytes of the edits */
	unsigned long long total;
	struct patch_report *report;
};

static int
bad(const struct applier *a, const char *what)
{
	return diag_say(a->diag, DIAG_BAD_PATCH, a->where, "%s", what);
}

static int
cut(const struct applier *a, unsigned long long has, unsigned long long needs, const char *least)
{
	return diag_say(a->diag, DIAG_CUT_PATCH, a->where, "it has %llu bytes and needs %s%llu",
	    has, least, needs);
}

/* The header of a patch that is all there. */
static int
take_header(struct applier *a, struct str file, unsigned *plain)
{
	struct str rest = str_sub(file, sizeof(PATCH_MAGIC) - 1, file.len);
	unsigned version = 0, length = 0, crc = 0, own = 0;
	size_t known = file.len < sizeof(PATCH_MAGIC) - 1 ? file.len : sizeof(PATCH_MAGIC) - 1;

	if (!str_equal(str_sub(file, 0, known), str_sub(S(PATCH_MAGIC), 0, known)))
		return bad(a, "it is no patch");
	if (file.len < PATCH_HEADER)
		return cut(a, file.len, PATCH_HEADER, "more than ");
	str_take_u32(&rest, &version);
	str_take_u32(&rest, &length);
	str_take_u32(&rest, plain);
	str_take_u32(&rest, &crc);
	hash_text((const unsigned char *)rest.at, a->report->before);
	hash_text((const unsigned char *)rest.at + HASH_SIZE, a->report->after);
	rest = str_sub(rest, 2 * HASH_SIZE, rest.len);
	str_take_u32(&rest, &own);
	if (own != deflate_crc(0, str_sub(file, 0, PATCH_HEADER - 4)))
		return bad(a, "the checksum of its header is wrong");
	if (version != PATCH_VERSION)
		return diag_say(a->diag, DIAG_BUNDLE_VERSION, a->where,
		    "the patch is of version %u, known is %d", version, PATCH_VERSION);
	if (file.len < length)
		return cut(a, file.len, length, "");
	if (file.len > length)
		return bad(a, "there are bytes behind its end");
	if (crc != deflate_crc(0, rest))
		return bad(a, "its checksum is wrong");
	if (*plain > BODY_MOST || *plain > (unsigned long long)rest.len * RATIO_MOST)
		return bad(a, "it would unpack to more than patches do");
	return 0;
}

static int
take_patch(struct applier *a)
{
	struct buf file = {.ceiling = INPUT_MOST};
	unsigned long long length;
	unsigned plain = 0;
	int result = input_read(a->where.file, &file, a->diag);

	a->report->bytes = file.len;
	if (result == 0)
		result = take_header(a, buf_str(&file), &plain);
	if (result == 0 && deflate_unpack(str_sub(buf_str(&file), PATCH_HEADER, file.len),
			       (struct str){"", 0}, plain, &a->body) != 0)
		result = bad(a, "its deflate stream is damaged");
	a->changes = buf_str(&a->body);
	if (result == 0 &&
	    (!str_take_varint(&a->changes, &length) || length > LABEL_MOST ||
		!str_take(&a->changes, length, &a->label) ||
		!str_take_u32(&a->changes, &a->old_crc) || !str_take_u32(&a->changes, &a->new_crc)))
		result = bad(a, "it ends too soon");
	buf_free(&file);
	return result;
}

static int
check_base(struct applier *a, struct bundle *before)
{
	char digest[HASH_TEXT];
	char label[LABEL_MOST + 1];
	size_t len = 0;

	if (bundle_digest(before, digest, a->diag) != 0)
		return -1;
	for (size_t i = 0; i < a->label.len; i++) /* it came from afar: no controls */
		if ((unsigned char)a->label.at[i] >= ' ' && a->label.at[i] != 0x7f)
			label[len++] = a->label.at[i];
	if (strcmp(digest, a->report->before) == 0)
		return 0;
	if (strcmp(digest, a->report->after) == 0)
		return diag_say(a->diag, DIAG_OTHER_BUNDLE, a->where,
		    "%s has this change already: it is content %.16s", bundle_path(before), digest);
	return diag_say(a->diag, DIAG_OTHER_BUNDLE, a->where,
	    "it is for \"%.*s\", content %.16s; %s is content %.16s", (int)len, label,
	    a->report->before, bundle_path(before), digest);
}

/* First the lengths of the changes are read over, to find where their text begins. */
static bool
skip_varints(struct str *rest, unsigned long long count)
{
	unsigned long long value;

	for (; count > 0; count--)
		if (!str_take_varint(rest, &value))
			return false;
	return true;
}

static bool
skip_change(struct str *rest)
{
	unsigned long long head, count;
	struct str name;

	if (!str_take_varint(rest, &head))
		return false;
	if ((head & 3) == CHANGE_REMOVE)
		return true;
	if ((head & 3) != CHANGE_EDIT &&
	    (!str_take_varint(rest, &count) || !str_take(rest, count, &name)))
		return false;
	if (!str_take_varint(rest, &count))
		return false;
	return (head & 3) == CHANGE_ADD || (count <= rest->len && skip_varints(rest, 3 * count));
}

static int
find_text(struct applier *a, size_t *count)
{
	unsigned long long changes;
	struct str rest;

	if (!str_take_varint(&a->changes, &changes) || changes > a->changes.len)
		return bad(a, "the number of its changes cannot be true");
	rest = a->changes;
	for (unsigned long long i = 0; i < changes; i++)
		if (!skip_change(&rest))
			return bad(a, "its changes end too soon");
	*count = (size_t)changes;
	a->text = rest;
	a->changes.len -= rest.len;
	return 0;
}

static int
add_edit(struct applier *a, struct edit edit)
{
	a->edits = mem_grow(a->edits, a->edit_count, &a->edit_room, sizeof(*a->edits));
	edit.bytes = arena_str(&a->arena, edit.bytes);
	a->total += edit.bytes.len;
	if (edit.bytes.len > BUNDLE_RECORD_MOST || a->total > BUNDLE_TOTAL_MOST)
		return bad(a, "it makes more than one bundle takes");
	if (!edit.drop)
		a->new_seen = deflate_crc(a->new_seen, edit.bytes);
	a->edits[a->edit_count++] = edit;
	return 0;
}

static int
apply_edits(struct applier *a, struct str before, struct buf *after)
{
	unsigned long long count = 0, keep, drop, insert;
	struct str kept, dropped, text;

	str_take_varint(&a->changes, &count);
	for (; count > 0; count--) {
		str_take_varint(&a->changes, &keep);
		str_take_varint(&a->changes, &drop);
		str_take_varint(&a->changes, &insert);
		if (!str_take(&before, keep, &kept) || !str_take(&before, drop, &dropped) ||
		    !str_take(&a->text, insert, &text))
			return bad(a, "an edit is larger than what it edits");
		buf_put(after, kept);
		buf_put(after, text);
	}
	buf_put(after, before);
	return 0;
}

/* The change of an old record. */
static int
change_old(struct applier *a, enum change change, unsigned long long step)
{
	struct edit edit = {.drop = change == CHANGE_REMOVE};
	struct buf before = {0}, after = {0};
	unsigned long long length;
	int result = 0;

	if (step >= a->old.count - a->step)
		return bad(a, "it changes a record that is not there");
	a->step += (size_t)step;
	edit.record = a->old.at[a->step];
	edit.name = name_at(&a->old, a->step);
	if (change == CHANGE_RENAME) {
		str_take_varint(&a->changes, &length);
		str_take(&a->changes, length, &edit.name);
	}
	if (!edit.drop) {
		result = read_at(&a->old, a->step, &before, a->diag);
		a->old_seen = deflate_crc(a->old_seen, buf_str(&before));
		if (result == 0)
			result = apply_edits(a, buf_str(&before), &after);
		edit.bytes = buf_str(&after);
	}
	if (result == 0)
		result = add_edit(a, edit);
	a->step++;
	buf_free(&before);
	buf_free(&after);
	return result;
}

static int
add_new(struct applier *a)
{
	struct edit edit = {.record = STR_NONE};
	unsigned long long length = 0;

	str_take_varint(&a->changes, &length);
	str_take(&a->changes, length, &edit.name);
	str_take_varint(&a->changes, &length);
	if (!str_take(&a->text, length, &edit.bytes))
		return bad(a, "a new record is longer than its text");
	return add_edit(a, edit);
}

static int
take_changes(struct applier *a, size_t count)
{
	int result = 0;

	for (size_t i = 0; i < count && result == 0; i++) {
		unsigned long long head = 0;

		str_take_varint(&a->changes, &head);
		switch ((enum change)(head & 3)) {
		case CHANGE_EDIT:
			result = change_old(a, CHANGE_EDIT, head >> 2);
			a->report->changed++;
			break;
		case CHANGE_REMOVE:
			result = change_old(a, CHANGE_REMOVE, head >> 2);
			a->report->removed++;
			break;
		case CHANGE_RENAME:
			result = change_old(a, CHANGE_RENAME, head >> 2);
			a->report->renamed++;
			break;
		case CHANGE_ADD:
			result = add_new(a);
			a->report->added++;
			break;
		}
	}
	if (result == 0 && a->text.len != 0)
		result = bad(a, "there is text in it that nothing uses");
	if (result == 0 && a->old_seen != a->old_crc)
		result = bad(a, "it is for records of other bytes");
	if (result == 0 && a->new_seen != a->new_crc)
		result = bad(a, "it does not give the bytes that it says");
	return result;
}

static int
by_record(const void *left, const void *right)
{
	const struct edit *a = left, *b = right;

	if (a->record != b->record)
		return a->record < b->record ? -1 : 1;
	return str_compare(a->name, b->name);
}

static int
by_text(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* What will be written, before it is: names that may be, each once, and the right content. */
static int
check_result(struct applier *a)
{
	size_t most = a->old.count + a->edit_count, count = 0, e = 0;
	struct str *names = mem_array(most, sizeof(*names));
	struct digest *digest = digest_begin();
	char found[HASH_TEXT];
	struct buf text = {0};
	int result = 0;

	for (size_t i = 0; i < most && result == 0 && (i < a->old.count || e < a->edit_count);
	     i++) {
		if (e < a->edit_count && (i >= a->old.count || a->edits[e].record == i)) {
			const struct edit *edit = &a->edits[e++];

			if (edit->drop)
				continue;
			if (!name_allowed(edit->name))
				result = bad(a, "a name cannot be one");
			names[count++] = edit->name;
			digest_add(digest, edit->name, edit->bytes);
			continue;
		}
		buf_clear(&text);
		result = bundle_read(a->old.bundle, i, &text, a->diag);
		names[count++] = bundle_name(a->old.bundle, i);
		digest_add(digest, bundle_name(a->old.bundle, i), buf_str(&text));
	}
	digest_end(digest, found);
	if (count)
		qsort(names, count, sizeof(*names), by_text);
	for (size_t i = 1; i < count && result == 0; i++)
		if (str_equal(names[i - 1], names[i]))
			result = bad(a, "two records would have one name");
	if (result == 0 && count > BUNDLE_RECORDS_MOST)
		result = bad(a, "it makes more than one bundle takes");
	if (result == 0 && strcmp(found, a->report->after) != 0)
		result = bad(a, "it does not give the content that it says");
	mem_free(names);
	buf_free(&text);
	return result;
}

int
patch_apply(struct bundle *before, const char *patch, struct output *out,
    struct patch_report *report, struct diag *diag)
{
	struct applier a = {
	    .where = {patch, 0, 0}, .diag = diag, .body = {.ceiling = BODY_MOST}, .report = report};
	size_t count = 0;
	int result;

	*report = (struct patch_report){0};
	a.old = list_of(before);
	result = take_patch(&a);
	if (result == 0)
		result = check_base(&a, before);
	if (result == 0)
		result = find_text(&a, &count);
	if (result == 0)
		result = take_changes(&a, count);
	if (result == 0 && a.edit_count)
		qsort(a.edits, a.edit_count, sizeof(*a.edits), by_record);
	if (result == 0)
		result = check_result(&a);
	if (result == 0)
		result = bundle_rewrite(before, a.edits, a.edit_count, out, diag);
	mem_free(a.old.at);
	mem_free(a.edits);
	arena_free(&a.arena);
	buf_free(&a.body);
	return result;
}
