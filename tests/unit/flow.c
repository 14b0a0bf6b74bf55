/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <stdlib.h>
#include <unistd.h>

#include "document/build.h"
#include "random.h"
#include "render/phone/node.h"
#include "render/phone/prompts.h"

/* Every node of calls of many shapes, walked by every key: what a caller is promised. */

enum { NODES_MOST = 20000, LEVELS = 3, LINES = 2 };

/* What a node says and where it leads, without what dies with its page. */
struct seen {
	enum node_kind kind;
	char id[NODE_ID], then[NODE_ID];
	unsigned tries[FLOW_TRIES];
	size_t try_count;
	struct node_key keys[NODE_KEYS_MOST];
	size_t key_count;
	bool reached, is_firm, silent_end; /* silence has been followed to the helpline */
	enum flow_level level;
	size_t options;
};

struct call {
	struct seen *nodes;
	size_t count;
	size_t empty; /* prompts without an id */
	unsigned longest_menu, longest_part;
	enum flow_level level;
	size_t options; /* of the page at hand */
};

static void
take_prompt(struct call *call, const struct prompt *prompt)
{
	if (prompt && (prompt->id[0] == '\0' || prompt->milliseconds == 0))
		call->empty++;
}

static void
take(void *context, const struct node *node)
{
	struct call *call = context;
	struct seen *s = &call->nodes[call->count++];

	assert_true(call->count < NODES_MOST);
	*s = (struct seen){.kind = node->kind,
	    .try_count = node->try_count,
	    .key_count = node->key_count,
	    .is_firm = node->firm != NULL,
	    .level = call->level,
	    .options = call->options};
	memcpy(s->id, node->id, NODE_ID);
	memcpy(s->then, node->then, NODE_ID);
	memcpy(s->keys, node->keys, sizeof(s->keys));
	take_prompt(call, node->once);
	take_prompt(call, node->wrong);
	take_prompt(call, node->transfer);
	for (size_t i = 0; i < node->try_count; i++) {
		s->tries[i] = node_try_length(&node->tries[i]);
		for (size_t n = 0; n < node->tries[i].count; n++)
			take_prompt(call, node->tries[i].say[n]);
	}
	for (size_t i = 0; i < node->key_count; i++)
		take_prompt(call, node->keys[i].say);
}

static void
take_language(void *context, const struct flow_language *language)
{
	node_of_language(language, take, context);
}

static void
take_page(void *context, const struct flow_language *language, const struct flow_page *page)
{
	struct call *call = context;

	call->level = page->level;
	call->options = page->count;
	node_of_page(language, page, take, context);
}

static struct seen *
find(struct call *call, const char *id)
{
	for (size_t i = 0; i < call->count; i++)
		if (strcmp(call->nodes[i].id, id) == 0)
			return &call->nodes[i];
	print_message("no node %s\n", id);
	return NULL;
}

static const struct node_key *
key_of(const struct seen *s, char key)
{
	for (size_t i = 0; i < s->key_count; i++)
		if (s->keys[i].key == key)
			return &s->keys[i];
	return NULL;
}

/* --- a shelf of made articles -------------------------------------------------------------- */

struct made {
	struct shelf shelf;
	size_t headings, sentences, title_long;
};

static const char *const languages[] = {"en", "es", "fr", "de", "pt", "it"};

static const char many_words[] =
    " and of many other things which nobody could say in a few words so that it goes on and on";

