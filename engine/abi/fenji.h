/* fenji as a C library: rule files are compiled once, and grade tables that lie in memory as Apache Arrow has them.
 *
 * In come rule files and Arrow streams, out go Arrow streams, findings and explanations. All texts are UTF-8. No exception
 * leaves a function, nothing is printed. Functions that can fail return a fenji_code and, where `error` is not NULL and the
 * code is not FENJI_OK, put an error there that the caller frees; their results are then untouched.
 *
 * Compiled rules never change: any number of threads may use them at once. A stream belongs to one thread at a time.
 */
#ifndef FENJI_H
#define FENJI_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define FENJI_API
#else
#define FENJI_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The Arrow C data interface, as its specification asks to copy it. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

typedef enum fenji_code {
  FENJI_OK = 0,
  FENJI_INVALID_ARGUMENT = 1,   /* a NULL that may not be, no such day, a parameter that the rules do not have */
  FENJI_RULES_HAVE_ERRORS = 2,  /* fenji_error_findings() has them */
  FENJI_FILE_UNREADABLE = 3,
  FENJI_TABLE_UNSUITABLE = 4, /* a column that is missing, or of a type that its field cannot be read from */
  FENJI_UNSUPPORTED = 5,      /* what these rules ask is not to be had this way */
  FENJI_INPUT_FAILED = 6,     /* the input stream reported an error */
  FENJI_OUT_OF_MEMORY = 7,
  FENJI_INTERNAL = 8 /* a fault of the library */
} fenji_code;

/* Of messages, statuses and notes. */
typedef enum fenji_language {
  FENJI_LANGUAGE_OF_RULES = 0, /* that of the rule file's keywords; where there is none, English */
  FENJI_CHINESE = 1,
  FENJI_ENGLISH = 2
} fenji_language;

typedef enum fenji_format { FENJI_TEXT = 0, FENJI_JSON = 1 } fenji_format;

typedef struct fenji_rules fenji_rules;
typedef struct fenji_error fenji_error;

/* `1.2.3`. Not to be freed. */
FENJI_API const char* fenji_version(void);

/* Texts that functions give out through `char**` end with a zero byte and are freed by this; NULL is fine. */
FENJI_API void fenji_text_free(char* text);

/* ---- Errors. What is returned lives as long as the error. ---- */

FENJI_API fenji_code fenji_error_code(const fenji_error* error);
/* Sentences for a person: what is wrong, where, and what to do next. FENJI_LANGUAGE_OF_RULES: as far as there are rules. */
FENJI_API const char* fenji_error_message(const fenji_error* error, fenji_language language);
/* A JSON array as fenji_lint() gives it; `[]` where the error is none of the rules'. */
FENJI_API const char* fenji_error_findings(const fenji_error* error, fenji_language language);
FENJI_API void fenji_error_free(fenji_error* error); /* NULL is fine */

/* ---- Rules ---- */

/* Zero is right for every member but `size`. */
typedef struct fenji_compile_options {
  size_t size;                   /* sizeof(fenji_compile_options) */
  const char* const* parameters; /* NAME=VALUE each, as a rule file would write the value */
  size_t parameter_count;
  const char* as_of; /* 2026-03-31: what `as of` stands for; NULL: today */
} fenji_compile_options;

/* A rule file with all that it extends, or a book (`*.book.toml`) with its rule files and exceptions: its day is its own date
 * where `as_of` is NULL, its parameters are written in it. `options` may be NULL. */
FENJI_API fenji_code fenji_compile_file(const char* path, const fenji_compile_options* options, fenji_rules** rules,
                                        fenji_error** error);
/* The same of `size` bytes of text. `path` is what messages call it, and where the files that it extends are looked for. */
FENJI_API fenji_code fenji_compile_text(const char* text, size_t size, const char* path, const fenji_compile_options* options,
                                        fenji_rules** rules, fenji_error** error);
/* Streams that were made from the rules go on. NULL is fine. */
FENJI_API void fenji_rules_free(fenji_rules* rules);

/* What describes the rules: an object with title, version, language, fields, parameters and outputs, `whole_list` (whether a
 * record's result hangs on the others) and `sources`, the texts that they were made of. Of a book, fields and outputs are those of
 * all its files, and there are `files` and `as_of` besides. */
FENJI_API fenji_code fenji_describe(const fenji_rules* rules, char** json, fenji_error** error);

