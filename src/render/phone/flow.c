/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/flow.h"

#include <stdio.h>
#include <string.h>

#include "render/phone/article.h"
#include "render/phone/plan.h"

struct making {
	struct shelf *shelf;
	const struct flow_options *options;
	struct prompts *prompts;
	const struct flow_sink *sinks;
	struct diag *diag;
	struct arena arena; /* of the whole call */
	struct plan plan;
	struct speaker **speakers;
	struct flow_language *languages;
};

static const char languages_id[FLOW_ID] = "languages";

/* --- the line's own prompts ------------------------------------------------------------------ */

static const char *
phrase_name(enum flow_phrase phrase, const struct flow_options *options)
{
	switch (phrase) {
	case FLOW_WELCOME:
		return options->dial[0] ? "phone-welcome" : "phone-welcome-alone";
	case FLOW_NUMBER:
		return "phone-no-helpline";
	case FLOW_EMERGENCY:
		return options->emergency.len ? "phone-emergency" : "phone-emergency-local";
	case FLOW_PRESS_1:
	case FLOW_PRESS_2:
	case FLOW_PRESS_3:
	case FLOW_PRESS_4:
	case FLOW_PRESS_5:
		return "phone-press";
	case FLOW_LANGUAGE:
		return "phone-language";
	case FLOW_LANGUAGES_MORE:
		return "phone-languages-more";
	case FLOW_MORE:
		return "phone-more";
	case FLOW_KEYS:
		return "phone-keys";
	case FLOW_RETRY:
		return "phone-retry";
	case FLOW_WRONG_KEY:
		return "phone-wrong-key";
	case FLOW_LISTENING:
		return "phone-listening";
	case FLOW_PAUSE:
		return "phone-pause";
	case FLOW_PAUSE_SHORT:
		return "phone-pause-short";
	case FLOW_PAUSE_SHORTEST:
		return "phone-pause-shortest";
	case FLOW_FEEDBACK:
		return "phone-feedback";
	case FLOW_THANKS:
		return "phone-thanks";
	case FLOW_CONNECTING:
		return "phone-connecting";
	case FLOW_HANG_UP:
		return "phone-hang-up";
	case FLOW_PHRASE_COUNT:
		break;
	}
	return "";
}

/* What stands for {number} in a phrase. */
static struct str
phrase_number(enum flow_phrase phrase, const struct flow_options *options)
{
	static const struct str digits[] = {STR("1"), STR("2"), STR("3"), STR("4"), STR("5")};

	if (phrase >= FLOW_PRESS_1 && phrase <= FLOW_PRESS_5)
		return digits[phrase - FLOW_PRESS_1];
	return options->emergency;
}

/* How a key is called. */
static struct str
key_said(const struct speaker *speaker, const char *key, struct arena *arena)
{
	if (*key == '*')
		return speaker_phrase(speaker, "phone-star", NULL, arena);
	if (*key == '#')
		return speaker_phrase(speaker, "phone-pound", NULL, arena);
	return (struct str){key, 1};
}

static struct utterance
phrase_utterance(struct making *m, const struct speaker *speaker, enum flow_phrase phrase,
    struct helpline helpline)
{
	const struct flow_options *o = m->options;
	struct filling fillings[2 + KEYS_COUNT + 1] = {
	    {"title", menu_sayable(o->title)
			  ? o->title
			  : speaker_phrase(speaker, "phone-title", NULL, &m->arena)},
	    {"number", phrase_number(phrase, o)}};
	struct str text;

	for (size_t i = 0; i < KEYS_COUNT; i++)
		fillings[2 + i] = (struct filling){
		    keys_name((enum keys_role)i), key_said(speaker, &o->keys.at[i], &m->arena)};

