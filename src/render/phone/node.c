/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/node.h"

#include <stdio.h>
#include <string.h>

const char *
node_kind_name(enum node_kind kind)
{
	static const char *const names[] = {
#define X(NAME, name) name,
	    NODE_KINDS(X)
#undef X
	};

	return names[kind];
}

const char *
node_act_name(enum node_act act)
{
	static const char *const names[] = {
#define X(NAME, name) name,
	    NODE_ACTS(X)
#undef X
	};

	return names[act];
}

unsigned
node_try_length(const struct node_try *try)
{
	unsigned length = 0;

	for (size_t i = 0; i < try->count; i++)
		length += try->say[i]->milliseconds;
	return length;
}

/* --- making one -------------------------------------------------------------------------- */

static void
say(struct node_try *try, const struct prompt *prompt)
{
	try->say[try->count++] = prompt;
}

static void
add_try(struct node *node, const struct prompt *prompt)
{
	say(&node->tries[node->try_count++], prompt);
}

static struct node_key *
key(struct node *node, char which, enum node_act act, const char *target)
{
	struct node_key *k = &node->keys[node->key_count++];

	k->key = which;
	k->act = act;
	snprintf(k->target, sizeof(k->target), "%s", target ? target : "");
	return k;
}

static void
helpline_id(const struct flow_language *language, char id[NODE_ID])
{
	snprintf(id, NODE_ID, "h%.*s", STR_ARG(language->tag));
}

static void
part_id(const char *page, size_t option, size_t prompt, const char *suffix, char id[NODE_ID])
{
	snprintf(id, NODE_ID, "%.23s.%zu.%zu%s", page, option + 1, prompt + 1, suffix);
}

static char
key_of(const struct flow_language *language, enum keys_role role)
{
	return language->options->keys.at[role];
}

/* What holds everywhere: 0, 9 and *. */
static void
common_keys(
    struct node *node, const struct flow_language *language, const char *again, const char *up)
{
	char helpline[NODE_ID];

	helpline_id(language, helpline);
	key(node, '0', NODE_GO, helpline);
	if (again)
		key(node, key_of(language, KEYS_AGAIN), NODE_GO, again);
	key(node, key_of(language, KEYS_UP), NODE_GO, up);
}

static void
end_at_helpline(struct node *node, const struct flow_language *language)
{
	helpline_id(language, node->then);
}

/* --- languages --------------------------------------------------------------------------- */

void
node_of_language(const struct flow_language *l, node_take *take, void *context)
{
	struct node welcome = {.kind = NODE_WELCOME, .language = l->tag, .try_count = 1};
	struct node helpline = {.kind = NODE_HELPLINE, .language = l->tag, .try_count = 1};

	snprintf(welcome.id, NODE_ID, "w%.*s", STR_ARG(l->tag));
	say(&welcome.tries[0], &l->phrases[FLOW_WELCOME]);
	say(&welcome.tries[0], &l->phrases[FLOW_NUMBER]);
	say(&welcome.tries[0], &l->phrases[FLOW_EMERGENCY]);
	welcome.firm = &l->phrases[FLOW_EMERGENCY];
	common_keys(&welcome, l, welcome.id, l->languages[0] ? l->languages : welcome.id);
	key(&welcome, key_of(l, KEYS_ON), NODE_GO, l->start);
	snprintf(welcome.then, NODE_ID, "%s", l->start);
	take(context, &welcome);

	helpline_id(l, helpline.id);
	if (l->options->dial[0]) {
		helpline.transfer = &l->phrases[FLOW_CONNECTING];
		say(&helpline.tries[0], &l->phrases[FLOW_HANG_UP]);
	}
	say(&helpline.tries[0], &l->phrases[FLOW_NUMBER]);
	common_keys(&helpline, l, helpline.id, l->start);
	snprintf(helpline.then, NODE_ID, "%s", l->start);
	take(context, &helpline);
}

/* --- menus ------------------------------------------------------------------------------- */

static void
say_options(struct node_try *try, const struct flow_language *l, const struct flow_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		say(try, &page->options[i].say);
		say(try, &page->options[i].press);
	}
	if (page->more[0])
		say(try,
		    &l->phrases[page->level == FLOW_LANGUAGES ? FLOW_LANGUAGES_MORE : FLOW_MORE]);
}

