/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/target.h"

/* The call and its prompts for programs: flow.json and prompts.csv, which every export has. */
const struct target target_json = {
    .name = "json",
    .summary = "flow.json and prompts.csv alone, for programs",
};
