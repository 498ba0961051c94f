#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/columns/cell.hpp"
#include "tests/columns/cell_cases.hpp"

using namespace fenji;
using namespace fenji::columns;
using namespace fenji::columns::testing;
using model::Kind;
using model::Representation;
using model::State;
using model::Value;

namespace {

model::Rules rules_with(const Field& field) {
  model::Rules made = rules();
  made.fields = {field};
  made.fields[0].used = true;
  return made;
}

// What a row of a column holds, and what a value would be there: `known 35000000`, `missing 0`.
std::string text_of(const Column& column, std::size_t row, bool blank) {
  const char* const names[] = {"known", "not_applicable", "uncovered", "missing", "invalid"};
  std::string text = names[static_cast<std::size_t>(column.states()[row])];
  if (blank) text += " blank";
  switch (column.representation()) {
    case Representation::bits:
      return text + " " + std::to_string(column.values<std::uint8_t>()[row]);
    case Representation::code:
      return text + " " + std::to_string(column.values<std::uint32_t>()[row]);
    case Representation::text:
      return text + " " + std::string(column.values<std::string_view>()[row]);
    default:
      return text + " " + std::to_string(column.values<std::int64_t>()[row]);
  }
}

std::string read_quickly(const Field& field, std::string_view cell) {
  const model::Rules made = rules_with(field);
  Column column(field.type.kind, 1, true);
  make_field_reader(made, 0)->read({&cell, 1}, 1, column);
  CHECK(column.all_known() == (column.states()[0] == State::known));
  return text_of(column, 0, column.blanks()[0] != 0);
}

std::string read_plainly(const Field& field, std::string_view cell) {
  const Value value = read_cell(cell, field, rules());
  Column column(field.type.kind, 1, true);
  column.store(0, value, value.text);
  return text_of(column, 0, value.blank);
}

Field bounded(Field field, model::Bound lower, model::Bound upper) {
  field.bounds = model::Interval{lower, upper};
  return field;
}

struct NamedField {
  std::string name;
  Field field;
};

std::vector<NamedField> fields() {
  using Cells = Field::PercentCells;
  std::vector<NamedField> result{{"money", money_field()},
                                 {"number", number_field("吨/月")},
                                 {"whole", whole_field()},
                                 {"percent", percent_field(Cells::with_sign)},
                                 {"points", percent_field(Cells::points)},
                                 {"fraction", percent_field(Cells::fraction)},
                                 {"yes/no", field_of(Kind::yes_no)},
                                 {"date", field_of(Kind::date)},
                                 {"label", label_field()},
                                 {"text", field_of(Kind::text)}};
  Field wan = money_field();
  wan.bare_number_means = {10'000, 0};
  result.push_back({"money in 万", wan});
  Field dozen = money_field();
  dozen.bare_number_means = {12, 0};
  result.push_back({"money in dozens", dozen});
  Field tenth = money_field();
  tenth.bare_number_means = {1, 1};
  result.push_back({"money in tenths", tenth});
  result.push_back({"bounded money", bounded(money_field(), {{0, 0}, false}, {{12345, 2}, true})});
  result.push_back({"bounded whole", bounded(whole_field(), {{15, 1}, true}, {{100, 0}, false})});
  result.push_back({"empty bounds", bounded(whole_field(), {{5, 0}, false}, {{5, 0}, true})});
  const model::Decimal first{model::day_from_civil(2024, 2, 1), 0};
  const model::Decimal last{model::day_from_civil(2026, 3, 1), 0};
  result.push_back({"bounded date", bounded(field_of(Kind::date), {first, true}, {last, false})});
  const std::size_t count = result.size();
  for (std::size_t i = 0; i < count; ++i) {
    NamedField with_blank = result[i];
    Value blank = read_cell(with_blank.field.type.kind == Kind::label ? "500强" : "1", with_blank.field, rules());
    if (blank.state != State::known) continue;
    with_blank.name += ", blank means something";
    with_blank.field.blank_means = blank;
    result.push_back(with_blank);
  }
  return result;
}

// Cells near those that people write: digits, signs and words of all kinds, put together at random.
class RandomCells {
 public:
  std::string next() {
    std::string cell;
    switch (below(9)) {
      case 0:
        for (int pieces = below(4); pieces >= 0; --pieces) cell += piece();
        return cell;
      case 1:
        return whole() + "." + digits(below(10));
      case 2:
        return std::string(pick({"", "-", "+", "¥"})) + whole() + std::string(pick({"%", "％", "万", "元", "", " "}));
      case 3:
        return digits(4) + std::string(pick({"-", "/", "年"})) + digits(1 + below(2)) + std::string(pick({"-", "/", "月"})) +
               digits(1 + below(2)) + std::string(pick({"", "", "日"}));
      case 4:
        return std::string(pick({" ", "", "\t", "　"})) + std::string(piece()) + std::string(pick({" ", "", "\r"}));
      case 5:
        return std::string(pick({"", "-"})) + whole() + std::string(pick({"", "%", ".5", ".50", ".123456", ".1234567890"}));
      case 6:
        return "20" + digits(2) + "-" + digits(2) + "-" + digits(2);
      case 7:
        cell = std::string(pick({"", "", "-", " "})) + digits(1 + below(3));
        for (int groups = below(4); groups >= 0; --groups) cell += "," + digits(below(12) == 0 ? 2 + below(3) : 3);
        return cell + std::string(pick({"", ".5", ".25", "%", " "}));
      default:
        return std::string(piece());
    }
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string_view pick(std::initializer_list<std::string_view> choices) {
    return choices.begin()[below(static_cast<int>(choices.size()))];
  }
  std::string digits(int count) {
    std::string result;
    for (; count > 0; --count) result += static_cast<char>('0' + below(10));
    return result;
  }
  std::string whole() { return below(6) == 0 ? digits(10 + below(12)) : digits(below(7)); }
  std::string_view piece() {
    return pick({"0",
                 "1",
                 "7",
                 "00",
                 "2026",
                 "999999999999999999",
                 "1000000000000000000",
                 ".",
                 "-",
                 "+",
                 ",",
                 "%",
                 "％",
                 "万",
                 "亿",
                 "元",
                 "吨/月",
                 "年",
                 "是",
                 "否",
                 "Y",
                 "n",
                 "yes",
                 "No",
                 "TRUE",
                 "√",
                 "×",
                 "A",
                 "Ａ",
                 "a",
                 "500强",
                 "C+",
                 "Ｃ+",
                 "合资公司",
                 "joint venture",
                 "企业（大）",
                 "企业(大)",
                 "　",
                 " ",
                 "",
                 "x",
                 "\n",
                 "\xff",
                 "\xe5\x90",
                 "1e5",
                 "nan",
                 "¥",
                 "2024-02-29",
                 "2023-02-29",
                 "2026/3/1"});
  }

  std::mt19937_64 random_{20260101};
};

std::vector<std::string> cells_to_read() {
  RandomCells random;
  std::vector<std::string> cells{"",
                                 "35%",
                                 "0.35",
                                 "-0",
                                 "0",
                                 "-0.0",
                                 "007",
                                 "1.",
                                 ".5",
                                 "999999999999.999999",
                                 "1000000000000",
                                 "-999999999999.999999",
                                 "0.0000001",
                                 "0.1000000",
                                 "123.45",
                                 "123.46",
                                 "0.01",
                                 "1.5",
                                 "2",
                                 "99",
                                 "100",
                                 "2024-01-31",
                                 "2024-02-01",
                                 "2026-02-28",
                                 "2026-03-01",
                                 "0001-01-01",
                                 "9999-12-31",
                                 "0000-01-01",
                                 "202-3-01",
                                 "20260301",
                                 "2026-3/1",
                                 "2026--3-1",
                                 "2026-03-011",
                                 "9999999999.99999999%",
                                 "100%",
                                 "C+",
                                 "合资公司合资公司合资公司合资公司",
                                 "%",
                                 "-%",
                                 "-",
                                 "1-2",
                                 "1.2.3",
                                 "-.5",
                                 "12345678901.12345",
                                 "1234567890.12345",
                                 "12345678901234567",
                                 "1,234",
                                 "-1,234.5",
                                 "12,345,678.25",
                                 "9,999,999,999.99",
                                 "99,999,999,999.9",
                                 " 678,738.28 ",
                                 "\t12.5 ",
                                 "1,234%",
                                 "0,123",
                                 "1234,567",
                                 "12,34",
                                 "1,2345",
                                 "123,4567.5",
                                 "1,234,56",
                                 ",123",
                                 "-,123",
                                 "1,,234",
                                 "123,",
                                 "1.234,567",
                                 "1,234.",
                                 "1,234.5,6",
                                 "2024/02/29",
                                 "2023/02/29",
                                 "2024-13-01",
                                 "2024-00-10",
                                 "2024-12-32",
                                 "2024-1--01",
                                 "2O24-01-31",
                                 "a\"b",
                                 "合资\"\"公司",
                                 std::string("是\0", 4),
                                 std::string("合资公司\0", 13),
                                 "一二三四五",
                                 "一二三四五六",
                                 "ABCDEFGHIJKLMN\xe5",
                                 "ABCDEFGHIJKLM\xe5\x90",
                                 "\xe5\x90 ABCDEFGHIJKL",
                                 "\x90\xe5\x90\x90"};
  for (int i = 0; i < 4'000; ++i) cells.push_back(random.next());
  return cells;
}

// Cells in raw text, where separators are bytes that must not matter.
class RawCells {
 public:
  RawCells(const std::vector<std::string>& cells, bool quoted) : text_(40, '1') {
    const std::string separators = "7%-. ,\n";
    places_.push_back(static_cast<std::uint32_t>(text_.size() - 1));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      rows_.push_back(static_cast<std::uint32_t>(i));
      text_ += quoted && (i % 3 != 0 || cells[i].starts_with('"')) ? in_quotes(cells[i]) : cells[i];
      places_.push_back(static_cast<std::uint32_t>(text_.size()));
      text_ += separators[i % separators.size()];
    }
    text_.append(40, '2');
    quotes_ = quoted;
  }
  CellSpans from(std::size_t row) {
    return {text_.data(), places_.data(), rows_.data() + row, quotes_, quotes_ ? &doubled_ : nullptr};
  }

 private:
  class Doubled : public DoubledQuotes {
   public:
    std::string_view single(std::string_view text) override {
      std::string& padded = texts_.emplace_back(32, '1');
      for (std::size_t i = 0; i < text.size(); ++i) {
        padded += text[i];
        if (text[i] == '"') ++i;
      }
      const std::size_t size = padded.size() - 32;
      padded.append(32, '2');
      return {padded.data() + 32, size};
    }

   private:
    std::deque<std::string> texts_;
  };

  static std::string in_quotes(const std::string& cell) {
    std::string all = "\"";
    for (const char c : cell) all += c == '"' ? std::string(2, '"') : std::string(1, c);
    return all + '"';
  }

  std::string text_;
  std::vector<std::uint32_t> places_, rows_;
  Doubled doubled_;
  bool quotes_ = false;
};

}  // namespace

TEST_CASE("the short way of reading agrees with read_cell") {
  const std::vector<std::string> cells = cells_to_read();
  for (const NamedField& named : fields()) {
    for (const std::string& cell : cells) {
      INFO("field: ", named.name, ", cell: '", cell, "'");
      REQUIRE(read_quickly(named.field, cell) == read_plainly(named.field, cell));
    }
  }
}

TEST_CASE("cells are read from raw text as from views, by all kernels") {
  const auto is_short = [](const std::string& cell) { return cell.size() < 16; };
  for (const auto& [quoted, all_short] : {std::pair{false, false}, {true, false}, {false, true}, {true, true}}) {
    std::vector<std::string> cells = cells_to_read();
    // Kernels may take short cells otherwise where no long one stands beside them.
    if (all_short) cells.erase(std::partition(cells.begin(), cells.end(), is_short), cells.end());
    if (quoted)
      cells.insert(cells.end(), {"\"", "\"\"", "\"合资公司\"", "\"35%\"", "\"是\"", "合资\"公司\"", "\"2026-03-01\""});
    RawCells raw(cells, quoted);
    for (const NamedField& named : fields()) {
      const model::Rules made = rules_with(named.field);
      std::vector<std::string> expected;
      CellCounts expected_counts;
      const std::vector<std::string_view> views(cells.begin(), cells.end());
      Column column(named.field.type.kind, cells.size(), true);
      expected_counts = make_field_reader(made, 0)->read(CellColumn{views.data(), 1}, cells.size(), column);
      for (std::size_t row = 0; row < cells.size(); ++row) expected.push_back(text_of(column, row, column.blanks()[row] != 0));
      for (const CellKernels& kernels : all_cell_kernels()) {
        const auto reader = make_field_reader(made, 0, kernels);
        CellCounts counts;
        std::size_t rows = 1;
        for (std::size_t first = 0; first < cells.size(); first += rows, rows = rows % 61 + 1) {
          rows = std::min(rows, cells.size() - first);
          const CellCounts more = reader->read(raw.from(first), rows, column);
          counts.blank += more.blank;
          counts.unreadable += more.unreadable;
          bool all_known = true;
          for (std::size_t row = 0; row < rows; ++row) {
            INFO(kernels.name, ", field: ", named.name, ", cell: '", cells[first + row], "'");
            REQUIRE(text_of(column, row, column.blanks()[row] != 0) == expected[first + row]);
            all_known &= column.states()[row] == State::known;
          }
          REQUIRE(column.all_known() == all_known);
        }
        CHECK(counts.blank == expected_counts.blank);
        CHECK(counts.unreadable == expected_counts.unreadable);
      }
    }
  }
}

TEST_CASE("columns are read with a stride, counted, and filled anew") {
  model::Rules made = rules_with(percent_field(Field::PercentCells::with_sign));
  made.fields.push_back(label_field());
  made.fields.back().used = true;
  made.fields.push_back(field_of(Kind::text));  // not used
  made.fields.push_back(field_of(Kind::yes_no));
  made.fields.back().used = true;
  BatchReader reader(made, 4);

  const std::vector<std::string_view> list{"35%", "A",  "p", "",     "C+", "q",  //
                                           "35",  "no", "r", " 1% ", "",   "s"};
  const CellColumn no_column{};
  const std::vector<CellColumn> cells{{list.data(), 3}, {list.data() + 1, 3}, {list.data() + 2, 3}, no_column};
  const Batch& batch = reader.read(cells, 4);
  REQUIRE(batch.rows == 4);
  const auto column = [&](std::size_t field) {
    std::string text;
    for (std::size_t row = 0; row < batch.rows; ++row)
      text += (row == 0 ? "" : ", ") + text_of(batch.columns[field], row, false);
    return text;
  };
  CHECK(column(0) == "known 35000000, missing 0, invalid 0, known 1000000");
  CHECK(column(1) == "known 4, known 7, invalid 0, missing 0");
  CHECK(column(3) == "missing 0, missing 0, missing 0, missing 0");
  CHECK(batch.columns[2].capacity() == 0);
  CHECK(batch.cell(2, 1) == "q");
  CHECK(batch.cell(0, 3) == " 1% ");
  CHECK(batch.cell(3, 0) == "");
  CHECK_FALSE(batch.columns[0].all_known());

  const std::vector<std::string_view> second{"1%", "2%"};
  reader.read(std::vector<CellColumn>{{second.data(), 1}, {list.data() + 1, 0}, no_column, no_column}, 2);
  CHECK(column(0) == "known 1000000, known 2000000");
  CHECK(batch.columns[0].all_known());
  CHECK(column(1) == "known 4, known 4");

  const auto counts = [&](std::size_t field) {
    return std::to_string(reader.counts()[field].unreadable) + " " + std::to_string(reader.counts()[field].blank);
  };
  CHECK(counts(0) == "1 1");
  CHECK(counts(1) == "1 1");
  CHECK(counts(2) == "0 0");
  CHECK_MESSAGE(counts(3) == "0 0", "the list lacks the column");
}

TEST_CASE("blank flags are kept where a condition asks for them and a blank cell can be known") {
  model::Rules made = rules_with(money_field());
  made.fields.push_back(made.fields[0]);
  made.fields.push_back(made.fields[0]);
  Value nought;
  nought.state = State::known;
  nought.number = {0, money_scale};
  made.fields[0].blank_means = nought;
  made.fields[2].blank_means = nought;
  for (const model::FieldId field : {0U, 1U}) {
    model::Expression reference;
    reference.operation = model::Operation::field;
    reference.reference = field;
    made.expressions.push_back(reference);
    model::Expression given;
    given.operation = model::Operation::given;
    given.operands = {static_cast<model::ExpressionId>(made.expressions.size() - 1)};
    made.expressions.push_back(given);
  }
  BatchReader reader(made, 2);
  const std::vector<std::string_view> list{"5", ""};
  const Batch& batch = reader.read(std::vector<CellColumn>(3, {list.data(), 1}), 2);
  REQUIRE(batch.columns[0].blanks() != nullptr);
  CHECK(text_of(batch.columns[0], 0, batch.columns[0].blanks()[0] != 0) == "known 5000000");
  CHECK(text_of(batch.columns[0], 1, batch.columns[0].blanks()[1] != 0) == "known blank 0");
  CHECK(batch.columns[1].blanks() == nullptr);
  CHECK(text_of(batch.columns[1], 1, false) == "missing 0");
  CHECK(batch.columns[2].blanks() == nullptr);
  CHECK(text_of(batch.columns[2], 1, false) == "known 0");
}