static struct document *
make_article(struct shelf *shelf, size_t n, struct diag *diag)
{
	const struct made *made = (const struct made *)shelf;
	struct build *b = build_begin("made", diag);
	char text[200];

	build_meta(b, BUILD_ID, shelf->entries[n].id);
	build_meta(b, BUILD_TITLE, shelf->entries[n].title);
	build_meta(b, BUILD_LANGUAGE, shelf->entries[n].language);
	for (size_t h = 0; h < made->headings; h++) {
		snprintf(text, sizeof(text), "Heading number %zu of the article%.*s", h + 1,
		    (int)(made->title_long * 5 < 80 ? made->title_long * 5 : 80), many_words);
		build_leaf(b, BLOCK_HEADING, 2, 1, str_of(text));
		for (size_t s = 0; s < made->sentences; s++) {
			snprintf(text, sizeof(text),
			    "In article %zu this is sentence %zu under heading %zu, which goes on "
			    "for a while so that it takes its time to be said.",
			    n, s, h);
			build_leaf(b, BLOCK_PARAGRAPH, 0, 1, str_of(text));
		}
	}
	if (made->headings == 0)
		build_leaf(b, BLOCK_PARAGRAPH, 0, 1, S("Only one sentence."));
	return build_end(b);
}

/* `articles` in each of so many languages, in so many topics. */
static void
fill(struct made *made, size_t language_count, size_t topics, size_t articles)
{
	struct shelf *shelf = &made->shelf;

	shelf->load = make_article;
	shelf->language = S("en");
	shelf->title = S("Made line");
	shelf->entries =
	    arena_array(&shelf->arena, language_count * articles, sizeof(*shelf->entries));
	for (size_t l = 0; l < language_count; l++)
		for (size_t a = 0; a < articles; a++)
			shelf->entries[shelf->count++] = (struct shelf_entry){
			    .id = arena_print(&shelf->arena, "made-%s-%zu", languages[l], a),
			    .title =
				made->title_long
				    ? arena_print(&shelf->arena, "Title %zu%.*s", a,
					  (int)(made->title_long * 5), many_words)
				    : arena_print(&shelf->arena, "Title %zu: and more of it", a),
			    .language = str_of(languages[l]),
			    .topic = arena_print(&shelf->arena, "Topic %zu", a % topics)};
}

struct shape {
	const char *name;
	size_t languages, topics, articles, headings, sentences;
	unsigned most;
	bool linear, no_helpline, no_feedback, speeds;
	unsigned chunk;    /* seconds; 0: 60 */
	size_t title_long; /* words of a title, about; 0: a few */
	bool other_keys;
};

static const struct shape shapes[] = {
    {"one sentence", 1, 1, 1, 0, 0, 4, false, false, false, false, 0, 0, false},
    {"one article", 1, 1, 1, 9, 11, 4, false, false, false, false, 0, 0, false},
    {"one part", 1, 1, 1, 1, 40, 4, false, false, false, false, 0, 0, false},
    {"a part too long for one", 1, 1, 1, 2, 240, 4, false, false, false, false, 0, 0, false},
    {"a few articles", 1, 1, 3, 3, 2, 4, false, false, false, false, 0, 0, false},
    {"two options a menu", 1, 5, 6, 3, 1, 2, false, false, false, false, 0, 0, false},
    {"five options a menu", 1, 6, 12, 6, 1, 5, false, false, true, false, 0, 0, false},
    {"many in a topic", 1, 2, 22, 1, 1, 4, false, false, false, false, 0, 0, false},
    {"a topic each", 1, 6, 6, 2, 1, 4, false, false, false, false, 0, 0, false},
    {"languages", 6, 2, 5, 2, 1, 4, false, false, false, false, 0, 0, false},
    {"no helpline", 2, 1, 2, 2, 1, 4, false, true, false, false, 0, 0, false},
    {"linear", 2, 2, 3, 5, 9, 4, true, false, false, false, 0, 0, false},
    {"linear, one article", 1, 1, 1, 5, 2, 4, true, false, false, false, 0, 0, false},
    {"speeds", 1, 1, 2, 2, 2, 4, false, false, false, true, 0, 0, false},
};

static unsigned
chunk_of(const struct shape *shape)
{
	return shape->chunk ? shape->chunk : 60;
}

