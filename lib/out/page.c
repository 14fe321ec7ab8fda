#include "out/page.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

static const char style[] =
    "body{font:15px/1.5 sans-serif;margin:2em;color:#111}\n"
    "h1{font-size:1.3em}\n"
    "table{border-collapse:collapse}\n"
    "th,td{border:1px solid #bbb;padding:.2em .6em;text-align:left;"
    "vertical-align:top;white-space:pre-wrap}\n"
    "th{background:#eee}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    "tfoot td{font-weight:bold}\n";

void
html_escape(struct buf *ret, const char *s)
{
	static const char from[] = "&<>\"'";
	static const char *const to[] = { "&amp;", "&lt;", "&gt;", "&quot;",
		"&#39;" };
	const char *c;

	for (; *s != '\0'; s++) {
		c = strchr(from, *s);
		if (c != NULL)
			buf_addstr(ret, to[c - from]);
		else
			buf_addch(ret, *s);
	}
}

void
page_markdown(struct buf *ret, const char *markdown)
{
	char *html = cmark_markdown_to_html(
	    markdown, strlen(markdown), CMARK_OPT_VALIDATE_UTF8);

	/* without CMARK_OPT_UNSAFE: raw HTML and odd links are left out */
	if (html != NULL)
		buf_addstr(ret, html);
	free(html);
}

void
page_head(struct buf *ret, const char *title, const char *lang)
{
	buf_addstr(ret, "<!DOCTYPE html>\n<html lang=\"");
	html_escape(ret, lang ? lang : "en");
	buf_addstr(ret, "\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	html_escape(ret, title);
	buf_addstr(ret, "</title>\n<style>\n");
	buf_addstr(ret, style);
	buf_addstr(ret, "</style>\n</head>\n<body>\n");
}

void
page_foot(struct buf *ret)
{
	buf_addstr(ret, "</body>\n</html>\n");
}
