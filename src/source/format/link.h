/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_LINK_H
#define LECTERN_SOURCE_FORMAT_LINK_H

#include "base/str.h"

/*
 * What a link's address is good for once the page is left. An address that means something
 * only there (in-page, script, a file on the author's disk) is dropped and the words stay. A
 * telephone or text-message address is a number, not an address: it is told once, by the words
 * when they show it, else behind them.
 */
enum link_kind { LINK_DROPPED, LINK_ADDRESS, LINK_PHONE };

/* For LINK_PHONE `number` gets the number as the address writes it, a view. */
enum link_kind link_kind(struct str href, struct str *number);

/* Whether the words of a link show the number that its address dials: its digits, or letters
   for some of them ("662-HELP"). */
bool link_shows_number(struct str words, struct str number);

#endif