static void
set_keys(const struct shape *shape, struct keys *keys)
{
	keys_usual(keys);
	if (shape->other_keys) {
		keys->at[KEYS_AGAIN] = '7';
		keys->at[KEYS_UP] = '#';
		keys->at[KEYS_ON] = '*';
		keys->at[KEYS_MORE] = '6';
		keys->at[KEYS_SLOWER] = '9';
		keys->at[KEYS_FASTER] = '7';
	}
}

static void
make_call(const struct shape *shape, struct call *call)
{
	struct made made = {.headings = shape->headings,
	    .sentences = shape->sentences,
	    .title_long = shape->title_long};
	struct flow_options options = {.title = S("Made line"),
	    .engine = "clock",
	    .most = shape->most,
	    .menu = 20000,
	    .chunk = chunk_of(shape) * 1000,
	    .linear = shape->linear,
	    .feedback = !shape->no_feedback,
	    .speeds = shape->speeds};
	struct prompts_options sound = {.workers = 1, .level = -22};
	struct flow_sink sinks[] = {{call, take_language, take_page}, {NULL, NULL, NULL}};
	char folder[] = "/tmp/lectern-flow-XXXXXX";
	struct output *tree;
	struct prompts *prompts;
	struct heard heard;

	set_keys(shape, &options.keys);
	assert_non_null(mkdtemp(folder));
	tree = output_tree(folder);
	sound.formats[sound.format_count++] = codec_find(S("ulaw"));
	if (!shape->no_helpline) {
		options.helpline = (struct helpline){S("Helpline"), S("1-800-662-4357")};
		strcpy(options.dial, "18006624357");
	}
	fill(&made, shape->languages, shape->topics, shape->articles);
	prompts = prompts_begin(tree, &sound);
	assert_int_equal(flow_make(&made.shelf, &options, prompts, sinks, hear(&heard)), 0);
	assert_int_equal(prompts_end(prompts, 0, NULL), 0);
	output_abandon(tree);
	rmdir(folder);
	arena_free(&made.shelf.arena);
}

/* --- the promises -------------------------------------------------------------------------- */

/* Everything that can be reached exists, and everything there is can be reached. */
static void
reach(struct call *call, const char *id)
{
	struct seen *s = find(call, id);

	assert_non_null(s);
	if (s->reached)
		return;
	s->reached = true;
	for (size_t i = 0; i < s->key_count; i++)
		if (s->keys[i].act == NODE_GO)
			reach(call, s->keys[i].target);
	reach(call, s->then);
}

static void
check_keys(struct call *call, const struct seen *s, const struct keys *keys)
{
	const char everywhere[] = {'0', keys->at[KEYS_AGAIN], keys->at[KEYS_UP], '\0'};
	struct seen *person;

	if (s->kind == NODE_PASS)
		return;
	for (const char *k = everywhere; *k; k++)
		assert_non_null(key_of(s, *k));
	person = find(call, key_of(s, '0')->target);
	assert_true(person && person->kind == NODE_HELPLINE);
	if (key_of(s, everywhere[1])->act == NODE_FASTER) /* 2 begins a text again */
		assert_true(key_of(s, keys->at[KEYS_SLOWER])->act == NODE_SLOWER &&
			    key_of(s, keys->at[KEYS_RESTART])->act == NODE_AGAIN);
	else
		assert_string_equal(key_of(s, everywhere[1])->target, s->id);
	for (size_t i = 0; i < s->key_count; i++)
		for (size_t n = i + 1; n < s->key_count; n++)
			assert_true(s->keys[i].key != s->keys[n].key);
}

/* 1 to 5 in order, none skipped; no more than there may be. */
static void
check_menu(const struct seen *s, const struct shape *shape)
{
	size_t count = 0;

	for (char key = '1'; key <= '5'; key++)
		if (key_of(s, key)) {
			assert_int_equal(key - '1', count);
			count++;
		}
	assert_int_equal(count, s->options);
	assert_true(count >= 1 && count <= shape->most);
	assert_true(s->tries[0] <= 20000 || count == 1);
	assert_true(s->tries[0] <= FLOW_MENU_MOST);
}

