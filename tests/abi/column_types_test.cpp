// What a column of each Arrow type is read as by each kind of field.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "engine/model/int128.hpp"
#include "tests/abi/arrow_tables.hpp"

using namespace fenji::abi::test;
using fenji::model::Int128;

namespace {

// By row: the value that the field comes back as, or null_text, and the notes.
using Cells = std::vector<std::pair<std::string, std::string>>;

const char* const not_given = "Not met: given";
std::string unreadable(const std::string& cell) { return "Unreadable: x \"" + cell + "\""; }

Cells read(const std::string& declaration, MadeColumn column, std::int64_t table_offset = 0) {
  const CompiledText compiled(
      "rules One field\n"
      "fields\n"
      "  id: text, key, optional\n"
      "  x: " +
      declaration +
      "\n"
      "eligibility gate: all of\n"
      "  given: x given\n"
      "output\n"
      "  x\n");
  column.name = "x";
  MadeStream made;
  made.columns.push_back(std::move(column));
  made.table_offset = table_offset;
  Cells cells;
  for (const auto& row : graded(compiled.rules, std::move(made))) {
    if (row.size() == 2) {
      cells.emplace_back(row[0], row[1]);
    } else {
      cells.emplace_back(row[0], row[2]);
    }
  }
  return cells;
}

MadeColumn column(const std::string& format, MadeArray array, const std::string& entries = {}) {
  return {"x", format, entries, {std::move(array)}};
}

MadeArray sliced(MadeArray array, std::int64_t offset) {
  array.offset = offset;
  array.length -= offset;
  return array;
}

template <class T>
Cells whole(const std::string& format, const std::vector<T>& values) {
  return read("whole number, -5 to 200", column(format, fixed(values)));
}

}  // namespace

TEST_CASE("integers of all widths") {
  CHECK(whole<std::int8_t>("c", {-5, -6, 127}) == Cells{{"-5", ""}, {null_text, unreadable("-6")}, {"127", ""}});
  CHECK(whole<std::uint8_t>("C", {0, 200, 255}) == Cells{{"0", ""}, {"200", ""}, {null_text, unreadable("255")}});
  CHECK(whole<std::int16_t>("s", {-300, 3}) == Cells{{null_text, unreadable("-300")}, {"3", ""}});
  CHECK(whole<std::uint16_t>("S", {65535, 3}) == Cells{{null_text, unreadable("65535")}, {"3", ""}});
  CHECK(whole<std::int32_t>("i", {-2147483647 - 1, 3}) == Cells{{null_text, unreadable("-2147483648")}, {"3", ""}});
  CHECK(whole<std::uint32_t>("I", {4294967295U, 3}) == Cells{{null_text, unreadable("4294967295")}, {"3", ""}});
  CHECK(whole<std::int64_t>("l", {std::numeric_limits<std::int64_t>::min(), 3}) ==
        Cells{{null_text, unreadable("-9223372036854775808")}, {"3", ""}});
  CHECK(whole<std::uint64_t>("L", {std::numeric_limits<std::uint64_t>::max(), 3}) ==
        Cells{{null_text, unreadable("18446744073709551615")}, {"3", ""}});
}

TEST_CASE("numbers mean what a bare number in a cell means") {
  const auto array = fixed<std::int32_t>({800});
  CHECK(read("money", column("i", array)) == Cells{{"800.000000", ""}});
  CHECK(read("money 万元", column("i", array)) == Cells{{"8000000.000000", ""}});
  CHECK(read("number 吨", column("i", array)) == Cells{{"800.000000", ""}});
  CHECK(read("whole number", column("i", array)) == Cells{{"800", ""}});
  CHECK(read("percent in points", column("i", array)) == Cells{{"8.00000000", ""}});
  CHECK(read("percent", column("i", array)) == Cells{{"800.00000000", ""}});
  CHECK(read("percent as fraction", column("i", array)) == Cells{{"800.00000000", ""}});
}

