#include "bundle/coding.h"
struct coding {
	int x;
};
struct coding *
coding_load(struct str d, const char **fault)
{
	(void)d;
	*fault = "x";
	return NULL;
}
void
coding_free(struct coding *c)
{
	(void)c;
}
bool
coding_decode(const struct coding *c, struct str *codes, size_t length, struct buf *b)
{
	(void)c;
	(void)codes;
	(void)length;
	(void)b;
	return false;
}
bool
coding_train(const struct str *texts, size_t count, int effort, struct buf *dictionary)
{
	(void)texts;
	(void)count;
	(void)effort;
	(void)dictionary;
	return false;
}
void
coding_encode(struct coding *c, struct str text, struct buf *b)
{
	(void)c;
	(void)text;
	(void)b;
}