/* Each try is shorter than the one before; the last silence leads to a person, or on. */
static void
check_silence(struct call *call, const struct seen *s)
{
	const struct seen *then = find(call, s->then);

	for (size_t i = 1; i < s->try_count; i++)
		assert_true(s->tries[i] < s->tries[i - 1]);
	if (s->kind == NODE_MENU || s->kind == NODE_PAUSE) {
		assert_int_equal(s->try_count, FLOW_TRIES);
		assert_int_equal(then->kind, NODE_HELPLINE);
	}
}

/* A caller who presses nothing comes to the helpline, from everywhere. */
static void
check_waiting(struct call *call, const struct seen *s)
{
	for (size_t steps = 0; s->kind != NODE_HELPLINE; steps++) {
		assert_true(steps < 5);
		s = find(call, s->then);
	}
}

/* '*' leads to the top in at most a few steps: pages of one menu count as one level. */
static void
check_up(struct call *call, const struct seen *s, char key)
{
	size_t pages = 0, levels = 0;

	while (s->kind != NODE_PASS && strcmp(key_of(s, key)->target, s->id) != 0 && pages < 100) {
		const struct seen *up = find(call, key_of(s, key)->target);

		if (s->kind == NODE_MENU && up->kind == NODE_MENU && up->level < s->level)
			levels++;
		pages++;
		s = up;
	}
	assert_true(pages < 100);
	assert_true(levels <= LEVELS);
}

static void
check_call(const struct shape *shape)
{
	struct call call = {.nodes = mem_array(NODES_MOST, sizeof(struct seen))};
	struct keys keys;

	set_keys(shape, &keys);
	print_message("%s\n", shape->name);
	make_call(shape, &call);
	assert_int_equal(call.empty, 0);
	reach(&call, shape->languages > 1 ? "languages" : "wen");
	for (size_t i = 0; i < call.count; i++) {
		const struct seen *s = &call.nodes[i];

		if (!s->reached)
			print_message("never reached: %s\n", s->id);
		assert_true(s->reached);
		check_keys(&call, s, &keys);
		check_silence(&call, s);
		check_waiting(&call, s);
		check_up(&call, s, keys.at[KEYS_UP]);
		if (s->kind == NODE_MENU)
			check_menu(s, shape);
		if (s->kind == NODE_LISTEN)
			assert_true(s->tries[0] > 0 && s->tries[0] <= chunk_of(shape) * 1000);
		assert_true(s->is_firm == (s->kind == NODE_WELCOME));
	}
	mem_free(call.nodes);
}

static void
promises(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		check_call(&shapes[i]);
}

/* Lines of any shape. */
static void
any_line_keeps_them(void **state)
{
	struct dice dice = {20261123};

	(void)state;
	for (int i = 0; i < LINES; i++) {
		struct shape shape = {.name = "any line",
		    .languages = 1 + dice_roll(&dice, 3),
		    .topics = 1 + dice_roll(&dice, 7),
		    .articles = 1 + dice_roll(&dice, 6),
		    .headings = dice_roll(&dice, 5),
		    .sentences = 1 + dice_roll(&dice, 2),
		    .most = 2 + dice_roll(&dice, 4),
		    .linear = dice_roll(&dice, 4) == 0,
		    .no_helpline = dice_roll(&dice, 4) == 0,
		    .no_feedback = dice_roll(&dice, 2) == 0,
		    .speeds = dice_roll(&dice, 8) == 0,
		    .chunk = 15 + dice_roll(&dice, 120),
		    .title_long = dice_roll(&dice, 20),
		    .other_keys = dice_roll(&dice, 3) == 0};

		if (shape.languages > 1)
			shape.articles = 1 + shape.articles % 4;
		check_call(&shape);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(promises),
	    cmocka_unit_test(any_line_keeps_them),
	};

	return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