static void
menu_keys(struct node *node, const struct flow_language *l, const struct flow_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		char target[NODE_ID];

		if (page->options[i].target[0])
			snprintf(target, NODE_ID, "%s", page->options[i].target);
		else
			part_id(page->id, i, 0, "", target);
		key(node, (char)('1' + i), NODE_GO, target);
	}
	if (page->more[0])
		key(node, key_of(l, KEYS_MORE), NODE_GO, page->more);
	common_keys(node, l, page->id, page->before[0] ? page->before : page->up);
}

static void
menu_node(
    const struct flow_language *l, const struct flow_page *page, node_take *take, void *context)
{
	struct node node = {.kind = NODE_MENU, .language = l->tag, .try_count = FLOW_TRIES};

	snprintf(node.id, NODE_ID, "%s", page->id);
	say(&node.tries[0], &page->say);
	say_options(&node.tries[0], l, page);
	if (page->level != FLOW_LANGUAGES)
		say(&node.tries[0], &l->phrases[FLOW_KEYS]);
	say_options(&node.tries[1], l, page);
	/* beside a single option the usual words are no shorter */
	say(&node.tries[2],
	    page->count == 1 && !page->more[0] ? &page->options[0].press : &l->phrases[FLOW_RETRY]);
	node.wrong = &l->phrases[FLOW_WRONG_KEY];
	menu_keys(&node, l, page);
	end_at_helpline(&node, l);
	take(context, &node);
}

static void
pass_node(
    const struct flow_language *l, const struct flow_page *page, node_take *take, void *context)
{
	struct node node = {.kind = NODE_PASS, .language = l->tag};

	snprintf(node.id, NODE_ID, "%s", page->id);
	part_id(page->id, 0, 0, "", node.then);
	take(context, &node);
}

/* --- parts ------------------------------------------------------------------------------- */

struct place {
	const struct flow_language *language;
	const struct flow_page *page;
	size_t option, prompt;
	const char *up;
};

/* Where a part leads on to: the next part of the article, else back to its menu. */
static void
part_behind(const struct place *p, char id[NODE_ID])
{
	const struct flow_page *page = p->page;
	size_t next = p->option + 1;

	if (page->level == FLOW_ARTICLE && next < page->count)
		part_id(page->id, next, 0, "", id);
	else if (page->level == FLOW_ARTICLE && page->more[0])
		part_id(page->more, 0, 0, "", id);
	else if (p->language->options->linear)
		snprintf(id, NODE_ID, "%s", p->language->start);
	else
		snprintf(id, NODE_ID, "%s", p->up);
}

static void
part_before(const struct place *p, char id[NODE_ID])
{
	const struct flow_page *page = p->page;

	if (p->option > 0)
		part_id(page->id, p->option - 1, 0, "", id);
	else if (page->before[0])
		part_id(page->before, page->before_count - 1, 0, "", id);
	else
		part_id(page->id, 0, 0, "", id);
}

/* The numbers heard last. */
static const struct prompt *
number_of(const struct place *p)
{
	const struct flow_part *part = &p->page->options[p->option].part;

	for (size_t i = p->prompt + 1; i-- > 0;)
		if (part->numbers[i].id[0])
			return &part->numbers[i];
	return &p->language->phrases[FLOW_NUMBER];
}

