#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "base/err.h"

static void
sets_and_passes_on(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&err, CRM_EDATA, "no '%s' here", "x"), -65);
	assert_int_equal(err.code, CRM_EDATA);
	assert_string_equal(err.text, "no 'x' here");
	assert_int_equal(err_prefix(&err, "line %d", 3), CRM_EDATA);
	assert_string_equal(err.text, "line 3: no 'x' here");
	err_more(&err, "did you mean '%s'?", "y");
	assert_string_equal(err.text, "line 3: no 'x' here\ndid you mean 'y'?");
	assert_int_equal(err_set(&err, CRM_ENOENT, "another"), CRM_ENOENT);
	assert_string_equal(err.text, "another");
	err_clear(&err);
	assert_null(err.text);
	assert_int_equal(err.code, 0);
	err_clear(&err);
}

static void
goes_without(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, CRM_EDATA, "x"), CRM_EDATA);
	err_more(NULL, "x");
	errno = ENOSPC;
	assert_int_equal(err_errno(NULL, "x"), CRM_EIO);
}

static void
reads_errno(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	errno = ENOENT;
	assert_int_equal(err_errno(&err, "cannot open '%s'", "f"), CRM_ENOENT);
	assert_string_equal(err.text, "cannot open 'f': No such file or "
				      "directory");
	errno = EACCES;
	assert_int_equal(err_errno(&err, "cannot open '%s'", "f"), CRM_EIO);
	err_clear(&err);
}

static void
collects_findings(void **state)
{
	struct diag d = DIAG_INIT;
	struct buf b = BUF_INIT;
	char file[] = "b.yaml";

	(void)state;
	diag_add(&d, LEVEL_ERROR, file, 3, 1, "REF-1", "no '%s'", "x");
	file[0] = 'z';
	diag_add(&d, LEVEL_WARNING, "b.yaml", 1, 5, "", "odd");
	diag_add(&d, LEVEL_INFO, "a.yaml", 9, 0, "", "note");
	diag_add(&d, LEVEL_ERROR, "b.yaml", 3, 1, "REF-1", "no 'x'");
	diag_sort(&d);
	assert_int_equal(d.n, 3);
	assert_int_equal(diag_count(&d, LEVEL_INFO), 3);
	assert_int_equal(diag_count(&d, LEVEL_WARNING), 2);
	assert_int_equal(diag_count(&d, LEVEL_ERROR), 1);
	diag_format(&d.v[0], &b);
	assert_int_equal(strncmp(b.data, "a.yaml:9:", 9), 0);
	buf_truncate(&b, 0);
	diag_format(&d.v[2], &b);
	assert_string_equal(b.data, "b.yaml:3:1: error: no 'x' [REF-1]");
	buf_release(&b);
	diag_free(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_and_passes_on),
		cmocka_unit_test(goes_without),
		cmocka_unit_test(reads_errno),
		cmocka_unit_test(collects_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
