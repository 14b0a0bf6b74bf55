/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_HTML_ADDRESS_H
#define LECTERN_RENDER_HTML_ADDRESS_H

#include "base/buf.h"

/*
 * Addresses of links, as articles have them: anything. A page links to what a reader can be
 * sent to and a browser will not run: http, https, mailto, tel, sms, and relative addresses.
 */
bool address_good(struct str);
/* The address with percent signs for the characters that no address holds, appended. */
void address_escape(struct str, struct buf *);

#endif
