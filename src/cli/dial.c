/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/earpiece.h"
#include "cli/line.h"

static const struct setting table[] = {
    {.name = "real-time",
	.type = SETTING_FLAG,
	.help = "waits as long as the prompts last, then counts silence by itself"},
    {.name = "play",
	.type = SETTING_FLAG,
	.help =
	    "plays the prompts on the sound card; keys cut them short, silence comes by itself"},
    {.name = NULL},
};

/* Between two keys, nodes that say nothing; a line that goes round in them is broken. */
enum { PASSES_MOST = 100, INPUT_LINE = 256, SKIP = 10000 /* milliseconds */, USUAL = 1 };

struct call {
	struct line *line;
	struct line_node node;
	size_t try;
	bool heard; /* what is said once a call */
	bool real_time;
	struct diag *diag;
	struct earpiece *ear;     /* NULL: nothing is played */
	int pressed;              /* while something played, and not taken yet; or EARPIECE_... */
	bool firm_heard;          /* of this node */
	unsigned speed;           /* of texts */
	unsigned at, length;      /* milliseconds: where in the text the caller is, of how many */
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

/* --- and really hears ---------------------------------------------------------------------- */

static bool
waits(const struct call *c)
{
	return is_kind(c, "menu") || is_kind(c, "pause") || is_kind(c, "feedback") ||
	       is_kind(c, "helpline");
}

static const char any_key[] = "0123456789*#\n";

/* Once a key has been pressed, nothing more is heard before it is taken. */
static void
sound(struct call *c, struct hearing *h)
{
	if (c->ear == NULL || c->pressed != EARPIECE_NOTHING || h->prompt[0] == '\0')
		return;
	c->pressed = earpiece_play(c->ear, h, c->diag);
	if (h->length == 0)
		puts("(Its sound is missing.)");
}

static void
play(struct call *c, const char *prompt, const char *stops)
{
	sound(c, &(struct hearing){.prompt = prompt, .speed = "", .stops = stops});
}

/* Nothing but the end of the call cuts it short. */
static void
play_firm(struct call *c)
{
	play(c, c->node.firm, "");
	c->firm_heard = true;
}

static const char *
stops_of(const struct call *c, char stops[LINE_KEYS + 2])
{
	size_t i;

	if (c->node.wrong[0])
		return any_key;
	for (i = 0; i < c->node.key_count; i++)
		stops[i] = c->node.keys[i].key;
	stops[i++] = '\n';
	stops[i] = '\0';
	return stops;
}

/* The text at hand, from where the caller is in it. */
static void
play_text(struct call *c)
{
	static const char *const speeds[] = {"_slow", "", "_fast"};
	char stops[LINE_KEYS + 2];
	struct hearing h = {.speed = speeds[c->speed], .stops = stops_of(c, stops), .at = c->at};

	if (c->node.tries[0].count == 0)
		return;
	h.prompt = c->node.tries[0].says[0];
	sound(c, &h);
	c->at = h.at;
	c->length = h.length;
}

/* A key ends what is said once, and no more, but for 0. */
static void
play_once(struct call *c)
{
	play(c, c->node.once, any_key);
	if (c->pressed > 0 && c->pressed != '0')
		c->pressed = EARPIECE_NOTHING;
}

static void
play_try(struct call *c, const struct line_try *try)
{
	char stops[LINE_KEYS + 2];

	for (size_t i = 0; i < try->count; i++)
		if (strcmp(try->says[i], c->node.firm) == 0) {
			if (c->pressed == EARPIECE_NOTHING)
				play_firm(c);
		} else {
			play(c, try->says[i], stops_of(c, stops));
		}
}

static void
hear(struct call *c)
{
	const struct line_try *try = &c->node.tries[c->try];
	bool once = c->node.once[0] && !c->heard;

	if (once)
		put_prompt(c, c->node.once);
	c->heard = c->heard || c->node.once[0];
	if (c->node.transfer[0]) {
		put_prompt(c, c->node.transfer);
		printf("(A switch calls %s here. When nobody answers:)\n", line_helpline(c->line));
	}
	for (size_t i = 0; c->try < c->node.try_count && i < try->count; i++)
		put_prompt(c, try->says[i]);
	put_keys(c);
	fflush(stdout);
	if (once)
		play_once(c);
	play(c, c->node.transfer, "");
	if (is_kind(c, "listen") && try->count > 0)
		play_text(c);
	else if (c->try < c->node.try_count)
		play_try(c, try);
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
		c->at = 0;
		c->firm_heard = false;
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

enum act { BACK, AHEAD, AGAIN, HOLD, SLOWER, FASTER, NUMBER };

/* Each speed is 5/4 of the one before; two seconds are heard twice. */
static void
change_speed(struct call *c, enum act act)
{
	unsigned at = act == SLOWER ? c->at * 5 / 4 : c->at * 4 / 5;

	if (c->speed == (act == SLOWER ? 0 : 2 * USUAL))
		return;
	c->speed += act == SLOWER ? -1U : 1U;
	c->at = at > 2000 ? at - 2000 : 0;
}

/* Within a text. Where in it a caller is has no meaning unless it is played: it is only said. */
static int
move(struct call *c, enum act act)
{
	switch (act) {
	case BACK:
		c->at = c->at > SKIP ? c->at - SKIP : 0;
		break;
	case AHEAD:
		if (c->ear && c->at + SKIP >= c->length)
			return go(c, c->node.then);
		c->at += SKIP;
		break;
	case HOLD:
		if (c->ear && earpiece_wait(c->ear, -1) == EARPIECE_END)
			c->pressed = EARPIECE_END;
		break;
	case SLOWER:
	case FASTER:
		change_speed(c, act);
		break;
	case AGAIN:
	case NUMBER:
		c->at = 0;
		if (c->ear == NULL)
			hear(c);
		break;
	}
	play_text(c);
	return 0;
}

static int
act(struct call *c, const struct line_key *key)
{
	static const struct {
		const char *does, *said;
		enum act act;
	} acts[] = {{"back", "(ten seconds back)", BACK}, {"ahead", "(ten seconds ahead)", AHEAD},
	    {"again", "(from the beginning)", AGAIN}, {"hold", "(a pause; any key goes on)", HOLD},
	    {"slower", "(slower)", SLOWER}, {"faster", "(faster)", FASTER}, {"number", "", NUMBER}};
	bool goes = strcmp(key->does, "go") == 0;

	if (c->ear && goes && c->node.firm[0] && !c->firm_heard &&
	    strcmp(key->to, c->node.then) == 0)
		play_firm(c);
	if (key->saying[0])
		put_prompt(c, key->saying);
	play(c, key->saying, any_key);
	if (goes)
		return go(c, key->to);
	if (c->pressed > 0) /* it has ended the number, after which the text begins */
		c->pressed = EARPIECE_NOTHING;
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
		if (strcmp(key->does, acts[i].does) != 0)
			continue;
		if (acts[i].said[0])
			puts(acts[i].said);
		fflush(stdout);
		return move(c, acts[i].act);
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
	play(c, c->node.wrong, any_key);
	return stay_silent(c);
}

/* --- input --------------------------------------------------------------------------------- */

enum heard { HEARD_LINE, HEARD_SILENCE, HEARD_END };

/* Whether something is typed in time. */
static bool
is_typed(const struct call *c)
{
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
	unsigned most = c->node.tries[c->try].milliseconds + (waits(c) ? line_wait(c->line) : 0);
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

static bool
is_phone_key(char key)
{
	return key != '\0' && strchr("0123456789*#", key);
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
		if (is_phone_key(key))
			result = press(c, key);
		else
			puts("(A telephone has the keys 0 to 9, * and #. An empty line is "
			     "silence.)");
	}
	if (!pressed)
		puts("(silence)");
	return pressed || result != 0 ? result : stay_silent(c);
}

/* Keys by lines until the caller hangs up. */
static int
take_lines(struct call *c)
{
	int result = 0;

	while (result == 0) {
		enum heard heard;

		fflush(stdout);
		heard = read_line(c);
		if (heard == HEARD_END)
			break;
		if (heard == HEARD_SILENCE)
			puts("(silence)");
		result = heard == HEARD_SILENCE ? stay_silent(c) : take_line(c);
	}
	return result;
}

/* Keys one by one, as they cut short what plays. Enter is silence that need not be waited for. */
static int
take_keys(struct call *c)
{
	int result = 0;

	while (result == 0) {
		int key = c->pressed;

		fflush(stdout);
		if (key == EARPIECE_NOTHING)
			key = earpiece_wait(c->ear, waits(c) ? (int)line_wait(c->line) : 0);
		c->pressed = EARPIECE_NOTHING;
		if (key == EARPIECE_END || key == EARPIECE_FAILED)
			return key == EARPIECE_END ? 0 : -1;
		if (key == EARPIECE_NOTHING || key == '\n') {
			if (waits(c) || key == '\n')
				puts("(silence)");
			result = stay_silent(c);
		} else if (is_phone_key((char)key)) {
			result = press(c, (char)key);
		}
	}
	return result;
}

static int
begin(struct call *c, bool plays)
{
	if (plays) {
		if (line_node(c->line, line_start(c->line), &c->node, c->diag) != 0)
			return -1;
		c->ear = earpiece_open(c->line,
		    c->node.try_count > 0 && c->node.tries[0].count > 0 ? c->node.tries[0].says[0]
									: "",
		    c->diag);
		if (c->ear == NULL)
			return -1;
	}
	return go(c, line_start(c->line));
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct call c = {
	    .diag = diag, .real_time = settings_flag(settings, "real-time"), .speed = USUAL};
	int result;

	if (settings_operands(settings) != 1)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "lectern dial FOLDER");
	c.line = line_open(settings_operand(settings, 0), diag);
	if (c.line == NULL)
		return -1;
	result = begin(&c, settings_flag(settings, "play"));
	if (result == 0)
		result = c.ear ? take_keys(&c) : take_lines(&c);
	if (result == 0)
		puts("(The caller hangs up.)");
	fflush(stdout);
	earpiece_close(c.ear);
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
