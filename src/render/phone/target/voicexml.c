/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/xml.h"
#include "render/phone/target.h"

/*
 * VoiceXML 2.1: voicexml/line.vxml, the application's root with its variables and what
 * belongs to languages, and a document a page. A node is a form of the same id. The words of
 * a prompt stand inside its <audio>, escaped: a browser that cannot get the sound says them.
 *
 * VoiceXML cannot begin in the middle of a sound: ten seconds back is its beginning, ten
 * seconds ahead its end.
 */
struct voicexml {
	struct output *tree, *file;
	struct xml xml;
	const struct flow_options *options;
	bool begun;
};

/* --- pieces ------------------------------------------------------------------------------ */

/* "a01234567.vxml#a01234567.1.1" */
static struct str
address_of(const char *id, struct arena *arena)
{
	size_t page = strcspn(id, ".");

	if (id[0] == 'w' || id[0] == 'h')
		return arena_print(arena, "line.vxml#%s", id);
	return arena_print(arena, "%.*s.vxml#%s", (int)page, id, id);
}

static void
go(struct xml *x, const char *id)
{
	struct arena arena = {0};

	xml_open(x, "goto");
	xml_attribute(x, "next", address_of(id, &arena));
	xml_close(x);
	arena_free(&arena);
}

static void
set(struct xml *x, const char *name, struct str value)
{
	xml_open(x, "assign");
	xml_attribute(x, "name", str_of(name));
	xml_attribute(x, "expr", value);
	xml_close(x);
}

static void
put_audio(struct xml *x, const struct prompt *prompt, bool at_speed)
{
	struct buf source = {0};

	xml_open(x, "audio");
	if (at_speed)
		buf_print(&source, "'../sounds/%.*s' + application.speed + '/lectern/%s.wav'",
		    STR_ARG(prompt->language), prompt->id);
	else
		buf_print(&source, "../sounds/%.*s/lectern/%s.wav", STR_ARG(prompt->language),
		    prompt->id);
	xml_attribute(x, at_speed ? "expr" : "src", buf_str(&source));
	xml_text(x, prompt->text);
	xml_close(x);
	buf_free(&source);
}

static void
begin_prompt(struct xml *x, bool cut_short)
{
	xml_open(x, "prompt");
	xml_attribute(x, "bargein", cut_short ? S("true") : S("false"));
}

static void
say(struct xml *x, const struct prompt *prompt, bool cut_short)
{
	begin_prompt(x, cut_short);
	put_audio(x, prompt, false);
	xml_close(x);
}

static void
put_property(struct xml *x, const char *name, const char *value)
{
	xml_open(x, "property");
	xml_attribute(x, "name", str_of(name));
	xml_attribute(x, "value", str_of(value));
	xml_close(x);
}

/* The keys of a node; no others match. */
static void
put_grammar(struct xml *x, const char *id, const char *keys)
{
	struct buf rule = {0};

	/* names of rules have no marks */
	buf_byte(&rule, 'k');
	for (; *id; id++)
		buf_byte(&rule, *id == '.' ? '_' : *id);
	xml_open(x, "grammar");
	xml_attribute(x, "version", S("1.0"));
	xml_attribute(x, "mode", S("dtmf"));
	xml_attribute(x, "root", buf_str(&rule));
	xml_open(x, "rule");
	xml_attribute(x, "id", buf_str(&rule));
	xml_open(x, "one-of");
	for (; *keys; keys++)
		xml_leaf(x, "item", (struct str){keys, 1});
	xml_close(x);
	xml_close(x);
	xml_close(x);
	buf_free(&rule);
}

static void
begin_field(struct xml *x, const struct node *node, unsigned wait)
{
	char keys[NODE_KEYS_MOST + 1] = "", time[32];

	for (size_t i = 0; i < node->key_count; i++)
		keys[i] = node->keys[i].key;
	snprintf(time, sizeof(time), "%ums", wait);
	xml_open(x, "field");
	xml_attribute(x, "name", S("key"));
	put_property(x, "timeout", time);
	put_grammar(x, node->id, keys);
}

/* --- keys -------------------------------------------------------------------------------- */

/* What is not cut short is said on the way to where silence leads too. */
static void
put_then(struct xml *x, const struct node *node)
{
	if (node->firm)
		say(x, node->firm, false);
	go(x, node->then);
}

static void
put_answer(struct xml *x, const char *answer)
{
	set(x, "answer", str_of(answer));
	xml_open(x, "if");
	xml_attribute(x, "cond", S("application.feedback != ''"));
	xml_open(x, "data");
	xml_attribute(x, "name", S("counted"));
	xml_attribute(x, "srcexpr", S("application.feedback"));
	xml_attribute(x, "method", S("post"));
	xml_attribute(x, "namelist", S("article answer"));
	xml_close(x);
	xml_close(x);
}