	if (phrase == FLOW_NUMBER && o->dial[0])
		return speaker_helpline(speaker, helpline, &m->arena, m->diag);
	text = speaker_phrase(speaker, phrase_name(phrase, o), fillings, &m->arena);
	if (phrase == FLOW_LISTENING && o->speeds)
		text = arena_print(&m->arena, "%.*s %.*s", STR_ARG(text),
		    STR_ARG(speaker_phrase(speaker, "phone-speeds", fillings, &m->arena)));
	return speaker_utterance(speaker, text,
	    phrase == FLOW_EMERGENCY ? o->emergency : (struct str){"", 0}, &m->arena, m->diag);
}

/* Whether callers of this line can come to hear it. */
static bool
is_needed(const struct making *m, enum flow_phrase phrase)
{
	const struct flow_options *o = m->options;
	bool one_language = m->plan.language_count == 1;

	if (o->linear && one_language &&
	    (phrase == FLOW_MORE || phrase == FLOW_KEYS || phrase == FLOW_RETRY ||
		(phrase >= FLOW_PRESS_1 && phrase <= FLOW_PRESS_5)))
		return false;
	if (phrase >= FLOW_PRESS_1 && phrase <= FLOW_PRESS_5)
		return phrase < FLOW_PRESS_1 + o->most;
	if (phrase == FLOW_LANGUAGE)
		return !one_language;
	if (phrase == FLOW_LANGUAGES_MORE)
		return m->plan.language_count > o->most;
	if (phrase == FLOW_FEEDBACK || phrase == FLOW_THANKS)
		return o->feedback;
	if (phrase == FLOW_CONNECTING || phrase == FLOW_HANG_UP)
		return o->dial[0] != '\0';
	return true;
}

static int
make_phrases(struct making *m, struct speaker *speaker, struct flow_language *language,
    struct helpline helpline)
{
	struct utterance said[FLOW_PHRASE_COUNT];
	struct prompt_request requests[FLOW_PHRASE_COUNT];

	for (size_t i = 0; i < FLOW_PHRASE_COUNT; i++) {
		said[i] = phrase_utterance(m, speaker, (enum flow_phrase)i, helpline);
		requests[i] = (struct prompt_request){
		    .kind = i == FLOW_LANGUAGE ? PROMPT_OPTION : PROMPT_PHRASE,
		    .utterances = &said[i],
		    .count = is_needed(m, (enum flow_phrase)i)};
	}
	if (prompts_make(m->prompts, speaker, requests, FLOW_PHRASE_COUNT, &m->arena, m->diag) != 0)
		return -1;
	for (size_t i = 0; i < FLOW_PHRASE_COUNT; i++)
		if (requests[i].made_count > 0)
			language->phrases[i] = requests[i].made[0];
	return 0;
}

/* --- menus of topics and articles ------------------------------------------------------------ */

/* Whether a language's articles stand in its main menu: topics would only be in the way. */
static bool
is_flat(const struct making *m, const struct plan_language *l)
{
	return l->topic_count == 1 || l->count <= m->options->most;
}

static void
main_id(struct str tag, char id[FLOW_ID])
{
	memset(id, 0, FLOW_ID);
	snprintf(id, FLOW_ID, "m%.*s", STR_ARG(tag));
}

/* Options that go to pages: what they say is made here. */
static int
make_options(struct making *m, struct speaker *speaker, const struct str *titles, struct menu *menu,
    struct arena *arena)
{
	struct prompt_request *requests = arena_array(arena, menu->count, sizeof(*requests));
	struct utterance *said = arena_array(arena, menu->count, sizeof(*said));
	struct str *short_titles = menu_titles(speaker, titles, menu->count, arena, m->diag);

	for (size_t i = 0; i < menu->count; i++) {
		struct filling fillings[] = {{"title", short_titles[i]}, {NULL, {NULL, 0}}};

		said[i] = speaker_utterance(speaker,
		    speaker_phrase(speaker, "phone-option", fillings, arena), (struct str){"", 0},
		    arena, m->diag);
		requests[i] = (struct prompt_request){
		    .kind = PROMPT_OPTION, .utterances = &said[i], .count = 1};
	}
	if (prompts_make(m->prompts, speaker, requests, menu->count, arena, m->diag) != 0)
		return -1;
	for (size_t i = 0; i < menu->count; i++)
		menu->options[i].say = requests[i].made[0];
	return 0;
}

