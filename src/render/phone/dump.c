/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/dump.h"

#include "base/json.h"

struct dump {
	struct output *text, *data;
	struct json json;
};

/* --- flow.txt ---------------------------------------------------------------------------- */

static void
text_try(struct output *out, const struct node *node, size_t n)
{
	const struct node_try *try = &node->tries[n];
	unsigned length = node_try_length(try);

	output_print(out, "  try %zu, %u.%u s:\n", n + 1, length / 1000, length / 100 % 10);
	for (size_t i = 0; i < try->count; i++) {
		output_print(out, "    %s%s ", try->say[i]->id,
		    try->say[i] == node->firm ? " (not cut short)" : "");
		output_put(out, try->say[i]->text);
		output_byte(out, '\n');
	}
}

static void
text_key(struct output *out, const struct node_key *key)
{
	output_print(
	    out, "  %c: %s", key->key, key->act == NODE_GO ? key->target : node_act_name(key->act));
	if (key->say)
		output_print(out, ", saying %s", key->say->id);
	output_byte(out, '\n');
}

static void
text_node(struct output *out, const struct node *node)
{
	output_print(
	    out, "%s %s, %.*s\n", node_kind_name(node->kind), node->id, STR_ARG(node->language));
	if (node->once)
		output_print(out, "  once a call: %s\n", node->once->id);
	if (node->transfer)
		output_print(out, "  hands the call over, saying %s, else\n", node->transfer->id);
	for (size_t i = 0; i < node->try_count; i++)
		text_try(out, node, i);
	for (size_t i = 0; i < node->key_count; i++)
		text_key(out, &node->keys[i]);
	if (node->wrong)
		output_print(out, "  other keys: saying %s, then the next try\n", node->wrong->id);
	output_print(out, "  then: %s\n\n", node->then);
}

/* --- flow.json --------------------------------------------------------------------------- */

static void
json_try(struct json *json, const struct node_try *try)
{
	json_object(json, NULL);
	json_number(json, "milliseconds", node_try_length(try));
	json_array(json, "prompts");
	for (size_t i = 0; i < try->count; i++)
		json_text(json, NULL, str_of(try->say[i]->id));
	json_close(json);
	json_close(json);
}

static void
json_key(struct json *json, const struct node_key *key)
{
	char name[2] = {key->key, '\0'};

	json_object(json, NULL);
	json_text(json, "key", str_of(name));
	json_text(json, "does", str_of(node_act_name(key->act)));
	if (key->act == NODE_GO)
		json_text(json, "to", str_of(key->target));
	if (key->say)
		json_text(json, "saying", str_of(key->say->id));
	json_close(json);
}

static void
json_node(struct json *json, const struct node *node)
{
	json_object(json, NULL);
	json_text(json, "id", str_of(node->id));
	json_text(json, "kind", str_of(node_kind_name(node->kind)));
	json_text(json, "language", node->language);
	if (node->article.len)
		json_text(json, "article", node->article);
	if (node->once)
		json_text(json, "once", str_of(node->once->id));
	if (node->firm)
		json_text(json, "not_cut_short", str_of(node->firm->id));
	if (node->transfer)
		json_text(json, "hands_over_saying", str_of(node->transfer->id));
	if (node->wrong)
		json_text(json, "other_keys_say", str_of(node->wrong->id));
	json_array(json, "tries");
	for (size_t i = 0; i < node->try_count; i++)
		json_try(json, &node->tries[i]);
	json_close(json);
	json_array(json, "keys");
	for (size_t i = 0; i < node->key_count; i++)
		json_key(json, &node->keys[i]);
	json_close(json);
	json_text(json, "then", str_of(node->then));
	json_close(json);
}

/* --- both -------------------------------------------------------------------------------- */

static void
take(void *context, const struct node *node)
{
	struct dump *d = context;

	text_node(d->text, node);
	json_node(&d->json, node);
}

struct dump *
dump_begin(struct output *tree, const struct flow_options *options)
{
	struct dump *d = mem_get(sizeof(*d));

	d->text = output_member(tree, "flow.txt");
	d->data = output_member(tree, "flow.json");
	output_print(d->text, "helpline: %s\nwait: %d.%d s\n\n",
	    options->dial[0] ? options->dial : "none", FLOW_WAIT / 1000, FLOW_WAIT / 100 % 10);
	json_begin(&d->json, d->data);
	json_object(&d->json, NULL);
	json_text(&d->json, "helpline", str_of(options->dial));
	json_number(&d->json, "wait_milliseconds", FLOW_WAIT);
	json_array(&d->json, "nodes");
	return d;
}

void
dump_language(void *dump, const struct flow_language *language)
{
	node_of_language(language, take, dump);
}

void
dump_page(void *dump, const struct flow_language *language, const struct flow_page *page)
{
	node_of_page(language, page, take, dump);
}

void
dump_end(struct dump *d)
{
	if (d == NULL)
		return;
	json_end(&d->json);
	output_close(d->text);
	output_close(d->data);
	mem_free(d);
}