/* All findings of `fenji lint`: text for a person, or a JSON array of objects as `fenji lint --format json` has them. */
FENJI_API fenji_code fenji_lint(const fenji_rules* rules, fenji_language language, fenji_format format, char** findings,
                                fenji_error** error);

/* ---- Tables ---- */

/* Zero is right for every member but `size`. */
typedef struct fenji_evaluate_options {
  size_t size; /* sizeof(fenji_evaluate_options) */
  fenji_language language;
  uint32_t threads;    /* 0: one for each core; results do not depend on it */
  uint32_t dictionary; /* not 0: labels and statuses come as dictionary<int32, utf8> instead of utf8 */
  uint32_t batch_rows; /* rows of an array that comes out, at most; 0: 65,536 */
  uint32_t text_views; /* not 0: utf8_view in place of utf8, but in dictionaries and of books */
} fenji_evaluate_options;

/* Grades the records of `input`: `output` yields a row for each, in their order, with the columns of `output` in the rule
 * file, the status and the notes. `input` is taken over, and released in every case, on errors too. Its columns are found by
 * their names, as those of a list. Records are read and graded as they are asked for, but where the rules look at the whole
 * list all of it is taken in first. `input` is called by the thread that calls `output`, which the caller releases.
 *
 * Cells: texts (utf8, large_utf8, utf8_view) are read as cells of a list. Null is an empty cell. Booleans are yes and no; int,
 * uint and decimal of all widths are numbers without a unit, in the unit of the field; float and double are the shortest
 * decimal that names them, NaN and infinities cannot be read. A number for a percentage is a fraction (0.35 is 35%) unless the
 * field says `percent in points`. Dates are date32, date64 or the day of a timestamp (without a time zone, in UTC or with a
 * fixed offset). Text and options may also come from numbers, booleans and dates. Any of these may be dictionary-encoded.
 *
 * Results: text and labels are utf8, numbers decimal128(38, s) with the decimal places of their type (percentages are
 * fractions), yes/no bool, dates date32. A result that is not known is null, and so is a field that cannot be read; the status
 * and the notes are never null.
 *
 * A book gives the columns of all its files, which file graded (`rules`), the columns that it carries through, status and notes.
 * What its files have of different types comes as utf8, as do labels, whatever `dictionary` says. All of the table is taken in
 * first, and is graded when the first results are asked for. */
FENJI_API fenji_code fenji_evaluate(const fenji_rules* rules, struct ArrowArrayStream* input,
                                    const fenji_evaluate_options* options, struct ArrowArrayStream* output, fenji_error** error);

/* The schema that `output` will have, before there is an input. */
FENJI_API fenji_code fenji_result_schema(const fenji_rules* rules, const fenji_evaluate_options* options,
                                         struct ArrowSchema* schema, fenji_error** error);

/* ---- One record ---- */

/* A cell of a list, or a number as a typed column would have it (`0.35`, `1e-7`). */
typedef enum fenji_cell_kind { FENJI_CELL_TEXT = 0, FENJI_CELL_NUMBER = 1 } fenji_cell_kind;

typedef struct fenji_cell {
  const char* name; /* of the column */
  const char* text; /* NULL: empty */
  fenji_cell_kind kind;
} fenji_cell;

/* Why the record gets what it gets, as `fenji explain` tells it. By a book: told by the file that grades the record, which the
 * JSON names (`book_file`). Not for rules that look at the whole list. */
FENJI_API fenji_code fenji_explain(const fenji_rules* rules, const fenji_cell* cells, size_t cell_count,
                                   fenji_language language, fenji_format format, char** story, fenji_error** error);

/* The same of the records of `table` that have the key, at most 20, for all rules. `table` is taken over, as by
 * fenji_evaluate(). JSON: an object with `records`, each as fenji_explain() tells it with `row`, its place from 0, and `text`, the
 * story in words, and `more`, whether there are others. FENJI_INVALID_ARGUMENT where no record has the key. */
FENJI_API fenji_code fenji_explain_in(const fenji_rules* rules, struct ArrowArrayStream* table, const char* key,
                                      fenji_language language, fenji_format format, char** stories, fenji_error** error);

/* ---- Record after record ---- */

/* For a program that grades a customer whenever it is asked to. A grader holds one record and its result: put the cells in, grade,
 * look at what came out. Each thread has a grader of its own, all of them share the rules, which may be freed before them. Grading
 * asks for no memory, and takes under a microsecond for most rules. */
