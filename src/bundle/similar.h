/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_SIMILAR_H
#define LECTERN_BUNDLE_SIMILAR_H

#include "base/str.h"

/* Puts the numbers of the texts into `order` so that texts that share much stand together.
   The same texts give the same order. */
void similar_order(const struct str *texts, size_t count, size_t *order);

#endif
