// Records graded one after another, by the functions of fenji.h.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/abi/arrow_tables.hpp"
#include "tests/lists/plain_csv.hpp"

using namespace fenji::abi::test;

namespace {

const char* const policy =
    "rules Policy\n"
    "  applies to: kind = buyer\n"
    "parameters\n"
    "  floor = 10%\n"
    "  start = 2026-03-01\n"
    "fields\n"
    "  id: text, key\n"
    "  kind: one of buyer, agent\n"
    "  sales: money 万元\n"
    "  share: percent, 0% to 100%\n"
    "  signed: date, optional\n"
    "  large: yes/no\n"
    "  note: text, optional, blank means none\n"
    "  ignored: number, optional\n"
    "eligibility gate: all of\n"
    "  enough: sales >= 10,000\n"
    "  signed: signed given\n"
    "twice = sales * 2\n"
    "vast = sales * sales * 1,000,000,000\n"
    "grade level on share\n"
    "  | at least 50%       | A |\n"
    "  | floor to under 50% | B |\n"
    "  | under floor        | C |\n"
    "output\n"
    "  id, twice, vast, level, share, signed, large, note, floor, start\n";

std::string joined(const std::vector<std::string>& row) {
  std::string text;
  for (const std::string& cell : row) text += (text.empty() ? "" : "|") + cell;
  return text;
}

class Grader {
 public:
  explicit Grader(fenji_grader* made) : grader(made) {}
  explicit Grader(const std::string& text, const std::vector<const char*>& columns = {},
                  fenji_language language = FENJI_LANGUAGE_OF_RULES) {
    const CompiledText compiled(text);
    REQUIRE(fenji_grader_new(compiled.rules, columns.empty() ? nullptr : columns.data(), columns.size(), language, &grader,
                             nullptr) == FENJI_OK);
  }
  ~Grader() { fenji_grader_free(grader); }
  Grader(const Grader&) = delete;
  Grader& operator=(const Grader&) = delete;

  void put(std::size_t column, const std::string& text) {
    CHECK(fenji_put_text(grader, column, text.data(), text.size()) == FENJI_OK);
  }
  void put(const std::vector<std::string>& texts) {
    for (std::size_t column = 0; column < texts.size(); ++column) put(column, texts[column]);
  }

  // As rows_of() tells a row of a table: results, status, notes.
  std::vector<std::string> row() {
    const char* const statuses[] = {"rated", "ineligible", "not applicable", "invalid", "incomplete", "uncovered"};
    fenji_status status = FENJI_UNCOVERED;
    CHECK(fenji_grade(grader, &status) == FENJI_OK);
    std::vector<std::string> row;
    for (std::size_t result = 0; result < fenji_result_count(grader); ++result) {
      fenji_value value;
      CHECK(fenji_result(grader, result, &value) == FENJI_OK);
      row.push_back(text_of(value));
    }
    row.emplace_back(statuses[status]);
    row.emplace_back(fenji_notes(grader));
    return row;
  }

  // The same as one text.
  std::string grade() { return joined(row()); }
  std::string note() { return row().back(); }

  fenji_grader* grader = nullptr;

