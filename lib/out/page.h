/*
 * Markdown as HTML, safe: no raw HTML and no dangerous links pass.
 */
#ifndef OUT_PAGE_H
#define OUT_PAGE_H

#include "base/buf.h"

/* Adds the HTML of a CommonMark text (a fragment, no <html>). */
void page_markdown(struct buf *ret, const char *markdown);
/* Adds s with & < > " ' escaped. */
void html_escape(struct buf *ret, const char *s);
/* Adds the head of a self-contained page: title and style, up to <body>. */
void page_head(struct buf *ret, const char *title, const char *lang);
void page_foot(struct buf *ret);

#endif
