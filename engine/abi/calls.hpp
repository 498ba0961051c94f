// Stage: abi. What the C functions have in common: their handles, and how what goes wrong leaves them.
#pragma once

#include <string>
#include <utility>

#include "engine/abi/compiled_book.hpp"
#include "engine/abi/compiled_rules.hpp"
#include "engine/abi/fenji.h"

// One of both.
struct fenji_rules {
  fenji::abi::SharedRules compiled;
  fenji::abi::SharedBook book;

  fenji::Language language(fenji_language asked) const { return book ? book->language(asked) : compiled->language(asked); }
};

struct fenji_error {
  fenji::abi::Fault fault;
  std::string zh_findings = "[]", en_findings = "[]";
  fenji::Language language = fenji::Language::english;  // of the rules, where there are any

  fenji::Language told_in(fenji_language asked) const {
    if (asked == FENJI_LANGUAGE_OF_RULES) return language;
    return asked == FENJI_CHINESE ? fenji::Language::chinese : fenji::Language::english;
  }
};

namespace fenji::abi {

// Puts an error where the caller wants one; its code.
fenji_code report(fenji_error** error, Fault fault);
fenji_code invalid(fenji_error** error, Message message);
fenji_code null_argument(fenji_error** error);

// Of the exception that is being handled.
Fault fault_of_exception();

// Calls `body`; what it throws becomes an error.
template <class Body>
fenji_code guarded(fenji_error** error, Body&& body) noexcept {
  try {
    return body();
  } catch (...) {
    // Where not even the error can be made, its code is all there is.
    try {
      return report(error, fault_of_exception());
    } catch (...) {
      return FENJI_OUT_OF_MEMORY;
    }
  }
}

// The same for what is asked of `rules`: an error then knows their language.
template <class Body>
fenji_code guarded(const fenji_rules* rules, fenji_error** error, Body&& body) noexcept {
  const fenji_code code = guarded(error, std::forward<Body>(body));
  const bool made = code != FENJI_OK && code != FENJI_OUT_OF_MEMORY;  // without memory there may be no error
  if (made && rules != nullptr && error != nullptr) (*error)->language = rules->language(FENJI_LANGUAGE_OF_RULES);
  return code;
}

}  // namespace fenji::abi
