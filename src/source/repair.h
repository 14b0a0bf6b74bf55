/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_REPAIR_H
#define LECTERN_SOURCE_REPAIR_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Mends text (valid UTF-8, in place) that went wrong before it was saved: UTF-8 read as
 * Windows-1252 and saved again, up to twice ("donâ€™t", "cafÃ©"); controls U+0080 to U+009F,
 * which are Windows-1252 marks read as Latin-1; NULs, which are left out; line ends that are a
 * lone CR, which become LF. Each kind is said (REPAIRED_BYTES) with its first place and its
 * count. Text that may be meant as it stands is left alone.
 */
void repair_text(struct buf *text, const char *file, struct diag *);

#endif
