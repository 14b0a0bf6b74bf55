/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_TRAIN_H
#define LECTERN_BUNDLE_TRAIN_H

#include "base/buf.h"

/*
 * A dictionary made for some texts, and texts coded with it. The texts are to come in the
 * order they will be packed in. Of more than 32 MiB of them a regular sample is learnt from.
 * The same texts give the same dictionary.
 */
struct trained;

enum training {
	TRAIN_BASE = 1,  /* the base dictionary serves */
	TRAIN_SHORT = 2, /* words and phrases are learnt */
	TRAIN_LONG = 4,  /* and searched for longer */
};

struct trained *train(const struct str *texts, size_t count, unsigned training);
void trained_free(struct trained *); /* NULL is fine */
void trained_dictionary(struct trained *, struct buf *);
void trained_encode(struct trained *, struct str text, struct buf *);

#endif
