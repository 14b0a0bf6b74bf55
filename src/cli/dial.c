/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/line.h"

static const struct setting table[] = {
    {.name = "real-time",
	.type = SETTING_FLAG,
	.help = "waits as long as the prompts last, then counts silence by itself"},
    {.name = NULL},
};

/* Between two keys, nodes that say nothing; a line that goes round in them is broken. */
enum { PASSES_MOST = 100, INPUT_LINE = 256 };

struct call {
	struct line *line;
	struct line_node node;
	size_t try;
	bool heard; /* what is said once a call */
	bool real_time;
	struct diag *diag;
	char waiting[INPUT_LINE]; /* typed and not pressed yet */
	size_t waiting_at, waiting_count;
};

/* --- what the caller hears ----------------------------------------------------------------- */

static void
put_prompt(const struct call *c, const char *prompt)
{
	struct str text = line_text(c->line, prompt);

	if (text.len > 0)
		printf("  %.*s\n", STR_ARG(text));
	else if (prompt[0])
		puts("  (a prompt that is not in prompts.txt)");
}

static void
put_keys(const struct call *c)
{
	printf("[%s %s; keys", c->node.kind, c->node.id);
	for (size_t i = 0; i < c->node.key_count; i++)
		printf(" %c", c->node.keys[i].key);
	puts("]");
}

static bool
is_kind(const struct call *c, const char *kind)
{
	return strcmp(c->node.kind, kind) == 0;
}

static void
hear(struct call *c)
{
	const struct line_try *try = &c->node.tries[c->try];

	if (c->node.once[0] && !c->heard)
		put_prompt(c, c->node.once);
	c->heard = c->heard || c->node.once[0];
	if (c->node.transfer[0]) {
		put_prompt(c, c->node.transfer);
		printf("(A switch calls %s here. When nobody answers:)\n", line_helpline(c->line));
	}
	for (size_t i = 0; c->try < c->node.try_count && i < try->count; i++)
		put_prompt(c, try->says[i]);
	put_keys(c);
}

static int
go(struct call *c, const char *id)
{
	char next[128];

	for (unsigned passes = 0; passes < PASSES_MOST; passes++) {
		snprintf(next, sizeof(next), "%s", id);
		if (line_node(c->line, next, &c->node, c->diag) != 0)
			return -1;
		c->try = 0;
		if (!is_kind(c, "pass")) {
			hear(c);
			return 0;
		}
		id = c->node.then;
	}
	return diag_say(
	    c->diag, DIAG_BAD_FLOW, (struct where){0}, "nodes that say nothing go round");
}

/* --- what the caller does ------------------------------------------------------------------ */

/* In menus and pauses every silence is answered by a shorter prompt. */
static int
stay_silent(struct call *c)
{
	if (c->try + 1 < c->node.try_count) {
		c->try++;
		hear(c);
		return 0;
	}
	return go(c, c->node.then);
}

/* Where in a sound a caller is has no meaning here: it is only said. */
static int
act(struct call *c, const struct line_key *key)
{
	static const struct {
		const char *does, *said;
		bool again;
	} acts[] = {{"back", "(ten seconds back)", false}, {"ahead", "(ten seconds ahead)", false},
	    {"again", "(from the beginning)", true}, {"hold", "(a pause; any key goes on)", false},
	    {"slower", "(slower)", false}, {"faster", "(faster)", false}, {"number", "", true}};

	if (key->saying[0])
		put_prompt(c, key->saying);
	if (strcmp(key->does, "go") == 0)
		return go(c, key->to);
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
		if (strcmp(key->does, acts[i].does) != 0)
			continue;
		if (acts[i].said[0])
			puts(acts[i].said);
		if (acts[i].again)
			hear(c);
		return 0;
	}
	puts("(nothing)");
	return 0;
}

static int
press(struct call *c, char pressed)
{
	printf("%c\n", pressed);
	for (size_t i = 0; i < c->node.key_count; i++)
		if (c->node.keys[i].key == pressed)
			return act(c, &c->node.keys[i]);
	if (c->node.wrong[0] == '\0') {
		puts("(nothing)");
		return 0;
	}
	put_prompt(c, c->node.wrong);
	return stay_silent(c);
}

/* --- input --------------------------------------------------------------------------------- */

enum heard { HEARD_LINE, HEARD_SILENCE, HEARD_END };

/* Whether something is typed in time. */
static bool
is_typed(const struct call *c)
{
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
	bool waits = is_kind(c, "menu") || is_kind(c, "pause") || is_kind(c, "feedback") ||
		     is_kind(c, "helpline");
	unsigned most = c->node.tries[c->try].milliseconds + (waits ? line_wait(c->line) : 0);
	int ready;

	do
		ready = poll(&in, 1, (int)most);
	while (ready < 0 && errno == EINTR);
	return ready != 0;
}

/* A line; what is behind INPUT_LINE characters of it is left out. Read byte by byte, so that
   nothing waits unseen in a buffer when silence is counted. */
static enum heard
read_line(struct call *c)
{
	char byte;
	ssize_t count;

	c->waiting_at = c->waiting_count = 0;
	if (c->real_time && !is_typed(c))
		return HEARD_SILENCE;
	while ((count = read(STDIN_FILENO, &byte, 1)) != 0) {
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return HEARD_END;
		if (byte == '\n')
			return HEARD_LINE;
		if (c->waiting_count < INPUT_LINE)
			c->waiting[c->waiting_count++] = byte;
	}
	return c->waiting_count ? HEARD_LINE : HEARD_END;
}

/* Keys of a line one after the other; one without any is silence. */
static int
take_line(struct call *c)
{
	bool pressed = false;
	int result = 0;

	for (size_t i = 0; i < c->waiting_count && result == 0; i++) {
		char key = c->waiting[i];

		if (key == ' ' || key == '\t' || key == '\r')
			continue;
		pressed = true;
		if (strchr("0123456789*#", key) && key != '\0')
			result = press(c, key);
		else
			puts("(A telephone has the keys 0 to 9, * and #. An empty line is "
			     "silence.)");
	}
	if (!pressed)
		puts("(silence)");
	return pressed || result != 0 ? result : stay_silent(c);
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct call c = {.diag = diag, .real_time = settings_flag(settings, "real-time")};
	int result;

	if (settings_operands(settings) != 1)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "lectern dial FOLDER");
	c.line = line_open(settings_operand(settings, 0), diag);
	if (c.line == NULL)
		return -1;
	result = go(&c, line_start(c.line));
	while (result == 0) {
		enum heard heard;

		fflush(stdout);
		heard = read_line(&c);
		if (heard == HEARD_END)
			break;
		if (heard == HEARD_SILENCE)
			puts("(silence)");
		result = heard == HEARD_SILENCE ? stay_silent(&c) : take_line(&c);
	}
	if (result == 0)
		puts("(The caller hangs up.)");
	fflush(stdout);
	line_close(c.line);
	return result;
}

const struct command command_dial = {
    .name = "dial",
    .summary = "Try a phone line in the terminal, by its keys",
    .usage = "FOLDER",
    .example = "lectern dial line/",
    .settings = table,
    .run = run,
};
