/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SEARCH_LOOKUP_H
#define LECTERN_SEARCH_LOOKUP_H

#include "search/search.h"

/*
 * An index of the words of many articles, made once, for searching without reading them all: the
 * same results. It is made for a key and used only with the same one. The bytes:
 *
 *	8 bytes of magic, u32 version, 64 hexadecimal digits: the SHA-256 of what follows
 *	string key, varint count of articles; each: string id, byte rules (token.h), varint words
 *	varint count of terms, sorted by rules, then word; each: byte rules, varint bytes shared
 *	    with the term before, string rest of the word, varint bytes of its list
 *	the lists: for each article that has the word varint steps from the one before (the
 *	    first: from number 0), varint times, as search.h counts them
 *
 * A string is a varint length and its bytes. Reading believes nothing: lengths are bounded by
 * the bytes, numbers by the count of articles.
 */
struct lookup_writer *lookup_begin(void);
void lookup_article(struct lookup_writer *, struct str id, struct str language);
void lookup_text(struct lookup_writer *, struct str text, unsigned weight);
void lookup_end(struct lookup_writer *, struct str key, struct buf *); /* frees */

/* Views of the bytes. NULL: *fault says why it cannot be used. */
struct lookup *lookup_open(struct str bytes, struct str key, const char **fault);
void lookup_free(struct lookup *); /* NULL is fine */
size_t lookup_count(const struct lookup *);
struct str lookup_id(const struct lookup *, size_t article);

/*
 * Tells a search that was just begun all articles and how often they have its words. Articles
 * that may have a phrase are marked in `scan` (one byte an article, zeroed): search_again is
 * to be called for each, and their texts shown.
 */
void lookup_search(const struct lookup *, const struct query *, struct search *, char *scan);

#endif
