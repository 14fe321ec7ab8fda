/*
 * Names of companies. A Chinese one is made of region, own name (字号),
 * industry and legal form, in more than one order; two spellings of one
 * company have the same core.
 */
#ifndef BASE_COMPANY_H
#define BASE_COMPANY_H

#include "base/mem.h"

/*
 * The core of a name, for a soft check on duplicates, in the arena: folded,
 * without punctuation and blanks, without what stands in brackets, legal
 * form and leading names of regions. 上海华东自控有限公司 and
 * 华东自控（上海）有限责任公司 both give 华东自控; "ABC Automation Co., Ltd."
 * gives abcautomation. A branch (分公司, 办事处) keeps its form, so that it
 * never has the core of its parent. Never empty unless the name has no
 * letter.
 */
char *company_core(struct arena *a, const char *name);

/*
 * Bytes of the region that s begins with, 省, 市 and the like included, as
 * far as the built-in table (provinces and larger cities) knows it, else 0.
 */
size_t region_prefix(const char *s);

#endif
