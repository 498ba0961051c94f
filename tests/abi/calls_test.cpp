// The other functions of fenji.h, and callers who get them wrong.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/abi/arrow_tables.hpp"

using namespace fenji::abi::test;

namespace {

const char* const policy =
    "rules Policy\n"
    "parameters\n"
    "  floor = 10%\n"
    "  start = as of\n"
    "fields\n"
    "  id: text, key\n"
    "  share: percent\n"
    "  sales: money 万元\n"
    "grade level on share\n"
    "  | at least 50% | A |\n"
    "  | floor to under 50% | B |\n"
    "  | under floor | C |\n"
    "examples\n"
    "  | share | => level |\n"
    "  | 20%   | A |\n"
    "output\n"
    "  id, level, sales, start, floor\n";

// Owns what a function gives out.
struct Error {
  fenji_error* error = nullptr;
  ~Error() { fenji_error_free(error); }
  std::string message(fenji_language language = FENJI_ENGLISH) const { return fenji_error_message(error, language); }
  std::string findings(fenji_language language = FENJI_ENGLISH) const { return fenji_error_findings(error, language); }
};

std::string taken(char* text) {
  std::string copy = text;
  fenji_text_free(text);
  return copy;
}

fenji_code compile(const std::string& text, const fenji_compile_options& options, fenji_rules** rules, Error& error) {
  return fenji_compile_text(text.data(), text.size(), "test.fenji", &options, rules, &error.error);
}

fenji_compile_options compile_options() {
  fenji_compile_options options{};
  options.size = sizeof options;
  return options;
}

std::string explained(const fenji_rules* rules, const std::vector<fenji_cell>& cells, fenji_format format = FENJI_TEXT) {
  char* story = nullptr;
  Error error;
  if (fenji_explain(rules, cells.data(), cells.size(), FENJI_ENGLISH, format, &story, &error.error) != FENJI_OK) {
    CHECK(story == nullptr);
    return error.message();
  }
  return taken(story);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("rules with errors: the findings as text and as data, in both languages") {
  fenji_rules* rules = nullptr;
  Error error;
  CHECK(compile("rules R\nfields\n  id: text, key\n  a: mony\noutput\n  id\n", compile_options(), &rules, error) ==
        FENJI_RULES_HAVE_ERRORS);
  CHECK(rules == nullptr);
  CHECK(fenji_error_code(error.error) == FENJI_RULES_HAVE_ERRORS);
  CHECK(holds(error.message(), "test.fenji:4:6: error: unknown `mony` [syntax]"));
  CHECK(holds(error.message(FENJI_CHINESE), "test.fenji:4:6: 错误："));
  CHECK(holds(error.findings(), R"([{"name":"syntax","severity":"error","message":"unknown `mony`")"));
  CHECK(holds(error.findings(FENJI_CHINESE), "mony"));
}

TEST_CASE("files that cannot be read, and books") {
  fenji_rules* rules = nullptr;
  Error error, book;
  CHECK(fenji_compile_file("no/such.fenji", nullptr, &rules, &error.error) == FENJI_FILE_UNREADABLE);
  CHECK(holds(error.message(), "no/such.fenji"));
  CHECK(error.findings() == "[]");
  CHECK(fenji_compile_file("some.book.toml", nullptr, &rules, &book.error) == FENJI_FILE_UNREADABLE);
  CHECK(holds(book.message(), "some.book.toml"));
  CHECK(fenji_compile_file("no/such.fenji", nullptr, &rules, nullptr) == FENJI_FILE_UNREADABLE);
}

TEST_CASE("a file brings in what it extends") {
  fenji_rules* rules = nullptr;
  Error error;
  const std::string path = std::string(FENJI_SOURCE_DIR) + "/rules/government/urban.fenji";
  REQUIRE(fenji_compile_file(path.c_str(), nullptr, &rules, &error.error) == FENJI_OK);
  char* json = nullptr;
  REQUIRE(fenji_describe(rules, &json, nullptr) == FENJI_OK);
  const std::string description = taken(json);
  CHECK(holds(description, "urban.fenji"));
  CHECK(holds(description, "mms.fenji"));
  fenji_rules_free(rules);
}

TEST_CASE("parameters and the as-of day") {
  const char* const settings[] = {"floor=30%"};
  fenji_compile_options options = compile_options();
  options.parameters = settings;
  options.parameter_count = 1;
  options.as_of = "2026-03-31";
  fenji_rules* rules = nullptr;
  Error error;
  REQUIRE(compile(policy, options, &rules, error) == FENJI_OK);
  MadeStream made;
  made.columns = {{"id", "u", "", {texts<std::int32_t>({"1"})}},
                  {"share", "g", "", {fixed<double>({0.2})}},
                  {"sales", "i", "", {fixed<std::int32_t>({3})}}};
  CHECK(graded(rules, made) == Rows{{"1", "C", "30000.000000", "20543", "0.3", "rated", ""}});
  fenji_rules_free(rules);

  const auto refusal = [&](const char* setting, const char* as_of) {
    Error wrong;
    options.parameters = &setting;
    options.as_of = as_of;
    fenji_rules* none = nullptr;
    CHECK(compile(policy, options, &none, wrong) == FENJI_INVALID_ARGUMENT);
    CHECK(none == nullptr);
    return wrong.message();
  };
  CHECK(holds(refusal("celing=30%", nullptr), "celing"));
  CHECK(holds(refusal("floor=high", nullptr), "floor"));
  CHECK(holds(refusal("floor", nullptr), "NAME=VALUE"));
  CHECK(holds(refusal("floor=30%", "2026-02-30"), "`2026-02-30` is no date"));
  CHECK(holds(refusal(nullptr, nullptr), "NULL"));
}

TEST_CASE("options of an older caller are filled up") {
  fenji_compile_options options = compile_options();
  options.size = offsetof(fenji_compile_options, as_of);
  options.as_of = "no day, and never looked at";
  fenji_rules* rules = nullptr;
  Error error;
  CHECK(compile(policy, options, &rules, error) == FENJI_OK);
  fenji_rules_free(rules);
}

TEST_CASE("findings of rules that run") {
  const CompiledText compiled(policy);
  char* findings = nullptr;
  REQUIRE(fenji_lint(compiled.rules, FENJI_LANGUAGE_OF_RULES, FENJI_TEXT, &findings, nullptr) == FENJI_OK);
  CHECK(holds(taken(findings), "[example-failed]"));
  REQUIRE(fenji_lint(compiled.rules, FENJI_CHINESE, FENJI_JSON, &findings, nullptr) == FENJI_OK);
  CHECK(holds(taken(findings), R"("name":"example-failed","severity":"error")"));
}

TEST_CASE("a description of the rules") {
  const CompiledText compiled(policy);
  char* json = nullptr;
  REQUIRE(fenji_describe(compiled.rules, &json, nullptr) == FENJI_OK);
  const std::string text = taken(json);
  CHECK(holds(text, R"("title":"Policy","version":"","language":"en")"));
  CHECK(holds(text, R"({"name":"share","type":"percent","bare_number_means":"1","key":false,"optional":false,"used":true})"));
  CHECK(holds(text, R"({"name":"sales","type":"money","unit":"元","bare_number_means":"10000",)"));
  CHECK(holds(text, R"({"name":"floor","type":"percent","value":"10%"})"));
  CHECK(holds(text, R"({"name":"level","type":"label","labels":["A","B","C"]})"));
  CHECK(holds(text, R"("whole_list":false)"));
}

TEST_CASE("one record explained: cells as of a list, numbers as of a typed column") {
  const CompiledText compiled(policy);
  const auto with_share = [&](const char* share, fenji_cell_kind kind) {
    return explained(compiled.rules, {{"id", "7", FENJI_CELL_NUMBER}, {"share", share, kind}, {"sales", "3", FENJI_CELL_TEXT}});
  };
  CHECK(holds(with_share("50%", FENJI_CELL_TEXT), "7: rated\n  level  A"));
  CHECK(holds(with_share("0.5", FENJI_CELL_NUMBER), "7: rated\n  level  A"));
  CHECK(holds(with_share("5e-1", FENJI_CELL_NUMBER), "7: rated\n  level  A"));
  CHECK(holds(with_share("0.5", FENJI_CELL_TEXT), "7: invalid"));
  CHECK(holds(with_share("nan", FENJI_CELL_NUMBER), "7: invalid"));
  CHECK(holds(with_share(nullptr, FENJI_CELL_TEXT), "7: incomplete"));
  CHECK(holds(with_share("", FENJI_CELL_NUMBER), "7: incomplete"));
  CHECK(holds(
      explained(compiled.rules,
                {{"id", "7", FENJI_CELL_TEXT}, {"share", "50%", FENJI_CELL_TEXT}, {"sales", "3", FENJI_CELL_TEXT}}, FENJI_JSON),
      R"("status": "rated")"));
  CHECK(explained(compiled.rules, {{"id", "7", FENJI_CELL_TEXT}}) == "the list lacks these columns: `share`, `sales`");
  const CompiledText ranking("rules R\nfields\n  id: text, key\n  a: money\nplace = rank(a)\noutput\n  id, place\n");
  CHECK(holds(explained(ranking.rules, {{"id", "7", FENJI_CELL_TEXT}, {"a", "1", FENJI_CELL_TEXT}}), "the whole list"));
}

TEST_CASE("errors are told in the language of the rules where the caller asks for no other") {
  const std::string chinese = "规则 甲\n字段\n  编号: 文本, 唯一编号\n  分: 数\n倍 = 分 * 2\n输出\n  编号、倍\n";
  fenji_rules* rules = nullptr;
  const auto refused = [&](const std::string& text, const char* parameter) {
    fenji_compile_options options = compile_options();
    options.parameters = &parameter;
    options.parameter_count = parameter == nullptr ? 0 : 1;
    Error error;
    REQUIRE(compile(text, options, &rules, error) != FENJI_OK);
    return error.message(FENJI_LANGUAGE_OF_RULES) + error.findings(FENJI_LANGUAGE_OF_RULES);
  };
  CHECK(holds(refused(chinese + "  丙\n", nullptr), "错误："));
  CHECK_FALSE(holds(refused(chinese, "没有=1"), "there is no"));
  Error none;
  REQUIRE(compile(chinese, compile_options(), &rules, none) == FENJI_OK);
  char* text = nullptr;
  Error sql;
  REQUIRE(fenji_sql(rules, "oracle", "t", nullptr, &text, &sql.error) == FENJI_INVALID_ARGUMENT);
  CHECK(sql.message(FENJI_LANGUAGE_OF_RULES) == sql.message(FENJI_CHINESE));
  CHECK(sql.message(FENJI_LANGUAGE_OF_RULES) != sql.message(FENJI_ENGLISH));
  Error grader;
  const char* const columns[] = {"编号"};
  fenji_grader* made = nullptr;
  REQUIRE(fenji_grader_new(rules, columns, 1, FENJI_LANGUAGE_OF_RULES, &made, &grader.error) != FENJI_OK);
  CHECK(grader.message(FENJI_LANGUAGE_OF_RULES) == grader.message(FENJI_CHINESE));
  fenji_rules_free(rules);
}

TEST_CASE("NULL where it may not be") {
  const CompiledText compiled(policy);
  fenji_rules* rules = nullptr;
  char* text = nullptr;
  ArrowSchema schema;
  ArrowArrayStream output;
  Error error;
  CHECK(fenji_compile_file(nullptr, nullptr, &rules, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_compile_file("x.fenji", nullptr, nullptr, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_compile_text(nullptr, 3, "x.fenji", nullptr, &rules, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_compile_text("", 0, nullptr, nullptr, &rules, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_describe(nullptr, &text, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_lint(compiled.rules, FENJI_ENGLISH, FENJI_TEXT, nullptr, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_result_schema(nullptr, nullptr, &schema, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_explain(compiled.rules, nullptr, 1, FENJI_ENGLISH, FENJI_TEXT, &text, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_evaluate(compiled.rules, nullptr, nullptr, &output, &error.error) == FENJI_INVALID_ARGUMENT);
  CHECK(holds(error.message(), "NULL"));
  Releases releases;
  ArrowArrayStream input = stream_of({}, releases);
  CHECK(fenji_evaluate(nullptr, &input, nullptr, &output, nullptr) == FENJI_INVALID_ARGUMENT);
  CHECK(releases.streams == 1);
  CHECK((input.release == nullptr));
  CHECK(fenji_evaluate(compiled.rules, &input, nullptr, &output, nullptr) == FENJI_INVALID_ARGUMENT);
  fenji_rules_free(nullptr);
  fenji_error_free(nullptr);
  fenji_text_free(nullptr);
  CHECK(std::string(fenji_error_message(nullptr, FENJI_ENGLISH)).empty());
  CHECK(fenji_error_code(nullptr) == FENJI_OK);
}