TEST_CASE("the greatest numbers that a cell holds") {
  constexpr std::int64_t limit = 999'999'999'999;  // with six decimal places
  const auto array = fixed<std::int64_t>({limit, limit + 1, -limit, -limit - 1});
  CHECK(read("money", column("l", array)) == Cells{{"999999999999.000000", ""},
                                                   {null_text, unreadable("1000000000000")},
                                                   {"-999999999999.000000", ""},
                                                   {null_text, unreadable("-1000000000000")}});
}

TEST_CASE("decimals of all widths") {
  const Cells expected{{"12.500000", ""}, {"-0.010000", ""}, {null_text, not_given}};
  const std::vector<bool> valid{true, true, false};
  CHECK(read("money", column("d:9,2,32", fixed<std::int32_t>({1250, -1, 7}, valid))) == expected);
  CHECK(read("money", column("d:18,2,64", fixed<std::int64_t>({1250, -1, 7}, valid))) == expected);
  CHECK(read("money", column("d:38,2", fixed<Int128>({1250, -1, 7}, valid))) == expected);
  CHECK(read("money", column("d:38,2,128", fixed<Int128>({1250, -1, 7}, valid))) == expected);
  MadeArray wide = fixed<Int128>({1250, 0, -1, -1, 7, 0}, valid);
  wide.length = 3;
  CHECK(read("money", column("d:76,2,256", wide)) == expected);
  MadeArray too_wide = fixed<Int128>({0, 1});
  too_wide.length = 1;
  CHECK(read("money", column("d:76,2,256", too_wide)) == Cells{{null_text, unreadable("decimal of more than 128 bits")}});
}

TEST_CASE("scales of decimals: places that are zeros do not count, others do") {
  CHECK(read("money", column("d:38,8", fixed<Int128>({1'2345'6700, 1'2345'6710, 0}))) ==
        Cells{{"1.234567", ""}, {null_text, unreadable("1.2345671")}, {"0.000000", ""}});
  CHECK(read("whole number", column("d:38,2", fixed<Int128>({300, 350}))) == Cells{{"3", ""}, {null_text, unreadable("3.5")}});
  CHECK(read("money", column("d:5,-3", fixed<Int128>({12}))) == Cells{{"12000.000000", ""}});
  CHECK(read("money", column("d:38,-38", fixed<Int128>({0, 1}))) ==
        Cells{{"0.000000", ""}, {null_text, unreadable("1" + std::string(38, '0'))}});
  CHECK(read("money", column("d:38,38", fixed<Int128>({0, fenji::model::int128_max}))).front() ==
        std::pair<std::string, std::string>{"0.000000", ""});
}

TEST_CASE("floating point numbers are the shortest decimals that name them") {
  const std::vector<double> values{0.1, 0.35, 1234567.89, -0.0, 1e-6, 1e-7, 0.1 + 0.2, 1e300, 999999999999.0};
  CHECK(read("money", column("g", fixed(values))) == Cells{{"0.100000", ""},
                                                           {"0.350000", ""},
                                                           {"1234567.890000", ""},
                                                           {"0.000000", ""},
                                                           {"0.000001", ""},
                                                           {null_text, unreadable("0.0000001")},
                                                           {null_text, unreadable("0.30000000000000004")},
                                                           {null_text, unreadable("1" + std::string(39, '0') + "…")},
                                                           {"999999999999.000000", ""}});
  const double inf = std::numeric_limits<double>::infinity();
  CHECK(read("money", column("g", fixed<double>({NAN, inf, -inf}))) ==
        Cells{{null_text, unreadable("NaN")}, {null_text, unreadable("inf")}, {null_text, unreadable("-inf")}});
  CHECK(read("percent", column("f", fixed<float>({0.35F, 0.1F, 16777216.0F}))) ==
        Cells{{"0.35000000", ""}, {"0.10000000", ""}, {"16777216.00000000", ""}});
  CHECK(read("percent in points", column("g", fixed<double>({35, 12.345678}))) ==
        Cells{{"0.35000000", ""}, {"0.12345678", ""}});
  CHECK(read("percent", column("g", fixed<double>({0.12345678, 0.123456789}))) ==
        Cells{{"0.12345678", ""}, {null_text, unreadable("12.3456789%")}});
  CHECK(read("money 万元", column("g", fixed<double>({0.0000000001, 800.5}))) ==
        Cells{{"0.000001", ""}, {"8005000.000000", ""}});
  CHECK(read("whole number", column("g", fixed<double>({3.0, 3.5}))) == Cells{{"3", ""}, {null_text, unreadable("3.5")}});
}

