/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_ARTICLE_H
#define LECTERN_RENDER_PHONE_ARTICLE_H

#include "render/phone/menu.h"

/*
 * An article as a menu of parts: what stands under each of its main headings, and last the
 * helplines that it names beside the line's own. Fills menu.options, menu.say; the menu's ids
 * are the caller's. 0, or -1: said.
 */
int article_menu(const struct shelf *, const struct document *, const struct flow_language *,
    struct speaker *, struct prompts *, struct menu *, struct arena *, struct diag *);

#endif
