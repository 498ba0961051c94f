// The C functions: arguments are looked at, exceptions end here, and the rest is done by the files beside this one.
#include "engine/abi/fenji.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

#include "engine/abi/book_evaluation.hpp"
#include "engine/abi/book_form.hpp"
#include "engine/abi/calls.hpp"
#include "engine/abi/one_record.hpp"
#include "engine/abi/sql_query.hpp"
#include "engine/abi/table_evaluation.hpp"
#include "engine/abi/table_story.hpp"
#include "engine/books/rule_findings.hpp"
#include "engine/books/today.hpp"
#include "engine/columns/cell.hpp"
#include "engine/run/helper_threads.hpp"

using namespace fenji;
using namespace fenji::abi;

namespace {

constexpr std::uint32_t most_threads = 1024;

fenji_code refuse(fenji_error** error, Refusal refusal) {
  const fenji_code code = report(error, std::move(refusal.fault));
  if (error != nullptr) {
    (*error)->zh_findings = std::move(refusal.zh_findings);
    (*error)->en_findings = std::move(refusal.en_findings);
    (*error)->language = refusal.language;
  }
  return code;
}

char* copied(const std::string& text) {
  auto* const copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

// Options of a caller who may know fewer members than we do.
template <class Options>
Options complete(const Options* given) {
  Options options{};
  if (given != nullptr) std::memcpy(&options, given, std::min(given->size, sizeof options));
  return options;
}

std::optional<model::Day> day_of(const char* text) {
  if (text == nullptr) return books::today();
  model::Field field;
  field.type.kind = model::Kind::date;
  const model::Value value = columns::read_cell(text, field, model::Rules{});
  if (value.state != model::State::known) return std::nullopt;
  return value.day;
}

// `load(settings, as_of, today)`: the rules, or why there are none.
template <class Load>
fenji_code compile(const fenji_compile_options* given, fenji_rules** rules, fenji_error** error, Load&& load) {
  const fenji_compile_options options = complete(given);
  const auto as_of = day_of(options.as_of);
  if (!as_of) {
    return invalid(error, {fmt::format("基准日“{}”不是日期，要写成 2026-03-31", options.as_of),
                           fmt::format("the as-of day `{}` is no date: write 2026-03-31", options.as_of)});
  }
  std::vector<std::string> settings;
  if (options.parameter_count > 0 && options.parameters == nullptr) return null_argument(error);
  for (std::size_t i = 0; i < options.parameter_count; ++i) {
    if (options.parameters[i] == nullptr) return null_argument(error);
    settings.emplace_back(options.parameters[i]);
  }
  std::variant<fenji_rules, Refusal> outcome = load(settings, *as_of);
  if (auto* const refusal = std::get_if<Refusal>(&outcome)) return refuse(error, std::move(*refusal));
  *rules = new fenji_rules(std::get<fenji_rules>(std::move(outcome)));
  return FENJI_OK;
}

std::variant<fenji_rules, Refusal> rules_of(books::LoadedRules loaded) {
  auto outcome = compiled(std::move(loaded));
  if (auto* const refusal = std::get_if<Refusal>(&outcome)) return std::move(*refusal);
  return fenji_rules{std::get<SharedRules>(std::move(outcome)), nullptr};
}

std::variant<fenji_rules, Refusal> rules_of_book(const std::string& path, const std::vector<std::string>& settings,
                                                 std::optional<model::Day> as_of) {
  if (!settings.empty()) {
    return Refusal{
        {FENJI_INVALID_ARGUMENT,
         {"册子里每个规则文件的参数写在册子里，不能另给", "the parameters of a book's files are written in the book"}}};
  }
  auto outcome = compiled_book(path, as_of, books::today());
  if (auto* const refusal = std::get_if<Refusal>(&outcome)) return std::move(*refusal);
  return fenji_rules{nullptr, std::get<SharedBook>(std::move(outcome))};
}

// Behind a stream of results.
struct Results {
  std::unique_ptr<Evaluation> evaluation;
  Language language;
  std::optional<Fault> fault;  // remains
  std::string last_error;

  int fail(Fault happened) {
    fault = std::move(happened);
    last_error = fault->message.in(language);
    return fault->code == FENJI_OUT_OF_MEMORY ? ENOMEM : fault->code == FENJI_INPUT_FAILED ? EIO : EINVAL;
  }
};

template <class Body>
int guarded_call(ArrowArrayStream* stream, Body&& body) noexcept {
  auto& results = *static_cast<Results*>(stream->private_data);
  try {
    return body(results);
  } catch (...) {
    try {
      return results.fail(fault_of_exception());
    } catch (...) {
      return ENOMEM;
    }
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return guarded_call(stream, [&](Results& results) {
    give(results.evaluation->schema(), out);
    return 0;
  });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return guarded_call(stream, [&](Results& results) {
    if (results.fault) return results.fail(*results.fault);
    auto next = results.evaluation->next();
    if (auto* const fault = std::get_if<Fault>(&next)) return results.fail(std::move(*fault));
    auto& array = std::get<std::optional<OutputArray>>(next);
    if (array) {
      give(std::move(*array), out);
    } else {
      *out = {};
    }
    return 0;
  });
}

const char* get_last_error(ArrowArrayStream* stream) {
  const auto& results = *static_cast<Results*>(stream->private_data);
  return results.fault ? results.last_error.c_str() : nullptr;
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Results*>(stream->private_data);
  stream->release = nullptr;
}

TextLayout layout_of(const fenji_evaluate_options& options) { return {options.dictionary != 0, options.text_views != 0}; }

fenji_code give_text(std::variant<std::string, Fault> told, char** text, fenji_error** error) {
  if (auto* const fault = std::get_if<Fault>(&told)) return report(error, std::move(*fault));
  *text = copied(std::get<std::string>(told));
  return FENJI_OK;
}

}  // namespace

const char* fenji_version(void) { return FENJI_VERSION; }

void fenji_text_free(char* text) { std::free(text); }

fenji_code fenji_error_code(const fenji_error* error) { return error == nullptr ? FENJI_OK : error->fault.code; }

const char* fenji_error_message(const fenji_error* error, fenji_language language) {
  return error == nullptr ? "" : error->fault.message.in(error->told_in(language)).c_str();
}

const char* fenji_error_findings(const fenji_error* error, fenji_language language) {
  if (error == nullptr) return "[]";
  return error->told_in(language) == Language::chinese ? error->zh_findings.c_str() : error->en_findings.c_str();
}

void fenji_error_free(fenji_error* error) { delete error; }

fenji_code fenji_compile_file(const char* path, const fenji_compile_options* options, fenji_rules** rules,
                              fenji_error** error) {
  return guarded(error, [&] {
    if (path == nullptr || rules == nullptr) return null_argument(error);
    const bool own_day = options == nullptr || complete(options).as_of == nullptr;
    return compile(options, rules, error, [&](const std::vector<std::string>& settings, model::Day as_of) {
      if (!books::is_book(path)) return rules_of(books::load_rules(path, settings, as_of));
      return rules_of_book(path, settings, own_day ? std::nullopt : std::optional(as_of));
    });
  });
}

fenji_code fenji_compile_text(const char* text, size_t size, const char* path, const fenji_compile_options* options,
                              fenji_rules** rules, fenji_error** error) {
  return guarded(error, [&] {
    if ((text == nullptr && size > 0) || path == nullptr || rules == nullptr) return null_argument(error);
    return compile(options, rules, error, [&](const std::vector<std::string>& settings, model::Day as_of) {
      return rules_of(books::load_text(path, std::string(text, size), settings, as_of));
    });
  });
}

void fenji_rules_free(fenji_rules* rules) { delete rules; }

fenji_code fenji_describe(const fenji_rules* rules, char** json, fenji_error** error) {
  return guarded(rules, error, [&] {
    if (rules == nullptr || json == nullptr) return null_argument(error);
    *json = copied(rules->book ? description_json(*rules->book) : description_json(*rules->compiled));
    return FENJI_OK;
  });
}

fenji_code fenji_lint(const fenji_rules* rules, fenji_language language, fenji_format format, char** findings,
                      fenji_error** error) {
  return guarded(rules, error, [&] {
    if (rules == nullptr || findings == nullptr) return null_argument(error);
    const Language told_in = rules->language(language);
    if (rules->book) {
      *findings = copied(format == FENJI_JSON ? lint_json(*rules->book, told_in) : lint_text(*rules->book, told_in));
      return FENJI_OK;
    }
    const books::LoadedRules& loaded = rules->compiled->loaded;
    Diagnostics found = books::rule_findings(loaded);
    books::mark_extended(found, loaded);
    *findings = copied(format == FENJI_JSON ? findings_json(found, loaded.sources, told_in)
                                            : findings_text(found, loaded.sources, told_in));
    return FENJI_OK;
  });
}

fenji_code fenji_evaluate(const fenji_rules* rules, struct ArrowArrayStream* input, const fenji_evaluate_options* given,
                          struct ArrowArrayStream* output, fenji_error** error) {
  return guarded(rules, error, [&] {
    if (input == nullptr || input->release == nullptr) return null_argument(error);
    Owned<ArrowArrayStream> owned(input);
    if (rules == nullptr || output == nullptr) return null_argument(error);
    const fenji_evaluate_options options = complete(given);
    EvaluationSettings settings;
    settings.language = rules->language(options.language);
    settings.layout = layout_of(options);
    settings.threads = run::thread_count(std::min(options.threads, most_threads));
    if (options.batch_rows != 0) settings.piece_rows = options.batch_rows;
    const auto give_results = [&](auto evaluation) {
      if (auto* const fault = std::get_if<Fault>(&evaluation)) return report(error, std::move(*fault));
      auto results = std::make_unique<Results>();
      results->evaluation = std::move(std::get<0>(evaluation));
      results->language = settings.language;
      *output = {get_schema, get_next, get_last_error, release_stream, results.release()};
      return FENJI_OK;
    };
    if (rules->book) return give_results(BookEvaluation::make(rules->book, std::move(owned), settings));
    return give_results(TableEvaluation::make(rules->compiled, std::move(owned), settings));
  });
}

fenji_code fenji_result_schema(const fenji_rules* rules, const fenji_evaluate_options* given, struct ArrowSchema* schema,
                               fenji_error** error) {
  return guarded(rules, error, [&] {
    if (rules == nullptr || schema == nullptr) return null_argument(error);
    const fenji_evaluate_options options = complete(given);
    const Language told_in = rules->language(options.language);
    if (rules->book) {
      give(book_schema(*rules->book, told_in), schema);
    } else {
      give(ResultForm(*rules->compiled, told_in, layout_of(options)).schema, schema);
    }
    return FENJI_OK;
  });
}

fenji_code fenji_explain(const fenji_rules* rules, const fenji_cell* cells, size_t cell_count, fenji_language language,
                         fenji_format format, char** story, fenji_error** error) {
  return guarded(rules, error, [&] {
    if (rules == nullptr || story == nullptr || (cells == nullptr && cell_count > 0)) return null_argument(error);
    const Language told_in = rules->language(language);
    return give_text(rules->book ? explained(*rules->book, cells, cell_count, told_in, format)
                                 : explained(*rules->compiled, cells, cell_count, told_in, format),
                     story, error);
  });
}

fenji_code fenji_explain_in(const fenji_rules* rules, struct ArrowArrayStream* table, const char* key, fenji_language language,
                            fenji_format format, char** stories, fenji_error** error) {
  return guarded(rules, error, [&] {
    if (table == nullptr || table->release == nullptr) return null_argument(error);
    Owned<ArrowArrayStream> owned(table);
    if (rules == nullptr || key == nullptr || stories == nullptr) return null_argument(error);
    const Language told_in = rules->language(language);
    return give_text(rules->book ? explained_in(*rules->book, std::move(owned), key, told_in, format)
                                 : explained_in(*rules->compiled, std::move(owned), key, told_in, format),
                     stories, error);
  });
}

fenji_code fenji_sql(const fenji_rules* rules, const char* dialect, const char* table, const fenji_sql_options* given,
                     char** sql, fenji_error** error) {
  return guarded(rules, error, [&] {
    if (rules == nullptr || dialect == nullptr || table == nullptr || sql == nullptr) return null_argument(error);
    const auto named = dialect_named(dialect);
    if (!named) return report(error, unknown_dialect(dialect));
    const fenji_sql_options options = complete(given);
    SqlRequest request{*named, table, {}, options.text_columns != 0, rules->language(options.language)};
    if (options.columns != nullptr) request.columns.emplace();
    for (std::size_t i = 0; options.columns != nullptr && i < options.column_count; ++i) {
      if (options.columns[i] == nullptr) return null_argument(error);
      request.columns->emplace_back(options.columns[i]);
    }
    auto query = rules->book ? sql_query(*rules->book, request) : sql_query(*rules->compiled, request);
    if (auto* const refusal = std::get_if<Refusal>(&query)) return refuse(error, std::move(*refusal));
    *sql = copied(std::get<std::string>(query));
    return FENJI_OK;
  });
}
