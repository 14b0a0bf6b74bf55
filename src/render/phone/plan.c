/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum { DIGITS = 8 };

struct planner {
	const struct shelf *shelf;
	struct str languages; /* asked for; empty: all */
	struct arena *arena;
	struct plan plan;
	size_t language_room, topic_room;
	char (*seen)[FLOW_ID]; /* open addressing */
	size_t seen_room;
};

/* --- ids ------------------------------------------------------------------------------------- */

static bool
is_new(struct planner *p, const char *id)
{
	size_t i = strtoul(id + 1, NULL, 16) & (p->seen_room - 1);

	while (p->seen[i][0] && strcmp(p->seen[i], id) != 0)
		i = (i + 1) & (p->seen_room - 1);
	if (p->seen[i][0])
		return false;
	memcpy(p->seen[i], id, FLOW_ID);
	return true;
}

/* A letter and digits that follow from the names alone; the rare one that another has already
   takes the next number of tries into its hash. */
static void
make_id(struct planner *p, char letter, struct str language, struct str name, char id[FLOW_ID])
{
	char digest[HASH_TEXT];
	unsigned tries = 0;

	do {
		struct buf key = {0};

		buf_print(&key, "%c\n%.*s\n%u\n", letter, STR_ARG(language), tries++);
		buf_put(&key, name);
		hash_sha256(buf_str(&key), digest);
		buf_free(&key);
		memset(id, 0, FLOW_ID);
		snprintf(id, FLOW_ID, "%c%.*s", letter, (int)DIGITS, digest);
	} while (!is_new(p, id));
}

/* --- order ----------------------------------------------------------------------------------- */

static size_t
language_of(struct planner *p, struct str tag)
{
	struct plan *plan = &p->plan;

	for (size_t i = 0; i < plan->language_count; i++)
		if (str_equal(plan->languages[i].tag, tag))
			return i;
	plan->languages = mem_grow(
	    plan->languages, plan->language_count, &p->language_room, sizeof(*plan->languages));
	plan->languages[plan->language_count] = (struct plan_language){.tag = tag};
	return plan->language_count++;
}

/* The same topic comes in runs, so the last one is looked at first. */
static size_t
topic_of(struct planner *p, size_t language, struct str name)
{
	struct plan *plan = &p->plan;

	for (size_t i = plan->topic_count; i-- > 0;)
		if (plan->topics[i].language == language &&
		    str_equal_fold(plan->topics[i].name, name))
			return i;
	plan->topics =
	    mem_grow(plan->topics, plan->topic_count, &p->topic_room, sizeof(*plan->topics));
	plan->topics[plan->topic_count] =
	    (struct plan_topic){.language = language, .name = name, .first = STR_NONE};
	return plan->topic_count++;
}

static int
by_place(const void *left, const void *right)
{
	const struct plan_article *a = left, *b = right;

	if (a->language != b->language)
		return a->language < b->language ? -1 : 1;
	if (a->topic != b->topic)
		return a->topic < b->topic ? -1 : 1;
	return a->entry < b->entry ? -1 : 1;
}

static void
place_articles(struct planner *p)
{
	struct plan *plan = &p->plan;
	struct str asked = p->languages, name;
	size_t named;

	plan->articles = arena_array(p->arena, p->shelf->count, sizeof(*plan->articles));
	while (str_cut(&asked, ',', &name))
		language_of(p, speaker_folder(str_trim(name), p->arena));
	if (p->languages.len == 0 && p->shelf->language.len > 0)
		language_of(p, speaker_folder(p->shelf->language, p->arena));
	named = plan->language_count;
	for (size_t i = 0; i < p->shelf->count; i++) {
		const struct shelf_entry *entry = &p->shelf->entries[i];
		struct str tag = entry->language.len ? entry->language : p->shelf->language;
		struct plan_article *article = &plan->articles[plan->article_count];

		article->entry = i;
		article->language = language_of(p, speaker_folder(tag, p->arena));
		if (p->languages.len > 0 && article->language >= named)
			continue;
		plan->article_count++;
		article->topic = topic_of(p, article->language, entry->topic);
		make_id(p, 'a', plan->languages[article->language].tag,
		    entry->id.len ? entry->id : entry->title, article->id);
	}
	qsort(plan->articles, plan->article_count, sizeof(*plan->articles), by_place);
}

/* Topics come into the order of their articles; languages without articles are left out. */
static void
place_topics(struct planner *p)
{
	struct plan *plan = &p->plan;
	struct plan_topic *topics = arena_array(p->arena, plan->topic_count, sizeof(*topics));
	struct plan_language *languages =
	    arena_array(p->arena, plan->language_count, sizeof(*languages));
	size_t topic = 0, language = 0;

	for (size_t i = 0; i < plan->article_count; i++) {
		const struct plan_article *a = &plan->articles[i];
		bool new_language = i == 0 || a->language != plan->articles[i - 1].language;

		if (new_language) {
			languages[language] = plan->languages[a->language];
			languages[language].first = i;
			languages[language++].first_topic = topic;
		}
		if (new_language || a->topic != plan->articles[i - 1].topic) {
			topics[topic] = plan->topics[a->topic];
			topics[topic].language = language - 1;
			make_id(p, 't', languages[language - 1].tag, topics[topic].name,
			    topics[topic].id);
			topics[topic++].first = i;
			languages[language - 1].topic_count++;
		}
		topics[topic - 1].count++;
		languages[language - 1].count++;
	}
	mem_free(plan->topics);
	mem_free(plan->languages);
	plan->topics = topics;
	plan->topic_count = topic;
	plan->languages = languages;
	plan->language_count = language;
}

struct plan
plan_of(const struct shelf *shelf, struct str languages, struct arena *arena)
{
	struct planner p = {
	    .shelf = shelf, .languages = languages, .arena = arena, .seen_room = 64};

	while (p.seen_room < shelf->count * 4)
		p.seen_room *= 2;
	p.seen = mem_array(p.seen_room, sizeof(*p.seen));
	place_articles(&p);
	place_topics(&p);
	mem_free(p.seen);
	return p.plan;
}