typedef struct fenji_grader fenji_grader;

/* Column `i` of the records is called columns[i], as in the header of a list: fields are found by these names, with the units
 * that they say. NULL: the records have the fields as their columns, in the order of fenji_describe(). All cells are empty at
 * first. FENJI_UNSUPPORTED for books and for rules that look at the whole list. */
FENJI_API fenji_code fenji_grader_new(const fenji_rules* rules, const char* const* columns, size_t column_count,
                                      fenji_language language, fenji_grader** grader, fenji_error** error);
FENJI_API void fenji_grader_free(fenji_grader* grader); /* NULL is fine */

/* Empties all cells. */
FENJI_API fenji_code fenji_clear(fenji_grader* grader);
/* A cell in place of the one that the column had; it stays until it is replaced. A text is copied, and read as a cell of a list;
 * numbers are digits / 10^scale, and mean what those of a table's typed column do; dates are days since 1970-01-01. What the
 * column's field cannot read is no error: the status and the notes of the record tell. FENJI_INVALID_ARGUMENT where there is no
 * such column. */
FENJI_API fenji_code fenji_put_text(fenji_grader* grader, size_t column, const char* text, size_t size);
FENJI_API fenji_code fenji_put_number(fenji_grader* grader, size_t column, int64_t digits, int32_t scale);
FENJI_API fenji_code fenji_put_yes_no(fenji_grader* grader, size_t column, int yes);
FENJI_API fenji_code fenji_put_date(fenji_grader* grader, size_t column, int32_t days);

typedef enum fenji_status {
  FENJI_RATED = 0,
  FENJI_INELIGIBLE = 1,
  FENJI_NOT_APPLICABLE = 2,
  FENJI_INVALID = 3,
  FENJI_INCOMPLETE = 4,
  FENJI_UNCOVERED = 5
} fenji_status;

/* Grades the record as it is. */
FENJI_API fenji_code fenji_grade(fenji_grader* grader, fenji_status* status);

/* What follows is of the record that was graded last, and good until the next cell is put or the next record is graded. */

typedef enum fenji_value_kind {
  FENJI_VALUE_NONE = 0, /* not known, or not shown with this status */
  FENJI_VALUE_TEXT = 1, /* labels too */
  FENJI_VALUE_NUMBER = 2,
  FENJI_VALUE_YES_NO = 3,
  FENJI_VALUE_DATE = 4
} fenji_value_kind;

typedef struct fenji_value {
  fenji_value_kind kind;
  int32_t scale;     /* of a number: it is its digits / 10^scale; percentages are fractions */
  int64_t number;    /* the digits, of more than 64 bits the lower ones; 1 for yes, 0 for no; days since 1970-01-01 */
  int64_t high;      /* the bits of the digits above these: 0 or -1 where 64 hold them all, with their sign */
  const char* text;  /* without a zero byte behind it */
  size_t text_size;
} fenji_value;

/* Results are those that `output` names, as fenji_describe() lists them. */
FENJI_API size_t fenji_result_count(const fenji_grader* grader);
FENJI_API fenji_code fenji_result(const fenji_grader* grader, size_t result, fenji_value* value);
/* Ends with a zero byte; empty where there is nothing to note. NULL where memory ran out. */
FENJI_API const char* fenji_notes(fenji_grader* grader);

/* ---- Where the data lives ---- */

/* Zero is right for every member but `size`. */
typedef struct fenji_sql_options {
  size_t size; /* sizeof(fenji_sql_options) */
  fenji_language language;
  uint32_t text_columns;      /* not 0: the table's columns are texts, read as cells of a list are */
  const char* const* columns; /* of the table: fields are found among them as in a list; NULL: they are named as the fields */
  size_t column_count;
} fenji_sql_options;

/* The rules as one SELECT over `table`, as `fenji sql` writes it. `dialect`: duckdb, postgres, sqlite, spark or clickhouse.
 * FENJI_UNSUPPORTED, with findings, where the dialect cannot carry the rules exactly. All columns of a book's SELECT are texts. */
FENJI_API fenji_code fenji_sql(const fenji_rules* rules, const char* dialect, const char* table, const fenji_sql_options* options,
                               char** sql, fenji_error** error);

#ifdef __cplusplus
}
#endif

#endif /* FENJI_H */