TEST_CASE("percentages that cannot be read are quoted as percentages") {
  const auto array = fixed<double>({2.5, 0.5, NAN});
  const Cells half{{null_text, unreadable("250%")}, {"0.50000000", ""}, {null_text, unreadable("NaN")}};
  CHECK(read("percent, at most 100%", column("g", array)) == half);
  CHECK(read("percent as fraction, at most 100%", column("g", array)) == half);
  CHECK(read("percent in points, at most 1%", column("g", array)) ==
        Cells{{null_text, unreadable("2.5%")}, {"0.00500000", ""}, {null_text, unreadable("NaN")}});
}

TEST_CASE("the name of a column says the unit of its bare numbers") {
  const CompiledText compiled(
      "rules R\nfields\n  id: text, key\n  budget: money\n  margin: percent\noutput\n  id, budget, margin\n");
  MadeStream made;
  made.columns = {{"id", "u", "", {texts<std::int32_t>({"1"})}},
                  {"budget (万元)", "l", "", {fixed<std::int64_t>({3})}},
                  {"margin (%)", "l", "", {fixed<std::int64_t>({35})}}};
  CHECK(graded(compiled.rules, made) == Rows{{"1", "30000.000000", "0.35000000", "rated", ""}});
}

TEST_CASE("texts are cells, whatever their layout") {
  const std::vector<const char*> cells{"800万", "  1,000 ", "", nullptr, "about 1,000,000 yuan", "１２"};
  const Cells expected{{"8000000.000000", ""},
                       {"1000.000000", ""},
                       {null_text, not_given},
                       {null_text, not_given},
                       {null_text, unreadable("about 1,000,000 yuan")},
                       {"12.000000", ""}};
  CHECK(read("money", column("u", texts<std::int32_t>(cells))) == expected);
  CHECK(read("money", column("U", texts<std::int64_t>(cells))) == expected);
  CHECK(read("money", column("vu", text_views(cells))) == expected);
  CHECK(read("percent", column("u", texts<std::int32_t>({"35%", "35", "0.35"}))) ==
        Cells{{"0.35000000", ""}, {null_text, unreadable("35")}, {null_text, unreadable("0.35")}});
  CHECK(read("text", column("u", texts<std::int32_t>({" a ", "\xFF"}))) == Cells{{"a", ""}, {null_text, unreadable("\uFFFD")}});
}

TEST_CASE("yes and no") {
  const Cells expected{{"1", ""}, {"0", ""}, {null_text, not_given}};
  CHECK(read("yes/no", column("b", booleans({true, false, true}, {true, true, false}))) == expected);
  CHECK(read("yes/no", column("l", fixed<std::int64_t>({1, 0, 5}, {true, true, false}))) == expected);
  CHECK(read("yes/no", column("g", fixed<double>({1, 0, 2}))) == Cells{{"1", ""}, {"0", ""}, {null_text, unreadable("2")}});
  CHECK(read("yes/no", column("u", texts<std::int32_t>({"是", "no", nullptr}))) == expected);
}

