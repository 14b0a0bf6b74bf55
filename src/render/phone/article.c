/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/article.h"

#include <stdio.h>
#include <string.h>

#include "document/phone.h"
#include "render/phone/utterances.h"
#include "voice/script.h"

enum { NUMBERS_MOST = 32 }; /* more than a prompt has time for */

/* One part while it is collected. */
struct part {
	struct str title;
	size_t number; /* from 1: of the parts of one title */
	struct utterances said;
	size_t characters;
};

struct parts {
	const struct document *doc;
	const struct flow_options *options;
	struct speaker *speaker;
	struct arena *arena;
	struct diag *diag;
	struct part *at;
	size_t count, room;
	const struct helpline *lines;
	size_t line_count;
};

static struct part *
new_part(struct parts *parts, struct str title)
{
	parts->at = mem_grow(parts->at, parts->count, &parts->room, sizeof(*parts->at));
	parts->at[parts->count] = (struct part){.title = title, .number = 1};
	return &parts->at[parts->count++];
}

static struct str
phrase(const struct parts *parts, const char *name)
{
	return speaker_phrase(parts->speaker, name, NULL, parts->arena);
}

static struct str
heading_text(const struct block *heading, struct arena *arena)
{
	struct buf plain = {0};
	struct str text;

	block_plain(heading, &plain);
	text = arena_str(arena, str_trim(buf_str(&plain)));
	buf_free(&plain);
	return text;
}

/* The level whose headings make the menu: the highest one that there are two of, else the
   highest one. */
static unsigned
menu_level(const struct document *doc)
{
	size_t counts[8] = {0};
	unsigned highest = 0;
	struct section s;

	for (bool more = document_section(doc, NULL, &s); more;
	     more = document_section(doc, &s, &s))
		if (s.heading)
			counts[s.level < 8 ? s.level : 7]++;
	for (unsigned level = 1; level < 8; level++) {
		if (counts[level] > 1)
			return level;
		if (counts[level] && !highest)
			highest = level;
	}
	return highest;
}

/* Characters of a part: no more than FLOW_PROMPTS_MOST prompts, at some 15 a second. */
static size_t
part_most(const struct flow_options *options)
{
	return (size_t)options->chunk / 1000 * 15 * FLOW_PROMPTS_MOST;
}

/* And of an utterance: it must fit into a prompt however slowly it is said. */
static size_t
utterance_most(const struct flow_options *options)
{
	return options->chunk / 1000 * 10;
}

static void
say(struct parts *parts, struct part *part, const struct utterance *u)
{
	if (part->said.count > 0 && part->characters + u->spoken.len > part_most(parts->options)) {
		size_t number = part->number + 1;

		part = new_part(parts, part->title);
		part->number = number;
	}
	part->characters += u->spoken.len;
	utterances_add(&part->said, u, utterance_most(parts->options));
}

/* A part for each heading of the menu's level; what is below it belongs to it. */
static void
take_text(struct parts *parts, const struct script *script)
{
	unsigned level = menu_level(parts->doc);
	struct section s;
	size_t n = 0, at = 0;

	while (at < script->count && script->at[at].kind == UTTERANCE_TITLE)
		at++;
	for (bool more = document_section(parts->doc, NULL, &s); more;
	     more = document_section(parts->doc, &s, &s), n++) {
		bool begins = parts->count == 0 || (s.heading && s.level <= level);

		if (at < script->count && script->at[at].section == n && begins)
			new_part(parts, s.heading ? heading_text(s.heading, parts->arena)
						  : phrase(parts, "phone-overview"));
		for (; at < script->count && script->at[at].section == n; at++)
			say(parts, &parts->at[parts->count - 1], &script->at[at]);
	}
}

/* The helplines that key 0 does not reach. */
static void
take_helplines(struct parts *parts, const struct shelf *shelf)
{
	struct helpline *lines;
	struct part *part = NULL;

	parts->line_count = shelf_helplines(shelf, parts->doc, parts->arena, &lines);
	parts->lines = lines;
	for (size_t i = 0; i < parts->line_count; i++) {
		char dial[PHONE_DIAL_MOST];
		struct utterance u;

		if (phone_dial(lines[i].number, dial) && strcmp(dial, parts->options->dial) == 0)
			continue;
		if (part == NULL)
			part = new_part(parts, phrase(parts, "phone-helplines"));
		u = speaker_helpline(parts->speaker, lines[i], parts->arena, parts->diag);
		u.after = parts->speaker->profile->pause_paragraph;
		say(parts, part, &u);
	}
}