 private:
  static std::string text_of(const fenji_value& value) {
    switch (value.kind) {
      case FENJI_VALUE_NONE:
        break;
      case FENJI_VALUE_TEXT:
        return {value.text, value.text_size};
      case FENJI_VALUE_YES_NO:
      case FENJI_VALUE_DATE:
        return std::to_string(value.number);
      case FENJI_VALUE_NUMBER: {
        const auto digits = static_cast<fenji::model::Int128>(static_cast<fenji::model::UInt128>(value.high) << 64 |
                                                              static_cast<std::uint64_t>(value.number));
        return digits_of(digits, static_cast<std::size_t>(value.scale));
      }
    }
    return null_text;
  }
};

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("cells as texts, as in a list") {
  Grader grader(policy);
  grader.put({"7", "buyer", "2", "12%", "2026-02-03", "yes", "seen", "?"});
  const std::string rated = "7|40000.000000|400000000000000000.000000000000|B|0.12000000|20487|1|seen|0.1|20513|rated|";
  CHECK(grader.grade() == rated);
  grader.put(4, "");
  grader.put(2, "1000元");
  CHECK(grader.grade() == "7|(null)|(null)|(null)|0.12000000|(null)|1|seen|0.1|20513|ineligible|Not met: enough, signed");
  grader.put(2, "many");
  grader.put(3, "12");
  CHECK(grader.note() == "Not met: signed");
  grader.put(4, "2026-02-03");
  CHECK(grader.note() == "Unreadable: sales \"many\"");
  grader.put(1, "agent");
  CHECK(grader.grade() == "7|(null)|(null)|(null)|(null)|20487|1|seen|0.1|20513|not applicable|");
  grader.put(1, "buyer");
  grader.put(2, "2");
  grader.put(3, "12%");
  CHECK(grader.grade() == rated);
  CHECK(fenji_clear(grader.grader) == FENJI_OK);
  CHECK(grader.grade() == "(null)|(null)|(null)|(null)|(null)|(null)|(null)|none|0.1|20513|incomplete|Missing: kind");
}

TEST_CASE("typed cells mean what those of a table do") {
  Grader grader(policy, {"kind", "sales（元）", "share", "signed", "large", "id", "note", "of no field"}, FENJI_CHINESE);
  fenji_grader* const it = grader.grader;
  grader.put(0, "buyer");
  CHECK(fenji_put_number(it, 1, 2'000'000, 2) == FENJI_OK);
  CHECK(fenji_put_number(it, 2, 5, 1) == FENJI_OK);
  CHECK(fenji_put_date(it, 3, 20'487) == FENJI_OK);
  CHECK(fenji_put_yes_no(it, 4, 0) == FENJI_OK);
  CHECK(fenji_put_number(it, 5, 7, 0) == FENJI_OK);
  CHECK(fenji_put_number(it, 6, 12'5, 1) == FENJI_OK);
  CHECK(fenji_put_number(it, 7, 1, 0) == FENJI_OK);
  CHECK(grader.grade() == "7|40000.000000|400000000000000000.000000000000|A|0.50000000|20487|0|12.5|0.1|20513|rated|");
  CHECK(fenji_put_number(it, 1, -3, -6) == FENJI_OK);
  CHECK(grader.note() == "未满足：enough");
  CHECK(fenji_put_number(it, 1, 3, -6) == FENJI_OK);
  CHECK(fenji_put_number(it, 2, 101, 2) == FENJI_OK);
  CHECK(grader.note() == "无法识别：share“101%”");
  CHECK(fenji_put_number(it, 2, 1, -30) == FENJI_OK);
  CHECK(grader.row()[10] == "invalid");
  CHECK(fenji_put_yes_no(it, 2, 1) == FENJI_OK);
  CHECK(grader.note() == "无法识别：share“true”");
  CHECK(fenji_put_number(it, 2, 0, 0) == FENJI_OK);
  CHECK(fenji_put_date(it, 3, 2'000'000'000) == FENJI_OK);
  CHECK(grader.note() == "无法识别：signed“day 2000000000”");
}

TEST_CASE("records of the packs' lists are graded as the lists are") {
  const std::filesystem::path packs = std::filesystem::path(FENJI_SOURCE_DIR) / "rules";
  int compared = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(packs)) {
    std::filesystem::path list = entry.path();
    if (list.extension() != ".fenji") continue;
    list.replace_extension(".customers.csv");
    if (!std::filesystem::exists(list)) continue;
    CAPTURE(list.string());
    fenji_compile_options options{};
    options.size = sizeof options;
    options.as_of = "2026-03-01";
    fenji_rules* rules = nullptr;
    REQUIRE(fenji_compile_file(entry.path().c_str(), &options, &rules, nullptr) == FENJI_OK);
    std::vector<fenji::lists::test::PlainRecord> records =
        fenji::lists::test::PlainCsv(file_text(list), std::size_t{1} << 20).records();
    const std::vector<std::string> header = records.front().cells;
    records.erase(records.begin());

    MadeStream made;
    std::vector<const char*> names;
    for (std::size_t column = 0; column < header.size(); ++column) {
      std::vector<const char*> cells;
      for (auto& record : records) {
        record.cells.resize(header.size());
        cells.push_back(record.cells[column].c_str());
      }
      made.columns.push_back({header[column], "u", "", {texts<std::int32_t>(cells)}});
      names.push_back(header[column].c_str());
    }
    fenji_evaluate_options in_english{};
    in_english.size = sizeof in_english;
    in_english.language = FENJI_ENGLISH;
    const Rows expected = graded(rules, made, &in_english);

    fenji_grader* grader = nullptr;
    const fenji_code code = fenji_grader_new(rules, names.data(), names.size(), FENJI_ENGLISH, &grader, nullptr);
    fenji_rules_free(rules);
    if (code == FENJI_UNSUPPORTED) continue;
    REQUIRE(code == FENJI_OK);
    Grader held(grader);
    for (std::size_t record = 0; record < records.size(); ++record) {
      held.put(records[record].cells);
      CHECK(held.grade() == joined(expected[record]));
      ++compared;
    }
  }
  CHECK(compared > 400);
}

TEST_CASE("callers who get it wrong") {
  const CompiledText compiled(policy);
  fenji_grader* grader = nullptr;
  fenji_error* error = nullptr;
  const char* const wrong[] = {"kind", "kind"};
  CHECK(fenji_grader_new(compiled.rules, wrong, 2, FENJI_ENGLISH, &grader, &error) == FENJI_TABLE_UNSUITABLE);
  CHECK(grader == nullptr);
  fenji_error_free(error);
  const CompiledText whole("rules R\nfields\n  id: text, key\n  a: money\nb = round(share(a), 4)\noutput\n  id, b\n");
  CHECK(fenji_grader_new(whole.rules, nullptr, 0, FENJI_ENGLISH, &grader, nullptr) == FENJI_UNSUPPORTED);
  CHECK(fenji_grader_new(nullptr, nullptr, 0, FENJI_ENGLISH, &grader, nullptr) == FENJI_INVALID_ARGUMENT);

  Grader made(policy);
  CHECK(std::string(fenji_notes(made.grader)).empty());
  fenji_value value;
  CHECK(fenji_result(made.grader, 0, &value) == FENJI_OK);
  CHECK(value.kind == FENJI_VALUE_NONE);
  CHECK(fenji_result(made.grader, 10, &value) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_put_text(made.grader, 8, "x", 1) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_put_text(made.grader, 0, nullptr, 1) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_put_number(made.grader, 2, 1, 5'000) == FENJI_INVALID_ARGUMENT);
  CHECK(fenji_grade(made.grader, nullptr) == FENJI_INVALID_ARGUMENT);
  fenji_grader_free(nullptr);
}