static void
put_hold(struct xml *x, const struct node *node)
{
	struct arena arena = {0};

	set(x, "application.here",
	    arena_print(&arena, "'%.*s'", STR_ARG(address_of(node->id, &arena))));
	xml_open(x, "goto");
	xml_attribute(x, "next", S("line.vxml#pause"));
	xml_close(x);
	arena_free(&arena);
}

static void
put_act(struct xml *x, const struct node *node, const struct node_key *key)
{
	if (node->kind == NODE_FEEDBACK && (key->key == '1' || key->key == '2'))
		put_answer(x, key->key == '1' ? "'yes'" : "'no'");
	if (key->say)
		say(x, key->say, true);
	switch (key->act) {
	case NODE_GO:
		if (node->firm && strcmp(key->target, node->then) == 0)
			put_then(x, node);
		else
			go(x, key->target);
		return;
	case NODE_AHEAD:
		go(x, node->then);
		return;
	case NODE_HOLD:
		put_hold(x, node);
		return;
	case NODE_SLOWER:
		set(x, "application.speed", S("application.speed == '_fast' ? '' : '_slow'"));
		break;
	case NODE_FASTER:
		set(x, "application.speed", S("application.speed == '_slow' ? '' : '_fast'"));
		break;
	case NODE_BACK:
	case NODE_AGAIN:
	case NODE_NUMBER:
		break;
	}
	go(x, node->id);
}

static void
put_filled(struct xml *x, const struct node *node)
{
	xml_open(x, "filled");
	if (node->once)
		set(x, "application.heard", S("true"));
	for (size_t i = 0; i < node->key_count; i++) {
		struct buf condition = {0};

		buf_print(&condition, "key == '%c'", node->keys[i].key);
		xml_open(x, "if");
		xml_attribute(x, "cond", buf_str(&condition));
		put_act(x, node, &node->keys[i]);
		xml_close(x);
		buf_free(&condition);
	}
	xml_close(x);
}

/* --- nodes ------------------------------------------------------------------------------- */

static void
begin_form(struct xml *x, const char *id)
{
	xml_open(x, "form");
	xml_attribute(x, "id", str_of(id));
}

static void
put_tries(struct xml *x, const struct node *node, bool at_speed)
{
	for (size_t i = 0; i < node->try_count; i++) {
		char count[] = {(char)('1' + i), '\0'};

		begin_prompt(x, true);
		xml_attribute(x, "count", str_of(count));
		for (size_t n = 0; n < node->tries[i].count; n++)
			if (node->tries[i].say[n] != node->firm)
				put_audio(x, node->tries[i].say[n], at_speed);
		xml_close(x);
	}
}

static void
put_again(struct xml *x)
{
	xml_open(x, "reprompt");
	xml_close(x);
}

/* A menu or a pause: silence and other keys are tries. */
static void
put_choice(struct xml *x, const struct node *node)
{
	static const char *const events[] = {"noinput", "nomatch"};

	begin_form(x, node->id);
	begin_field(x, node, FLOW_WAIT);
	put_tries(x, node, false);
	for (size_t i = 0; i < 2; i++) {
		xml_open(x, events[i]);
		if (i == 1)
			say(x, node->wrong, true);
		put_again(x);
		xml_close(x);
		xml_open(x, events[i]);
		xml_attribute(x, "count", S("3"));
		go(x, node->then);
		xml_close(x);
	}
	put_filled(x, node);
	xml_close(x);
	xml_close(x);
}

/* Said once; silence, and keys that mean nothing here, go on. */
static void
put_said(struct voicexml *v, const struct node *node, unsigned wait)
{
	struct xml *x = &v->xml;

	begin_field(x, node, wait);
	if (node->once) {
		begin_prompt(x, true);
		xml_attribute(x, "cond", S("!application.heard"));
		put_audio(x, node->once, false);
		xml_close(x);
	}
	put_tries(x, node, node->kind == NODE_LISTEN && v->options->speeds);
	xml_open(x, "noinput");
	if (node->once)
		set(x, "application.heard", S("true"));
	put_then(x, node);
	xml_close(x);
	xml_open(x, "nomatch");
	if (node->kind == NODE_LISTEN)
		put_again(x);
	else
		put_then(x, node);
	xml_close(x);
	put_filled(x, node);
	xml_close(x);
}

static void
put_variable(struct xml *x, const char *name, struct str value)
{
	xml_open(x, "var");
	xml_attribute(x, "name", str_of(name));
	xml_attribute(x, "expr", value);
	xml_close(x);
}

static void
put_feedback(struct voicexml *v, const struct node *node)
{
	struct arena arena = {0};

	begin_form(&v->xml, node->id);
	put_variable(&v->xml, "article", arena_print(&arena, "'%.9s'", node->id));
	put_variable(&v->xml, "answer", S("''"));
	put_said(v, node, FLOW_WAIT);
	xml_close(&v->xml);
	arena_free(&arena);
}