/* Where no menu says the article's title, the first part does: a line without menus, and an
   article without headings, which has one part. */
static void
settle(struct parts *parts, const struct script *script)
{
	struct part *first;
	struct utterances said = {0};

	if (parts->count > 1 && !parts->options->linear)
		return;
	first = parts->count ? &parts->at[0] : new_part(parts, (struct str){"", 0});
	if (parts->count == 1)
		first->title = phrase(parts, "phone-all");
	for (size_t i = 0; i < script->count && script->at[i].kind == UTTERANCE_TITLE; i++)
		utterances_add(&said, &script->at[i], utterance_most(parts->options));
	for (size_t i = 0; i < first->said.count; i++)
		utterances_add(&said, &first->said.at[i], utterance_most(parts->options));
	mem_free(first->said.at);
	first->said = said;
}

/* "What is heroin, part 2", where a text was too long for one part. */
static struct str
part_title(const struct parts *parts, size_t i, struct str title)
{
	char number[24];
	struct filling fillings[] = {{"title", title}, {"number", {number, 0}}, {NULL, {NULL, 0}}};

	if (parts->at[i].number == 1 && (i + 1 == parts->count || parts->at[i + 1].number == 1))
		return title;
	fillings[1].text.len = (size_t)snprintf(number, sizeof(number), "%zu", parts->at[i].number);
	return speaker_phrase(parts->speaker, "phone-part", fillings, parts->arena);
}

/* --- prompts --------------------------------------------------------------------------------- */

static struct prompt_request
one(enum prompt_kind kind, struct parts *parts, struct str text)
{
	struct utterance *u = arena_get(parts->arena, sizeof(*u));

	*u =
	    speaker_utterance(parts->speaker, text, (struct str){"", 0}, parts->arena, parts->diag);
	return (struct prompt_request){.kind = kind, .utterances = u, .count = 1};
}

static struct prompt_request
option_request(struct parts *parts, struct str title)
{
	struct filling fillings[] = {{"title", title}, {NULL, {NULL, 0}}};

	return one(PROMPT_OPTION, parts,
	    speaker_phrase(parts->speaker, "phone-option", fillings, parts->arena));
}

static struct prompt_request *
requests_of(struct parts *parts)
{
	struct prompt_request *requests =
	    arena_array(parts->arena, parts->count * 2 + 1, sizeof(*requests));
	struct str *titles = arena_array(parts->arena, parts->count, sizeof(*titles)), *said;
	bool asked = parts->count > 1 && !parts->options->linear; /* else no menu is said */

	for (size_t i = 0; i < parts->count; i++)
		titles[i] = parts->at[i].title;
	for (size_t i = 0; i < parts->count; i++)
		titles[i] = part_title(parts, i, titles[i]);
	said = menu_titles(parts->speaker, titles, parts->count, parts->arena, parts->diag);
	if (asked)
		requests[0] = one(PROMPT_TITLE, parts,
		    menu_title(parts->speaker, parts->doc->title, parts->arena));
	for (size_t i = 0; i < parts->count; i++) {
		if (asked)
			requests[1 + 2 * i] = option_request(parts, said[i]);
		requests[2 + 2 * i] = (struct prompt_request){.kind = PROMPT_PART,
		    .utterances = parts->at[i].said.at,
		    .count = parts->at[i].said.count,
		    .limit = parts->options->chunk};
	}
	return requests;
}

/* The first number at or after a place: one that is known by its form, or one of the article's
   helplines, whatever its form. */
static bool
next_number(
    const struct parts *parts, const struct prompt *prompt, size_t from, struct phone *phone)
{
	struct str text = prompt->text;
	bool found = phone_find(text, from, parts->speaker->language, phone);

	for (size_t i = 0; i < parts->line_count; i++) {
		struct str number = parts->lines[i].number;
		size_t at = number.len ? str_find(text, number, from) : STR_NONE;

		if (at == STR_NONE || (found && phone->start <= at) ||
		    !phone_dial(number, phone->dial))
			continue;
		phone->start = at;
		phone->end = at + number.len;
		found = true;
	}
	return found;
}