static struct str
title_of(const struct making *m, size_t article)
{
	return m->shelf->entries[m->plan.articles[article].entry].title;
}

/* A menu of articles [first, first + count). */
static int
articles_menu(struct making *m, size_t language, size_t first, size_t count, struct menu *menu)
{
	struct arena arena = {0};
	struct str *titles = arena_array(&arena, count, sizeof(*titles));
	int result;

	menu->listed = arena_array(&arena, count, sizeof(*menu->listed));
	menu->options = arena_array(&arena, count, sizeof(*menu->options));
	menu->count = count;
	for (size_t i = 0; i < count; i++) {
		titles[i] = title_of(m, first + i);
		memcpy(menu->options[i].target, m->plan.articles[first + i].id, FLOW_ID);
	}
	result = make_options(m, m->speakers[language], titles, menu, &arena);
	if (result == 0)
		menu_pages(menu, &m->languages[language], m->sinks);
	for (size_t i = 0; i < count; i++)
		memcpy(m->plan.articles[first + i].listed, menu->listed[i], FLOW_ID);
	arena_free(&arena);
	return result;
}

static struct str
topic_name(const struct making *m, size_t language, const struct plan_topic *topic)
{
	return menu_sayable(topic->name) ? topic->name
					 : speaker_phrase(m->speakers[language], "phone-other",
					       NULL, (struct arena *)&m->arena);
}

static int
topics_menu(struct making *m, size_t language, struct menu *menu)
{
	const struct plan_language *l = &m->plan.languages[language];
	struct arena arena = {0};
	struct str *titles = arena_array(&arena, l->topic_count, sizeof(*titles));
	int result;

	menu->listed = arena_array(&arena, l->topic_count, sizeof(*menu->listed));
	menu->options = arena_array(&arena, l->topic_count, sizeof(*menu->options));
	menu->count = l->topic_count;
	for (size_t i = 0; i < menu->count; i++) {
		const struct plan_topic *topic = &m->plan.topics[l->first_topic + i];

		titles[i] = topic_name(m, language, topic);
		/* a topic of one article is that article */
		memcpy(menu->options[i].target,
		    topic->count == 1 ? m->plan.articles[topic->first].id : topic->id, FLOW_ID);
	}
	result = make_options(m, m->speakers[language], titles, menu, &arena);
	if (result == 0)
		menu_pages(menu, &m->languages[language], m->sinks);
	for (size_t i = 0; i < menu->count; i++) {
		struct plan_topic *topic = &m->plan.topics[l->first_topic + i];

		memcpy(topic->listed, menu->listed[i], FLOW_ID);
		memcpy(m->plan.articles[topic->first].listed, menu->listed[i], FLOW_ID);
	}
	arena_free(&arena);
	return result;
}

/* --- articles -------------------------------------------------------------------------------- */

/* Where '*' leads from an article: the page that lists it; without one, from the first article
   to the first question, from others to their own beginning. */
static void
up_of(const struct making *m, size_t language, size_t article, char up[FLOW_ID])
{
	const struct plan_article *a = &m->plan.articles[article];
	const char *first = m->languages[language].languages[0] ? languages_id : a->id;

	if (a->listed[0])
		memcpy(up, a->listed, FLOW_ID);
	else if (article == m->plan.languages[language].first)
		memcpy(up, first, FLOW_ID);
	else
		memcpy(up, a->id, FLOW_ID);
}