static void
put_helpline(struct voicexml *v, const struct node *node)
{
	struct xml *x = &v->xml;

	begin_form(x, node->id);
	if (node->transfer) {
		xml_open(x, "transfer");
		xml_attribute(x, "name", S("call"));
		xml_attribute(x, "cond", S("application.dial != ''"));
		xml_attribute(x, "destexpr", S("application.dial"));
		xml_attribute(x, "bridge", S("true"));
		xml_attribute(x, "connecttimeout", S("60s"));
		say(x, node->transfer, false);
		xml_open(x, "catch");
		xml_attribute(x, "event", S("error"));
		set(x, "call", S("'none'"));
		xml_close(x);
		xml_close(x);
	}
	put_said(v, node, FLOW_WAIT);
	xml_close(x);
}

static void
take(void *context, const struct node *node)
{
	struct voicexml *v = context;
	struct xml *x = &v->xml;

	switch (node->kind) {
	case NODE_MENU:
	case NODE_PAUSE:
		put_choice(x, node);
		break;
	case NODE_PASS:
		begin_form(x, node->id);
		xml_open(x, "block");
		go(x, node->then);
		xml_close(x);
		xml_close(x);
		break;
	case NODE_WELCOME:
	case NODE_LISTEN:
		begin_form(x, node->id);
		put_said(v, node, 100);
		xml_close(x);
		break;
	case NODE_FEEDBACK:
		put_feedback(v, node);
		break;
	case NODE_HELPLINE:
		put_helpline(v, node);
		break;
	}
}

/* --- documents --------------------------------------------------------------------------- */

static void
begin_document(struct voicexml *v, const char *id, struct str language, bool root)
{
	struct buf name = {0};

	buf_print(&name, "voicexml/%s.vxml", id);
	buf_byte(&name, '\0');
	v->file = output_member(v->tree, name.at);
	xml_begin(&v->xml, v->file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	xml_open(&v->xml, "vxml");
	xml_attribute(&v->xml, "xmlns", S("http://www.w3.org/2001/vxml"));
	xml_attribute(&v->xml, "version", S("2.1"));
	xml_attribute(&v->xml, "xml:lang", language);
	if (!root)
		xml_attribute(&v->xml, "application", S("line.vxml"));
	buf_free(&name);
}

static void
end_document(struct voicexml *v)
{
	if (v->file == NULL)
		return;
	xml_end(&v->xml);
	output_close(v->file);
	v->file = NULL;
}

static void *
begin(struct output *tree, const struct flow_options *options)
{
	struct voicexml *v = mem_get(sizeof(*v));

	v->tree = tree;
	v->options = options;
	return v;
}

/* The operator fills in `dial`, as "tel:+18006624357", and may fill in `feedback`. */
static void
put_root(struct voicexml *v, const struct flow_language *l)
{
	static const char *const events[] = {"noinput", "nomatch", "filled"};
	struct xml *x = &v->xml;
	char welcome[FLOW_ID];

	snprintf(welcome, sizeof(welcome), "w%.*s", STR_ARG(l->tag));
	begin_document(v, "line", l->tag, true);
	put_variable(x, "dial", S("''"));
	put_variable(x, "feedback", S("''"));
	put_variable(x, "heard", S("false"));
	put_variable(x, "speed", S("''"));
	put_variable(x, "here", S("''"));
	put_property(x, "inputmodes", "dtmf");
	put_property(x, "termchar", "");
	put_property(x, "interdigittimeout", "100ms");
	begin_form(x, "line");
	xml_open(x, "block");
	go(x, l->languages[0] ? l->languages : welcome);
	xml_close(x);
	xml_close(x);
	begin_form(x, "pause");
	xml_open(x, "field");
	xml_attribute(x, "name", S("key"));
	put_property(x, "timeout", "600s");
	put_grammar(x, "pause", "0123456789*#");
	for (size_t i = 0; i < 3; i++) {
		xml_open(x, events[i]);
		xml_open(x, "goto");
		xml_attribute(x, "expr", S("application.here"));
		xml_close(x);
		xml_close(x);
	}
	xml_close(x);
	xml_close(x);
}

static void
language(void *context, const struct flow_language *l)
{
	struct voicexml *v = context;

	if (!v->begun)
		put_root(v, l);
	v->begun = true;
	node_of_language(l, take, v);
}

static void
page(void *context, const struct flow_language *l, const struct flow_page *page)
{
	struct voicexml *v = context;

	end_document(v);
	begin_document(v, page->id, l->tag, false);
	node_of_page(l, page, take, v);
	end_document(v);
}

static void
end(void *context)
{
	end_document(context);
	mem_free(context);
}

const struct target target_voicexml = {
    .name = "voicexml",
    .summary = "documents for VoiceXML 2.1 browsers",
    .wav = true,
    .begin = begin,
    .language = language,
    .page = page,
    .end = end,
};