static void
listen_node(const struct place *p, bool last, node_take *take, void *context)
{
	const struct flow_language *l = p->language;
	const struct flow_part *part = &p->page->options[p->option].part;
	struct node node = {.kind = NODE_LISTEN, .language = l->tag, .try_count = 1};
	char target[NODE_ID];

	part_id(p->page->id, p->option, p->prompt, "", node.id);
	node.once = &l->phrases[FLOW_LISTENING];
	say(&node.tries[0], &part->prompts[p->prompt]);
	key(&node, key_of(l, KEYS_BACK), NODE_BACK, NULL);
	key(&node, key_of(l, KEYS_RESTART), NODE_AGAIN, NULL);
	key(&node, key_of(l, KEYS_AHEAD), NODE_AHEAD, NULL);
	part_before(p, target);
	key(&node, key_of(l, KEYS_BEFORE), NODE_GO, target);
	key(&node, key_of(l, KEYS_HOLD), NODE_HOLD, NULL);
	part_behind(p, target);
	key(&node, key_of(l, KEYS_NEXT), NODE_GO, target);
	key(&node, key_of(l, KEYS_NUMBER), NODE_NUMBER, NULL)->say = number_of(p);
	if (l->options->speeds) {
		key(&node, key_of(l, KEYS_SLOWER), NODE_SLOWER, NULL);
		key(&node, key_of(l, KEYS_FASTER), NODE_FASTER, NULL);
	}
	if (!last)
		part_id(p->page->id, p->option, p->prompt + 1, "", target);
	key(&node, key_of(l, KEYS_ON), NODE_GO, target);
	common_keys(&node, l, l->options->speeds ? NULL : node.id, p->up);
	part_id(p->page->id, p->option, p->prompt,
	    last && l->options->feedback ? ".feedback" : ".pause", node.then);
	take(context, &node);
}

static void
feedback_node(const struct place *p, node_take *take, void *context)
{
	const struct flow_language *l = p->language;
	struct node node = {.kind = NODE_FEEDBACK, .language = l->tag, .try_count = 1};
	char pause[NODE_ID];

	part_id(p->page->id, p->option, p->prompt, ".feedback", node.id);
	part_id(p->page->id, p->option, p->prompt, ".pause", pause);
	node.article = p->page->article_id;
	say(&node.tries[0], &l->phrases[FLOW_FEEDBACK]);
	key(&node, '1', NODE_GO, pause)->say = &l->phrases[FLOW_THANKS];
	key(&node, '2', NODE_GO, pause)->say = &l->phrases[FLOW_THANKS];
	key(&node, key_of(l, KEYS_ON), NODE_GO, pause);
	common_keys(&node, l, node.id, p->up);
	snprintf(node.then, NODE_ID, "%s", pause);
	take(context, &node);
}

static void
pause_node(const struct place *p, bool last, node_take *take, void *context)
{
	const struct flow_language *l = p->language;
	struct node node = {.kind = NODE_PAUSE, .language = l->tag};
	char here[NODE_ID], on[NODE_ID];

	part_id(p->page->id, p->option, p->prompt, ".pause", node.id);
	part_id(p->page->id, p->option, p->prompt, "", here);
	if (last)
		part_behind(p, on);
	else
		part_id(p->page->id, p->option, p->prompt + 1, "", on);
	node.wrong = &l->phrases[FLOW_WRONG_KEY];
	add_try(&node, &l->phrases[FLOW_PAUSE]);
	add_try(&node, &l->phrases[FLOW_PAUSE_SHORT]);
	add_try(&node, &l->phrases[FLOW_PAUSE_SHORTEST]);
	key(&node, key_of(l, KEYS_GO), NODE_GO, on);
	key(&node, key_of(l, KEYS_REPEAT), NODE_GO, here);
	key(&node, key_of(l, KEYS_ON), NODE_GO, on);
	common_keys(&node, l, node.id, p->up);
	end_at_helpline(&node, l);
	take(context, &node);
}

/* --- pages ------------------------------------------------------------------------------- */

bool
node_passes(const struct flow_language *l, const struct flow_page *page)
{
	return page->straight || (l->options->linear && page->level == FLOW_ARTICLE);
}

void
node_of_page(
    const struct flow_language *l, const struct flow_page *page, node_take *take, void *context)
{
	struct place p = {.language = l, .page = page, .up = page->id};

	if (node_passes(l, page)) {
		if (page->before[0] == '\0')
			pass_node(l, page, take, context);
		p.up = page->up;
	} else {
		menu_node(l, page, take, context);
	}
	for (p.option = 0; p.option < page->count; p.option++) {
		const struct flow_part *part = &page->options[p.option].part;

		for (p.prompt = 0; p.prompt < part->count; p.prompt++) {
			bool last = p.prompt + 1 == part->count;

			listen_node(&p, last, take, context);
			if (last && l->options->feedback)
				feedback_node(&p, take, context);
			pause_node(&p, last, take, context);
		}
	}
}