/* The pronunciations of an article, or without an id those of all. */
static int
learn(struct making *m, size_t language, struct str article)
{
	struct lexicon *lexicon;

	if (m->shelf->word_count == 0)
		return 0;
	lexicon = shelf_lexicon(
	    m->shelf, m->plan.languages[language].tag, article, m->options->lexicon, m->diag);
	if (lexicon == NULL)
		return -1;
	speaker_learn(m->speakers[language], lexicon);
	return 0;
}

static int
article_pages(struct making *m, size_t language, size_t article)
{
	const struct plan_language *l = &m->plan.languages[language];
	size_t entry = m->plan.articles[article].entry;
	struct document *doc = shelf_load(m->shelf, entry, m->diag);
	struct menu menu = {.level = FLOW_ARTICLE, .article_id = m->shelf->entries[entry].id};
	struct arena arena = {0};
	int result;

	if (doc == NULL)
		return -1;
	memcpy(menu.id, m->plan.articles[article].id, FLOW_ID);
	up_of(m, language, article, menu.up);
	if (m->options->linear && article + 1 < l->first + l->count)
		memcpy(menu.behind, m->plan.articles[article + 1].id, FLOW_ID);
	result = learn(m, language, menu.article_id);
	if (result == 0)
		result = article_menu(m->shelf, doc, &m->languages[language], m->speakers[language],
		    m->prompts, &menu, &arena, m->diag);
	if (result == 0)
		result = learn(m, language, (struct str){"", 0});
	if (result == 0)
		menu_pages(&menu, &m->languages[language], m->sinks);
	arena_free(&arena);
	document_free(doc);
	return result;
}

/* --- languages ------------------------------------------------------------------------------- */

static int
main_menu(struct making *m, size_t language)
{
	const struct plan_language *l = &m->plan.languages[language];
	struct menu menu = {.level = FLOW_MAIN};
	struct speaker *speaker = m->speakers[language];

	if (m->options->linear || l->count == 1)
		return 0;
	main_id(l->tag, menu.id);
	memcpy(menu.up, m->languages[language].languages[0] ? languages_id : menu.id, FLOW_ID);
	if (prompts_text(m->prompts, speaker, PROMPT_TITLE,
		speaker_phrase(speaker, "phone-main", NULL, &m->arena), &menu.say, &m->arena,
		m->diag) != 0)
		return -1;
	return is_flat(m, l) ? articles_menu(m, language, l->first, l->count, &menu)
			     : topics_menu(m, language, &menu);
}

static int
topic_pages(struct making *m, size_t language, const struct plan_topic *topic)
{
	const struct plan_language *l = &m->plan.languages[language];
	struct menu menu = {.level = FLOW_TOPIC};
	struct speaker *speaker = m->speakers[language];

	if (m->options->linear || is_flat(m, l) || topic->count == 1)
		return 0;
	memcpy(menu.id, topic->id, FLOW_ID);
	memcpy(menu.up, topic->listed, FLOW_ID);
	if (prompts_text(m->prompts, speaker, PROMPT_TITLE,
		menu_title(speaker, topic_name(m, language, topic), &m->arena), &menu.say,
		&m->arena, m->diag) != 0)
		return -1;
	return articles_menu(m, language, topic->first, topic->count, &menu);
}

static int
language_pages(struct making *m, size_t language)
{
	const struct plan_language *l = &m->plan.languages[language];

	if (main_menu(m, language) != 0)
		return -1;
	for (size_t t = l->first_topic; t < l->first_topic + l->topic_count; t++) {
		const struct plan_topic *topic = &m->plan.topics[t];

		if (topic_pages(m, language, topic) != 0)
			return -1;
		for (size_t a = topic->first; a < topic->first + topic->count; a++) {
			prompts_turn(m->prompts, a);
			if (article_pages(m, language, a) != 0)
				return -1;
		}
		prompts_turn(m->prompts, 0);
	}
	return 0;
}

/* The first question, each language in its own words; what is said first, and the way to more
   of them, are in the commonest one. */
