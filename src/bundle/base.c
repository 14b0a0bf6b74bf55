/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/base.h"

bool
base_dictionary(unsigned long long number, struct str *dictionary)
{
	if (number == 0 || number > BASE_NEWEST)
		return false;
	*dictionary = (struct str){(const char *)bases[number - 1].at, bases[number - 1].len};
	return true;
}