/* All numbers that a prompt says, each once, in their order. */
static struct prompt_request
numbers_request(struct parts *parts, const struct prompt *prompt)
{
	struct prompt_request request = {.kind = PROMPT_NUMBER};
	struct utterance *said = arena_array(parts->arena, NUMBERS_MOST, sizeof(*said));
	char dials[NUMBERS_MOST][PHONE_DIAL_MOST];
	struct phone phone;

	for (size_t from = 0;
	     request.count < NUMBERS_MOST && next_number(parts, prompt, from, &phone);
	     from = phone.end) {
		struct str number = str_sub(prompt->text, phone.start, phone.end);
		struct filling fillings[] = {{"number", number}, {NULL, {NULL, 0}}};
		size_t same = 0;

		while (same < request.count && strcmp(dials[same], phone.dial) != 0)
			same++;
		if (same < request.count)
			continue;
		memcpy(dials[same], phone.dial, PHONE_DIAL_MOST);
		said[request.count++] = speaker_utterance(parts->speaker,
		    speaker_phrase(parts->speaker, "phone-number-again", fillings, parts->arena),
		    number, parts->arena, parts->diag);
	}
	request.utterances = said;
	return request;
}

/* For each prompt of a part the one with its numbers. */
static int
make_numbers(struct parts *parts, struct prompts *prompts, const struct prompt_request *part,
    struct prompt **numbers)
{
	struct prompt_request *requests =
	    arena_array(parts->arena, part->made_count, sizeof(*requests));

	*numbers = arena_array(parts->arena, part->made_count, sizeof(**numbers));
	for (size_t i = 0; i < part->made_count; i++)
		requests[i] = numbers_request(parts, &part->made[i]);
	if (prompts_make(prompts, parts->speaker, requests, part->made_count, parts->arena,
		parts->diag) != 0)
		return -1;
	for (size_t i = 0; i < part->made_count; i++)
		if (requests[i].made_count > 0)
			(*numbers)[i] = requests[i].made[0];
	return 0;
}

static int
fill_menu(struct menu *menu, struct parts *parts, struct prompts *prompts,
    const struct prompt_request *made)
{
	menu->options = arena_array(parts->arena, parts->count, sizeof(*menu->options));
	if (made[0].made_count > 0)
		menu->say = made[0].made[0];
	for (size_t i = 0; i < parts->count; i++) {
		struct flow_option *option = &menu->options[menu->count];
		struct prompt *numbers;

		if (made[2 + 2 * i].made_count == 0)
			continue;
		if (made[1 + 2 * i].made_count > 0)
			option->say = made[1 + 2 * i].made[0];
		if (make_numbers(parts, prompts, &made[2 + 2 * i], &numbers) != 0)
			return -1;
		option->part =
		    (struct flow_part){made[2 + 2 * i].made, numbers, made[2 + 2 * i].made_count};
		menu->count++;
	}
	return 0;
}

int
article_menu(const struct shelf *shelf, const struct document *doc,
    const struct flow_language *language, struct speaker *speaker, struct prompts *prompts,
    struct menu *menu, struct arena *arena, struct diag *diag)
{
	static const struct script_options quiet = {.no_helplines = true};
	struct parts parts = {.doc = doc,
	    .options = language->options,
	    .speaker = speaker,
	    .arena = arena,
	    .diag = diag};
	struct script script =
	    script_of(doc, speaker->profile, speaker->lexicon, &quiet, arena, diag);
	struct prompt_request *requests;
	int result;

	take_text(&parts, &script);
	take_helplines(&parts, shelf);
	settle(&parts, &script);
	requests = requests_of(&parts);
	result = prompts_make(prompts, speaker, requests, parts.count * 2 + 1, arena, diag);
	menu->count = 0;
	if (result == 0)
		result = fill_menu(menu, &parts, prompts, requests);
	for (size_t i = 0; i < parts.count; i++)
		mem_free(parts.at[i].said.at);
	mem_free(parts.at);
	return result;
}
