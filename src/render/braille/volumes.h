/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_VOLUMES_H
#define LECTERN_RENDER_BRAILLE_VOLUMES_H

#include "render/braille/press.h"

/*
 * A shelf as volumes, a file each: title page (t1), the special symbols in it, notes of the
 * transcriber, contents (p1 ...), and at most so many
 * braille pages of text, numbered through all volumes, with "End of volume" under the last one.
 * A volume ends between articles. An article that is longer than a volume is divided in front
 * of a heading of the highest level, if that leaves more than half a volume, else in front of
 * another block; never in a table or behind a heading.
 */
enum { VOLUME_LEAST = 5, VOLUME_MOST = 999 };

/* Everything is laid out once to find the volumes and once to write them. 0, or -1 (said). */
int volumes_put(struct press *, struct shelf *, struct output *tree);

#endif
