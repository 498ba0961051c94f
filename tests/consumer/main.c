/* The installed header and shared library alone are enough to use the engine from C. */
#include <fenji.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  fenji_rules* rules = NULL;
  fenji_error* error = NULL;
  const char* const text = "rules R\nfields\n  id: text, key\noutput\n  id\n";
  if (fenji_compile_text(text, strlen(text), "rules.fenji", NULL, &rules, &error) != FENJI_OK) {
    fputs(fenji_error_message(error, FENJI_ENGLISH), stderr);
    fenji_error_free(error);
    return 1;
  }
  fenji_rules_free(rules);
  return 0;
}