TEST_CASE("dates are days, times of day are left out") {
  constexpr std::int64_t day = 20'000;  // 2024-10-04
  const Cells expected{{"20000", ""}, {"-1", ""}, {null_text, not_given}};
  const std::vector<bool> valid{true, true, false};
  const auto instants = [&](std::int64_t per_day) { return fixed<std::int64_t>({day * per_day + per_day / 2, -1, 0}, valid); };
  CHECK(read("date", column("tdD", fixed<std::int32_t>({20'000, -1, 0}, valid))) == expected);
  CHECK(read("date", column("tdm", instants(86'400'000))) == expected);
  CHECK(read("date", column("tss:", instants(86'400))) == expected);
  CHECK(read("date", column("tsm:UTC", instants(86'400'000))) == expected);
  CHECK(read("date", column("tsu:+00:00", instants(86'400'000'000))) == expected);
  CHECK(read("date", column("tsn:", instants(86'400'000'000'000))) == expected);
  CHECK(read("date", column("u", texts<std::int32_t>({"2024-10-04", "1969/12/31", nullptr}))) == expected);
  // 22:00 in Greenwich is the next morning in China, and still the day before in New York.
  const auto evening = fixed<std::int64_t>({day * 86'400 + 22 * 3600, day * 86'400 + 3600});
  CHECK(read("date", column("tss:+08:00", evening)) == Cells{{"20001", ""}, {"20000", ""}});
  CHECK(read("date", column("tss:-0500", evening)) == Cells{{"20000", ""}, {"19999", ""}});
  CHECK(
      read("date", column("tdD", fixed<std::int32_t>({2'932'896, 2'932'897, -719'162, -719'163}))) ==
      Cells{{"2932896", ""}, {null_text, unreadable("day 2932897")}, {"-719162", ""}, {null_text, unreadable("day -719163")}});
  CHECK(read("date, at least 2024-10-04", column("tdD", fixed<std::int32_t>({20'000, 19'999}))) ==
        Cells{{"20000", ""}, {null_text, unreadable("2024-10-03")}});
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  CHECK(read("date", column("tss:-0500", fixed<std::int64_t>({least, std::numeric_limits<std::int64_t>::max()}))).size() == 2);
}

TEST_CASE("texts and options from typed columns") {
  CHECK(read("text", column("l", fixed<std::int64_t>({1001, -7}))) == Cells{{"1001", ""}, {"-7", ""}});
  CHECK(read("text", column("g", fixed<double>({1001.0, 0.5}))) == Cells{{"1001", ""}, {"0.5", ""}});
  CHECK(read("text", column("d:9,2", fixed<Int128>({1250}))) == Cells{{"12.5", ""}});
  CHECK(read("text", column("b", booleans({true, false}))) == Cells{{"true", ""}, {"false", ""}});
  CHECK(read("text", column("tdD", fixed<std::int32_t>({20'000}))) == Cells{{"2024-10-04", ""}});
  CHECK(read("one of 1, 2", column("i", fixed<std::int32_t>({2, 3}))) == Cells{{"2", ""}, {null_text, unreadable("3")}});
}

TEST_CASE("columns of nothing, and columns that are not there") {
  MadeArray nothing;
  nothing.length = 2;
  nothing.null_count = 2;
  const Cells missing{{null_text, not_given}, {null_text, not_given}};
  for (const char* const declaration : {"money", "date", "yes/no", "text", "one of a, b"}) {
    CHECK(read(declaration, column("n", nothing)) == missing);
  }
  CHECK(read("money, blank means 7", column("n", nothing)) == Cells{{"7.000000", not_given}, {"7.000000", not_given}});
  CHECK(read("money, blank means 7", column("l", fixed<std::int64_t>({1, 2}, {true, false}))) ==
        Cells{{"1.000000", ""}, {"7.000000", not_given}});
  CHECK(read("text, blank means none", column("u", texts<std::int32_t>({"a", nullptr}))) ==
        Cells{{"a", ""}, {"none", not_given}});
}

TEST_CASE("dictionaries") {
  const MadeArray words = texts<std::int32_t>({"a", nullptr, "b", "c"});
  const std::vector<bool> valid{true, true, true, false, true};
  const Cells expected{{"b", ""}, {null_text, not_given}, {"a", ""}, {null_text, not_given}, {null_text, unreadable("c")}};
  CHECK(read("one of a, b", column("c", dictionary<std::int8_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("one of a, b", column("C", dictionary<std::uint8_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("one of a, b", column("s", dictionary<std::int16_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("one of a, b", column("S", dictionary<std::uint16_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("one of a, b", column("i", dictionary<std::int32_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("one of a, b", column("I", dictionary<std::uint32_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("one of a, b", column("l", dictionary<std::int64_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("one of a, b", column("L", dictionary<std::uint64_t>({2, 1, 0, 99, 3}, words, valid), "u")) == expected);
  CHECK(read("money", column("i", dictionary<std::int32_t>({1, 0}, fixed<std::int64_t>({5, 6})), "l")) ==
        Cells{{"6.000000", ""}, {"5.000000", ""}});
  CHECK(read("date", column("i", dictionary<std::int32_t>({1, 0}, fixed<std::int32_t>({5, 6})), "tdD")) ==
        Cells{{"6", ""}, {"5", ""}});
  CHECK(read("yes/no", column("i", dictionary<std::int32_t>({1, 0}, booleans({true, false})), "b")) ==
        Cells{{"0", ""}, {"1", ""}});
  CHECK(read("one of a, b", column("i", dictionary<std::int32_t>({1, 0}, sliced(words, 2)), "u")) ==
        Cells{{null_text, unreadable("c")}, {"b", ""}});
}

TEST_CASE("slices begin where their offsets say") {
  const std::vector<bool> valid{true, false, true, false, true};
  CHECK(read("money", column("l", sliced(fixed<std::int64_t>({0, 1, 2, 3, 4}, valid), 2))) ==
        Cells{{"2.000000", ""}, {null_text, not_given}, {"4.000000", ""}});
  CHECK(read("yes/no", column("b", sliced(booleans({true, true, false, true, true}, valid), 3))) ==
        Cells{{null_text, not_given}, {"1", ""}});
  CHECK(read("text", column("u", sliced(texts<std::int32_t>({"a", "b", "c", nullptr}), 1))) ==
        Cells{{"b", ""}, {"c", ""}, {null_text, not_given}});
  CHECK(read("text", column("vu", sliced(text_views({"a", "a text of more than twelve bytes", nullptr}), 1))) ==
        Cells{{"a text of more than twelve bytes", ""}, {null_text, not_given}});
  CHECK(read("money", column("l", sliced(fixed<std::int64_t>({0, 1, 2, 3, 4}), 1)), 2) ==
        Cells{{"3.000000", ""}, {"4.000000", ""}});
}

TEST_CASE("types that a field cannot be read from are refused by name") {
  const auto refusal = [](const std::string& declaration, const std::string& format, const std::string& entries = {}) {
    MadeArray array = fixed<std::int64_t>({0});
    if (!entries.empty()) array = dictionary<std::int32_t>({0}, fixed<std::int64_t>({0}));
    return read(declaration, column(format, array, entries)).front().second;
  };
  CHECK(refusal("money", "tdD") ==
        "column `x` is date32, which cannot be read as `x` (money): cast it to text or to a type that fits");
  CHECK(refusal("percent", "b").find("`x` is bool, which cannot be read as `x` (a percentage)") != std::string::npos);
  CHECK(refusal("date", "l").find("int64") != std::string::npos);
  CHECK(refusal("date", "tss:Europe/Berlin").find("timestamp in Europe/Berlin") != std::string::npos);
  CHECK(refusal("text", "tss:").find("timestamp") != std::string::npos);
  CHECK(refusal("yes/no", "tdD").find("date32") != std::string::npos);
  CHECK(refusal("money", "i", "tdD").find("dictionary of date32") != std::string::npos);
  for (const auto& [format, name] : std::vector<std::pair<std::string, std::string>>{{"e", "half float"},
                                                                                     {"z", "binary"},
                                                                                     {"w:4", "fixed_size_binary"},
                                                                                     {"tts", "time"},
                                                                                     {"tDs", "duration"},
                                                                                     {"+l", "list"},
                                                                                     {"+s", "struct"},
                                                                                     {"+m", "map"},
                                                                                     {"d:9,x", "decimal"},
                                                                                     {"?", "?"}}) {
    CHECK(refusal("text", format).find("is " + name + ",") != std::string::npos);
  }
}
