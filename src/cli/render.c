/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include "base/input.h"
#include "base/jobs.h"
#include "cli/cli.h"
#include "render/plain_form.h"
#include "source/charset.h"

/* Whether -o asks for a folder: it ends in a slash, is one already, or the shape needs one. */
static bool
wants_folder(const struct renderer *r, const struct shelf *shelf, const struct settings *settings,
    const char *path)
{
	switch (r->shape) {
	case OUTPUT_TREE:
		return true;
	case OUTPUT_FILES:
		if (shelf->count != 1 || (r->many && r->many(settings)))
			return true;
		break;
	case OUTPUT_STREAM:
		if (r->many && r->many(settings))
			return true;
		break;
	}
	return path[strlen(path) - 1] == '/' || input_is_folder(path);
}

static struct output *
open_output(const struct renderer *r, const struct shelf *shelf, const struct settings *settings,
    bool *folder, struct diag *diag)
{
	const char *path = settings_text(settings, "output");

	*folder = false;
	if (path == NULL || path[0] == '\0') {
		if ((r->shape == OUTPUT_STREAM && !(r->many && r->many(settings))) ||
		    (r->shape == OUTPUT_FILES && shelf->count == 1 && !isatty(STDOUT_FILENO)))
			return output_stdout();
		diag_say(diag, DIAG_NO_OUTPUT, (struct where){0}, "%s writes files", r->name);
		return NULL;
	}
	*folder = wants_folder(r, shelf, settings, path);
	return *folder ? output_tree(path) : output_file(path);
}

static bool
write_character(void *writer, unsigned c, struct buf *out)
{
	return charset_write(writer, c, out);
}

/* Renders in UTF-8 and puts that in the renderer's encoding on the output. */
static int
render_in(const char *encoding, const struct renderer *r, struct shelf *shelf,
    const struct settings *settings, struct output *out, struct diag *diag)
{
	struct charset_writer *writer = charset_writer(encoding, diag);
	struct plain_changes changes = {0};
	struct buf text = {0}, bytes = {0};
	struct output *memory;
	int result;

	if (writer == NULL)
		return -1;
	memory = output_memory(&text);
	result = r->render(shelf, settings, memory, diag);
	if (output_commit(memory, diag) != 0)
		result = -1;
	if (result == 0) {
		plain_form(buf_str(&text), write_character, writer, &bytes, &changes);
		output_put(out, buf_str(&bytes));
		plain_changes_say(&changes, encoding, diag);
	}
	plain_changes_free(&changes);
	charset_writer_free(writer);
	buf_free(&text);
	buf_free(&bytes);
	return result;
}

static int
render_to(const struct renderer *r, struct shelf *shelf, const struct settings *settings,
    struct output *out, struct diag *diag)
{
	const char *encoding = r->charset ? r->charset(settings) : NULL;

	return encoding ? render_in(encoding, r, shelf, settings, out, diag)
			: r->render(shelf, settings, out, diag);
}

/* One shelf of a single article over another, so that a renderer writes it alone. */
struct single {
	struct shelf *whole;
	size_t i;
};

static struct document *
load_single(struct shelf *shelf, size_t i, struct diag *diag)
{
	struct single *single = shelf->context;

	(void)i;
	return shelf_load(single->whole, single->i, diag);
}

/* A process for each article would cost more than it saves, and so would one that has to learn
   anew for few of them what others learned, such as the words of a language. */
enum { JOB_LEAST = 64, JOB_MOST = 1024 };

/* A file for each article. */
struct batch {
	const struct renderer *r;
	struct shelf *shelf;
	const struct settings *settings;
	struct output *tree;
	size_t job; /* articles in one, but for the last */
};

static int
render_single(const struct batch *batch, size_t i, struct output *out, struct diag *diag)
{
	struct single single = {batch->shelf, i};
	struct shelf one = *batch->shelf;

	one.entries = &batch->shelf->entries[i];
	one.count = 1;
	one.load = load_single;
	one.context = &single;
	return render_to(batch->r, &one, batch->settings, out, diag);
}

