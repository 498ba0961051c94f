/* fenji.h as a C program sees it, linked with the shared library alone. */
#include <fenji.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;

static void check(int holds, const char* what) {
  if (holds) return;
  fprintf(stderr, "does not hold: %s\n", what);
  ++failures;
}

int main(void) {
  const char* const text = "rules R\nfields\n  id: text, key\n  a: money\nb = a * 2\noutput\n  id, b\n";
  fenji_compile_options options = {0};
  fenji_rules* rules = NULL;
  fenji_error* error = NULL;
  options.size = sizeof options;
  options.as_of = "2026-03-01";
  check(fenji_compile_text(text, strlen(text), "in_c.fenji", &options, &rules, &error) == FENJI_OK, "the rules compile");
  check(error == NULL, "there is no error");
  check(strlen(fenji_version()) > 0, "there is a version");

  struct ArrowSchema schema;
  check(fenji_result_schema(rules, NULL, &schema, &error) == FENJI_OK, "the result has a schema");
  check(schema.n_children == 4 && strcmp(schema.children[1]->format, "d:38,6") == 0, "b is a decimal");
  schema.release(&schema);

  const fenji_cell cells[] = {{"id", "7", FENJI_CELL_TEXT}, {"a", "1.5", FENJI_CELL_NUMBER}};
  char* story = NULL;
  check(fenji_explain(rules, cells, 2, FENJI_ENGLISH, FENJI_TEXT, &story, &error) == FENJI_OK, "the record is explained");
  check(story != NULL && strstr(story, "7: rated") == story, "it is rated");
  fenji_text_free(story);

  fenji_grader* grader = NULL;
  fenji_status status = FENJI_INVALID;
  fenji_value b;
  check(fenji_grader_new(rules, NULL, 0, FENJI_ENGLISH, &grader, &error) == FENJI_OK, "there is a grader");
  check(fenji_put_text(grader, 0, "7", 1) == FENJI_OK && fenji_put_number(grader, 1, 15, 1) == FENJI_OK, "cells are put");
  check(fenji_grade(grader, &status) == FENJI_OK && status == FENJI_RATED, "the record is rated");
  check(fenji_result(grader, 1, &b) == FENJI_OK && b.kind == FENJI_VALUE_NUMBER && b.number == 3000000 && b.scale == 6, "b is 3");
  fenji_grader_free(grader);

  fenji_rules* none = NULL;
  check(fenji_compile_text("rules", 5, "in_c.fenji", NULL, &none, &error) == FENJI_RULES_HAVE_ERRORS, "an empty file has errors");
  check(none == NULL && error != NULL && strlen(fenji_error_message(error, FENJI_CHINESE)) > 0, "they are told");
  fenji_error_free(error);
  fenji_rules_free(rules);
  return failures == 0 ? 0 : 1;
}