static void
languages_menu(struct making *m)
{
	struct menu menu = {
	    .level = FLOW_LANGUAGES, .count = m->plan.language_count, .languages = m->languages};

	if (m->plan.language_count < 2)
		return;
	memcpy(menu.id, languages_id, FLOW_ID);
	memcpy(menu.up, languages_id, FLOW_ID);
	menu.say = m->languages[0].phrases[FLOW_WELCOME];
	menu.options = arena_array(&m->arena, menu.count, sizeof(*menu.options));
	for (size_t i = 0; i < menu.count; i++) {
		menu.options[i].say = m->languages[i].phrases[FLOW_LANGUAGE];
		snprintf(menu.options[i].target, FLOW_ID, "w%.*s", STR_ARG(m->languages[i].tag));
	}
	menu_pages(&menu, &m->languages[0], m->sinks);
}

/* The line's helpline as the articles of a language name it, or as it was given. */
static struct helpline
helpline_in(struct making *m, const struct plan_language *l)
{
	struct helpline line = m->options->helpline;
	struct document *doc = NULL;
	char dial[PHONE_DIAL_MOST];

	if (m->options->dial[0])
		doc = shelf_load(m->shelf, m->plan.articles[l->first].entry, m->diag);
	for (size_t i = 0; doc && i < doc->helpline_count; i++)
		if (phone_dial(doc->helplines[i].number, dial) &&
		    strcmp(dial, m->options->dial) == 0) {
			line.label = arena_str(&m->arena, doc->helplines[i].label);
			line.number = arena_str(&m->arena, doc->helplines[i].number);
			break;
		}
	document_free(doc);
	return line;
}

static struct speaker *
speaker_of(struct making *m, struct str language)
{
	struct lexicon *lexicon =
	    shelf_lexicon(m->shelf, language, (struct str){"", 0}, m->options->lexicon, m->diag);

	return lexicon ? speaker_open(m->options->engine, lexicon, language, m->diag) : NULL;
}

static int
open_languages(struct making *m)
{
	m->speakers = arena_array(&m->arena, m->plan.language_count, sizeof(struct speaker *));
	m->languages = arena_array(&m->arena, m->plan.language_count, sizeof(*m->languages));
	for (size_t i = 0; i < m->plan.language_count; i++) {
		const struct plan_language *l = &m->plan.languages[i];
		struct flow_language *language = &m->languages[i];

		*language = (struct flow_language){.tag = l->tag, .options = m->options};
		if (m->plan.language_count > 1)
			memcpy(language->languages, languages_id, FLOW_ID);
		if (m->options->linear || l->count == 1)
			memcpy(language->start, m->plan.articles[l->first].id, FLOW_ID);
		else
			main_id(l->tag, language->start);
		m->speakers[i] = speaker_of(m, l->tag);
		if (m->speakers[i] == NULL ||
		    make_phrases(m, m->speakers[i], language, helpline_in(m, l)) != 0)
			return -1;
	}
	return 0;
}

int
flow_make(struct shelf *shelf, const struct flow_options *options, struct prompts *prompts,
    const struct flow_sink *sinks, struct diag *diag)
{
	struct making m = {
	    .shelf = shelf, .options = options, .prompts = prompts, .sinks = sinks, .diag = diag};
	int result;

	m.plan = plan_of(shelf, options->languages, &m.arena);
	prompts_turn(prompts, 0);
	result = open_languages(&m);
	for (const struct flow_sink *sink = sinks; result == 0 && sink->context; sink++)
		for (size_t i = 0; i < m.plan.language_count; i++)
			sink->language(sink->context, &m.languages[i]);
	if (result == 0)
		languages_menu(&m);
	for (size_t i = 0; i < m.plan.language_count && result == 0; i++)
		result = language_pages(&m, i);
	for (size_t i = 0; i < m.plan.language_count; i++)
		speaker_close(m.speakers[i]);
	arena_free(&m.arena);
	return result;
}