static struct output *
open_member(const struct batch *batch, size_t i)
{
	const struct renderer *r = batch->r;
	struct buf name = {0};
	struct output *member;

	buf_put(&name, batch->shelf->entries[i].id);
	buf_put(&name, str_of(r->suffix_of ? r->suffix_of(batch->settings) : r->suffix));
	buf_byte(&name, '\0');
	member = output_member(batch->tree, name.at);
	buf_free(&name);
	return member;
}

/* Articles [first, end) of a job; the first of all is in none. */
static void
job_range(const struct batch *batch, size_t n, size_t *first, size_t *end)
{
	*first = 1 + n * batch->job;
	*end = *first + batch->job;
	if (*end > batch->shelf->count)
		*end = batch->shelf->count;
}

static size_t
job_size(size_t count, unsigned workers)
{
	size_t share = (count + workers - 1) / workers;

	return share < JOB_LEAST ? JOB_LEAST : share > JOB_MOST ? JOB_MOST : share;
}

/* Each article's length, then its bytes. */
static int
render_job(void *context, size_t n, struct buf *result, struct diag *diag)
{
	size_t first, end;
	int done = 0;

	job_range(context, n, &first, &end);
	for (size_t i = first; i < end && done == 0; i++) {
		struct buf bytes = {0};
		struct output *memory = output_memory(&bytes);

		done = render_single(context, i, memory, diag);
		if (output_commit(memory, diag) != 0)
			done = -1;
		buf_u64(result, bytes.len);
		buf_put(result, buf_str(&bytes));
		buf_free(&bytes);
	}
	return done;
}

static int
write_job(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	size_t first, end;

	(void)diag;
	job_range(context, n, &first, &end);
	for (size_t i = first; i < end && status == 0; i++) {
		unsigned long long length;
		struct str bytes;
		struct output *member;

		if (!str_take_u64(&result, &length) || !str_take(&result, length, &bytes))
			return -1;
		member = open_member(context, i);
		output_put(member, bytes);
		output_close(member);
	}
	return status;
}

/* The first one is rendered here: what it loads, such as a braille table, the workers share. */
static int
render_each(const struct renderer *r, struct shelf *shelf, const struct settings *settings,
    struct output *tree, struct diag *diag)
{
	unsigned workers = r->workers ? jobs_workers(r->workers(settings)) : 1;
	struct batch batch = {r, shelf, settings, tree, job_size(shelf->count, workers)};
	size_t here = workers == 1 ? shelf->count : shelf->count > 0;
	int result = 0;

	for (size_t i = 0; i < here && result == 0; i++) {
		struct output *member = open_member(&batch, i);

		result = render_single(&batch, i, member, diag);
		output_close(member);
	}
	if (result == 0 && here < shelf->count)
		result = jobs_run(workers, (shelf->count - here + batch.job - 1) / batch.job,
		    render_job, write_job, &batch, diag);
	return result;
}

int
cli_render(const struct renderer *r, const struct settings *settings, struct diag *diag)
{
	struct shelf *shelf = NULL;
	struct output *out;
	bool folder = false, alone = r->stands_alone && r->stands_alone(settings);
	int result;

	if (!alone && (shelf = cli_shelf(settings, diag)) == NULL)
		return -1;
	if (r->writes_nothing && r->writes_nothing(settings)) {
		result = r->render(shelf, settings, NULL, diag);
		shelf_close(shelf);
		return result;
	}
	out = alone
		  ? output_file(
			settings_text(settings, "output") ? settings_text(settings, "output") : "-")
		  : open_output(r, shelf, settings, &folder, diag);
	if (out == NULL) {
		shelf_close(shelf);
		return -1;
	}
	if (folder && r->shape == OUTPUT_STREAM && !(r->many && r->many(settings)))
		result = render_each(r, shelf, settings, out, diag);
	else
		result = render_to(r, shelf, settings, out, diag);
	if (result == 0)
		result = cli_commit(out, settings, diag);
	else
		output_abandon(out);
	shelf_close(shelf);
	return result;
}
