/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "render/phone/target.h"

/*
 * FreeSWITCH 1.6 and newer: freeswitch/ivr_menus/lectern.xml, where something is chosen, and
 * freeswitch/dialplan/lectern.xml for everything else. Nodes are extensions; those of a page
 * have a context of their own, so that a transfer never looks through the whole line. A node N
 * that can be interrupted is followed by N-K for each key K and by N- for none.
 *
 * What is the same for all texts is in the context "lectern", by these variables:
 *   lectern_node, lectern_page  the text at hand and its context
 *   lectern_folder, lectern_file  its prompt, the speed between them
 *   lectern_hint, lectern_number  what is said of keys, and its telephone numbers
 *   lectern_ms  how long it lasts    lectern_at  where in it to begin, in samples
 *   lectern_keys  what interrupts it     lectern_speed  "", "_slow" or "_fast"
 */
struct freeswitch {
	struct output *menu_file, *plan_file;
	struct xml menus, plan;
	const struct flow_options *options;
	char context[NODE_ID];
	bool begun;
};

/* --- pieces ------------------------------------------------------------------------------ */

/* The context that a node is in: that of its page. */
static struct str
page_of(const char *id)
{
	return str_sub(str_of(id), 0, strcspn(id, "."));
}

static void put_action(struct xml *xml, const char *element, const char *application,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void
put_action(struct xml *xml, const char *element, const char *application, const char *fmt, ...)
{
	struct arena arena = {0};
	char *text;
	va_list arguments;

	va_start(arguments, fmt);
	if (vasprintf(&text, fmt, arguments) >= 0) {
		struct str data = arena_str(&arena, str_of(text));

		free(text);
		xml_open(xml, element);
		xml_attribute(xml, "application", str_of(application));
		if (data.len > 0)
			xml_attribute(xml, "data", data);
		xml_close(xml);
	}
	va_end(arguments);
	arena_free(&arena);
}

#define ACTION(xml, ...)    put_action(xml, "action", __VA_ARGS__)
#define OTHERWISE(xml, ...) put_action(xml, "anti-action", __VA_ARGS__)

static void
go(struct xml *xml, const char *id)
{
	ACTION(xml, "transfer", "%s XML lectern-%.*s", id, STR_ARG(page_of(id)));
}

/* An extension for one number; its actions follow, then end_extension. */
static void
begin_extension(struct xml *xml, const char *id, const char *suffix)
{
	struct buf expression = {0}, name = {0};

	buf_print(&name, "%s%s", id, suffix);
	buf_byte(&expression, '^');
	for (size_t i = 0; i < name.len; i++) {
		if (strchr(".*", name.at[i]))
			buf_byte(&expression, '\\');
		buf_byte(&expression, name.at[i]);
	}
	buf_byte(&expression, '$');
	xml_open(xml, "extension");
	xml_attribute(xml, "name", buf_str(&name));
	xml_open(xml, "condition");
	xml_attribute(xml, "field", S("destination_number"));
	xml_attribute(xml, "expression", buf_str(&expression));
	buf_free(&name);
	buf_free(&expression);
}

static void
end_extension(struct xml *xml)
{
	xml_close(xml);
	xml_close(xml);
}

static void
put_path(struct buf *to, const struct prompt *prompt)
{
	buf_print(
	    to, "$${lectern_sounds}/%.*s/lectern/%s.wav", STR_ARG(prompt->language), prompt->id);
}

/* The sounds of a try as one. */
static struct buf
sounds_of(const struct node *node, const struct node_try *try)
{
	struct buf sounds = {0};

	for (size_t i = 0; i < try->count; i++) {
		if (try->say[i] == node->firm)
			continue;
		buf_put(&sounds, sounds.len ? S("!") : S("file_string://"));
		put_path(&sounds, try->say[i]);
	}
	return sounds;
}

static void
play(struct xml *xml, const struct prompt *prompt)
{
	struct buf path = {0};

	put_path(&path, prompt);
	ACTION(xml, "playback", "%.*s", STR_ARG(buf_str(&path)));
	buf_free(&path);
}

/* A switch that has transferred a call seventy times hangs up: every node begins anew. */
static void
keep_alive(struct xml *xml)
{
	ACTION(xml, "set", "max_forwards=70");
}

/* What interrupts a node: its keys. */
static void
listen_for(struct xml *xml, const char *variable, const struct node *node)
{
	char keys[NODE_KEYS_MOST + 1] = "";

	for (size_t i = 0; i < node->key_count; i++)
		keys[i] = node->keys[i].key;
	ACTION(xml, "set", "%s=%s", variable, keys);
}

static void
by_key(struct xml *xml, const struct node *node)
{
	ACTION(xml, "transfer", "%s-${playback_terminator_used} XML lectern-%.*s", node->id,
	    STR_ARG(page_of(node->id)));
}

/* --- what all texts share ---------------------------------------------------------------- */

static void
put_shared(struct xml *x, const char *name)
{
	begin_extension(x, name, "");
}

static void
put_again(struct xml *x)
{
	ACTION(x, "transfer", "play XML lectern");
	end_extension(x);
}

/* At a change of speed two seconds are heard twice. */
static void
put_speed(struct xml *x, const char *name, const char *from, const char *to, const char *ratio)
{
	begin_extension(x, name, from);
	ACTION(x, "set", "lectern_speed=%s", to);
	ACTION(x, "set",
	    "lectern_at=${expr(max(0,floor(${playback_last_offset_pos}*%s)-2*${read_rate}))}",
	    ratio);
	put_again(x);
}

static void
put_speeds(struct xml *x)
{
	static const char *const names[] = {"slower", "faster"};

	for (size_t i = 0; i < 2; i++) {
		put_shared(x, names[i]);
		ACTION(x, "transfer", "%s-${lectern_speed} XML lectern", names[i]);
		end_extension(x);
	}
	put_speed(x, "slower-", "", "_slow", "5/4");
	put_speed(x, "slower-", "_fast", "", "5/4");
	put_speed(x, "slower-", "_slow", "_slow", "1");
	put_speed(x, "faster-", "", "_fast", "4/5");
	put_speed(x, "faster-", "_slow", "", "4/5");
	put_speed(x, "faster-", "_fast", "_fast", "1");
}

static void
put_text(struct xml *x, const struct keys *keys)
{
	put_shared(x, "text");
	xml_close(x);
	xml_open(x, "condition");
	xml_attribute(x, "field", S("${lectern_heard}"));
	xml_attribute(x, "expression", S("^yes$"));
	ACTION(x, "transfer", "play XML lectern");
	OTHERWISE(x, "set", "lectern_heard=yes");
	OTHERWISE(x, "set", "playback_terminators=0123456789*#");
	OTHERWISE(x, "playback", "${lectern_hint}");
	OTHERWISE(x, "transfer", "hint-${playback_terminator_used} XML lectern");
	end_extension(x);
	for (size_t i = 0; i < 2; i++) {
		char key[] = {i ? keys->at[KEYS_UP] : '0', '\0'};

		begin_extension(x, "hint-", key);
		ACTION(x, "transfer", "${lectern_node}-%s XML ${lectern_page}", key);
		end_extension(x);
	}
	xml_open(x, "extension");
	xml_attribute(x, "name", S("hint-other"));
	xml_open(x, "condition");
	xml_attribute(x, "field", S("destination_number"));
	xml_attribute(x, "expression", S("^hint-"));
	put_again(x);
	put_shared(x, "play");
	keep_alive(x);
	ACTION(x, "set", "playback_terminators=${lectern_keys}");
	ACTION(x, "playback", "${lectern_folder}${lectern_speed}${lectern_file}@@${lectern_at}");
	ACTION(x, "transfer", "${lectern_node}-${playback_terminator_used} XML ${lectern_page}");
	end_extension(x);
}

static void
put_moves(struct xml *x)
{
	put_shared(x, "back");
	ACTION(x, "set", "lectern_at=${expr(max(0,${playback_last_offset_pos}-10*${read_rate}))}");
	put_again(x);
	put_shared(x, "ahead");
	ACTION(x, "set", "lectern_at=${expr(${playback_last_offset_pos}+10*${read_rate})}");
	ACTION(x, "set", "lectern_end=${expr(floor(${lectern_ms}*${read_rate}/1000))}");
	ACTION(x, "transfer", "${cond(${lectern_at} >= ${lectern_end} ? end : play)} XML lectern");
	end_extension(x);
	put_shared(x, "end");
	ACTION(x, "transfer", "${lectern_node}- XML ${lectern_page}");
	end_extension(x);
	put_shared(x, "pause");
	ACTION(x, "set", "lectern_at=${playback_last_offset_pos}");
	ACTION(x, "set", "playback_terminators=0123456789*#");
	ACTION(x, "playback", "silence_stream://-1");
	put_again(x);
	put_shared(x, "again");
	ACTION(x, "set", "lectern_at=0");
	put_again(x);
	put_shared(x, "number");
	ACTION(x, "set", "lectern_at=0");
	ACTION(x, "set", "playback_terminators=0123456789*#");
	ACTION(x, "playback", "${lectern_number}");
	put_again(x);
}

/* --- nodes ------------------------------------------------------------------------------- */

static void
put_entries(struct xml *x, const struct node *node)
{
	for (size_t i = 0; i < node->key_count; i++) {
		char key[] = {node->keys[i].key, '\0'};
		struct buf param = {0};

		buf_print(&param, "transfer %s XML lectern-%.*s", node->keys[i].target,
		    STR_ARG(page_of(node->keys[i].target)));
		xml_open(x, "entry");
		xml_attribute(x, "action", S("menu-exec-app"));
		xml_attribute(x, "digits", str_of(key));
		xml_attribute(x, "param", buf_str(&param));
		xml_close(x);
		buf_free(&param);
	}
}

/* A menu of one or two tries: a long greeting and a short one. */
static void
put_menu(struct xml *x, const struct node *node, size_t try, size_t tries, const char *suffix)
{
	struct buf name = {0}, wait = {0}, wrong = {0};
	struct buf greet = sounds_of(node, &node->tries[try]);
	struct buf again = sounds_of(node, &node->tries[try + tries - 1]);
	char times[] = {(char)('0' + tries), '\0'};

	buf_print(&name, "%s%s", node->id, suffix);
	buf_print(&wait, "%d", FLOW_WAIT);
	put_path(&wrong, node->wrong);
	xml_open(x, "menu");
	xml_attribute(x, "name", buf_str(&name));
	xml_attribute(x, "greet-long", buf_str(&greet));
	xml_attribute(x, "greet-short", buf_str(&again));
	xml_attribute(x, "invalid-sound", buf_str(&wrong));
	xml_attribute(x, "timeout", buf_str(&wait));
	xml_attribute(x, "inter-digit-timeout", buf_str(&wait));
	xml_attribute(x, "digit-len", S("1"));
	xml_attribute(x, "max-failures", str_of(times));
	xml_attribute(x, "max-timeouts", str_of(times));
	put_entries(x, node);
	xml_close(x);
	buf_free(&name);
	buf_free(&wait);
	buf_free(&wrong);
	buf_free(&greet);
	buf_free(&again);
}

static void
put_choice(struct freeswitch *f, const struct node *node)
{
	put_menu(&f->menus, node, 0, 2, "");
	put_menu(&f->menus, node, 2, 1, ".last");
	begin_extension(&f->plan, node->id, "");
	keep_alive(&f->plan);
	ACTION(&f->plan, "ivr", "%s", node->id);
	ACTION(&f->plan, "ivr", "%s.last", node->id);
	go(&f->plan, node->then);
	end_extension(&f->plan);
}

/* The keys of a node; `firm` goes where silence does, by way of what is not cut short. */
static void
put_keys(struct xml *x, const struct node *node)
{
	static const char *const acts[] = {
#define X(NAME, name) name,
	    NODE_ACTS(X)
#undef X
	};

	for (size_t i = 0; i < node->key_count; i++) {
		const struct node_key *k = &node->keys[i];
		char suffix[] = {'-', k->key, '\0'};

		begin_extension(x, node->id, suffix);
		if (node->kind == NODE_FEEDBACK && (k->key == '1' || k->key == '2')) {
			const char *answer = k->key == '1' ? "yes" : "no";

			ACTION(x, "set", "lectern_count=%.9s-${strftime(%%Y%%m%%d)}-%s", node->id,
			    answer);
			ACTION(x, "db",
			    "insert/lectern/${lectern_count}/"
			    "${expr(0${db(select/lectern/${lectern_count})}+1)}");
		}
		if (k->act == NODE_GO && k->say)
			play(x, k->say);
		if (k->act != NODE_GO)
			ACTION(x, "transfer", "%s XML lectern",
			    k->act == NODE_HOLD ? "pause" : acts[k->act]);
		else if (node->firm && strcmp(k->target, node->then) == 0)
			ACTION(x, "transfer", "%s- XML lectern-%.*s", node->id,
			    STR_ARG(page_of(node->id)));
		else
			go(x, k->target);
		end_extension(x);
	}
	begin_extension(x, node->id, "-");
	if (node->firm) {
		ACTION(x, "set", "playback_terminators=none");
		play(x, node->firm);
	}
	go(x, node->then);
	end_extension(x);
}

/* Something said that any key of the node ends, then silence for as long as a caller has. */
static void
put_said(struct xml *x, const struct node *node, bool waits)
{
	struct buf sounds = sounds_of(node, &node->tries[0]);

	if (waits)
		buf_print(&sounds, "!silence_stream://%d", FLOW_WAIT);
	keep_alive(x);
	listen_for(x, "playback_terminators", node);
	ACTION(x, "playback", "%.*s", STR_ARG(buf_str(&sounds)));
	by_key(x, node);
	end_extension(x);
	buf_free(&sounds);
}

static void
put_helpline(struct xml *x, const struct node *node)
{
	begin_extension(x, node->id, "");
	if (node->transfer) {
		xml_close(x);
		xml_open(x, "condition");
		xml_attribute(x, "field", S("${lectern_dial}"));
		xml_attribute(x, "expression", S("."));
		ACTION(x, "set", "playback_terminators=none");
		play(x, node->transfer);
		ACTION(x, "set", "hangup_after_bridge=false");
		ACTION(x, "set", "continue_on_fail=true");
		ACTION(x, "bridge", "${lectern_dial}");
		ACTION(x, "transfer", "%s-say XML lectern-%s", node->id, node->id);
		OTHERWISE(x, "transfer", "%s-say XML lectern-%s", node->id, node->id);
		end_extension(x);
		begin_extension(x, node->id, "-say");
	}
	put_said(x, node, true);
	put_keys(x, node);
}

static void
put_listen(struct freeswitch *f, const struct node *node)
{
	struct xml *x = &f->plan;
	const struct prompt *prompt = node->tries[0].say[0];

	begin_extension(x, node->id, "");
	ACTION(x, "set", "lectern_node=%s", node->id);
	ACTION(x, "set", "lectern_page=lectern-%.*s", STR_ARG(page_of(node->id)));
	ACTION(x, "set", "lectern_folder=$${lectern_sounds}/%.*s", STR_ARG(prompt->language));
	ACTION(x, "set", "lectern_file=/lectern/%s.wav", prompt->id);
	ACTION(x, "set", "lectern_ms=%u", prompt->milliseconds);
	ACTION(x, "set", "lectern_at=0");
	listen_for(x, "lectern_keys", node);
	for (size_t i = 0; i < node->key_count; i++)
		if (node->keys[i].act == NODE_NUMBER)
			ACTION(x, "set", "lectern_number=$${lectern_sounds}/%.*s/lectern/%s.wav",
			    STR_ARG(node->keys[i].say->language), node->keys[i].say->id);
	ACTION(x, "set", "lectern_hint=$${lectern_sounds}/%.*s/lectern/%s.wav",
	    STR_ARG(node->once->language), node->once->id);
	ACTION(x, "transfer", "text XML lectern");
	end_extension(x);
	put_keys(x, node);
}

static void
take(void *context, const struct node *node)
{
	struct freeswitch *f = context;
	struct str page = page_of(node->id);
	struct buf name = {0};

	if (!str_equal(page, str_of(f->context))) {
		if (f->context[0])
			xml_close(&f->plan);
		snprintf(f->context, sizeof(f->context), "%.*s", STR_ARG(page));
		buf_print(&name, "lectern-%s", f->context);
		xml_open(&f->plan, "context");
		xml_attribute(&f->plan, "name", buf_str(&name));
		buf_free(&name);
	}
	switch (node->kind) {
	case NODE_MENU:
	case NODE_PAUSE:
		put_choice(f, node);
		break;
	case NODE_PASS:
		begin_extension(&f->plan, node->id, "");
		go(&f->plan, node->then);
		end_extension(&f->plan);
		break;
	case NODE_WELCOME:
	case NODE_FEEDBACK:
		begin_extension(&f->plan, node->id, "");
		put_said(&f->plan, node, node->kind == NODE_FEEDBACK);
		put_keys(&f->plan, node);
		break;
	case NODE_LISTEN:
		put_listen(f, node);
		break;
	case NODE_HELPLINE:
		put_helpline(&f->plan, node);
		break;
	}
}

/* --- beginning and end ------------------------------------------------------------------- */

static void
put_global(struct xml *x, const char *data)
{
	xml_open(x, "X-PRE-PROCESS");
	xml_attribute(x, "cmd", S("set"));
	xml_attribute(x, "data", str_of(data));
	xml_close(x);
}

static void *
begin(struct output *tree, const struct flow_options *options)
{
	struct freeswitch *f = mem_get(sizeof(*f));

	f->options = options;
	f->menu_file = output_member(tree, "freeswitch/ivr_menus/lectern.xml");
	f->plan_file = output_member(tree, "freeswitch/dialplan/lectern.xml");
	xml_begin(&f->menus, f->menu_file, NULL);
	xml_begin(&f->plan, f->plan_file, NULL);
	xml_open(&f->menus, "include");
	xml_open(&f->plan, "include");
	/* both are read before the other in some configurations */
	put_global(&f->menus, "lectern_sounds=$${sounds_dir}/lectern");
	put_global(&f->plan, "lectern_sounds=$${sounds_dir}/lectern");
	put_global(&f->plan, "lectern_dial=");
	return f;
}

static void
put_start(struct freeswitch *f, const struct flow_language *l)
{
	struct xml *x = &f->plan;
	char welcome[FLOW_ID];

	snprintf(welcome, sizeof(welcome), "w%.*s", STR_ARG(l->tag));
	xml_open(x, "context");
	xml_attribute(x, "name", S("lectern"));
	begin_extension(x, "lectern", "");
	ACTION(x, "answer", "%s", "");
	ACTION(x, "set", "process_cdr=false");
	/* else '#' would end what is typed and be no key */
	ACTION(x, "set", "ivr_menu_terminator=none");
	ACTION(x, "set", "lectern_heard=");
	ACTION(x, "set", "lectern_speed=");
	go(x, l->languages[0] ? l->languages : welcome);
	end_extension(x);
	put_text(x, &f->options->keys);
	put_moves(x);
	if (f->options->speeds)
		put_speeds(x);
	xml_close(x);
}

static void
language(void *context, const struct flow_language *l)
{
	struct freeswitch *f = context;

	if (!f->begun)
		put_start(f, l);
	f->begun = true;
	node_of_language(l, take, f);
}

static void
page(void *context, const struct flow_language *l, const struct flow_page *page)
{
	node_of_page(l, page, take, context);
}

static void
end(void *context)
{
	struct freeswitch *f = context;

	xml_end(&f->menus);
	xml_end(&f->plan);
	output_close(f->menu_file);
	output_close(f->plan_file);
	mem_free(f);
}

const struct target target_freeswitch = {
    .name = "freeswitch",
    .summary = "menus and dialplan for FreeSWITCH",
    .wav = true,
    .by_rate = true,
    .begin = begin,
    .language = language,
    .page = page,
    .end = end,
};
