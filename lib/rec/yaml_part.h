/*
 * Writing parts of a record canonically: for the splicer, which puts them
 * into a text of other style. Line ends are LF.
 */
#ifndef REC_YAML_PART_H
#define REC_YAML_PART_H

#include "rec/yaml.h"

/*
 * What stands behind "key:" (or behind "-" when `item`): begins with a
 * blank or a line feed and has no final line feed. `indent` is the column
 * (from 0) of the key or dash. `path` is asked of style->is_plain.
 */
void yaml_write_value(struct buf *ret, const struct node *value, int indent,
    bool item, const char *path, const struct yaml_style *style);

/* The key, quoted where it must be. */
void yaml_write_key(struct buf *ret, const char *key, bool flow);

/* The value in flow style, on one line: [a, b], {x: 1}, a text. */
void yaml_write_flow(struct buf *ret, const struct node *value,
    const char *path, const struct yaml_style *style);

#endif
