/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/spoken_parts.h"
const struct tongue tongue_fr = {.tag = "fr"};
