/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_ADDRESS_H
#define LECTERN_RENDER_BRAILLE_ADDRESS_H

#include "render/braille/mend.h"

/* Addresses of pages, mail and files: words behind figures. */
void address_mend(struct mend *);

#endif
