// Streams in and out: chunks, results of every kind, rules that look at the whole list, errors, threads.
#include <doctest/doctest.h>

#include <functional>
#include <thread>

#include "engine/model/int128.hpp"
#include "tests/abi/arrow_tables.hpp"

using namespace fenji::abi::test;

namespace {

const char* const policy =
    "rules Policy\n"
    "  version: 1\n"
    "  applies to: kind = buyer\n"
    "parameters\n"
    "  floor = 100 yuan\n"
    "  day = 2026-01-01\n"
    "fields\n"
    "  id: text, key\n"
    "  kind: one of buyer, agent\n"
    "  sales: money, optional\n"
    "  signed: date, optional\n"
    "eligibility basics: all of\n"
    "  enough: sales >= floor\n"
    "margin = sales * 10%\n"
    "is large = sales >= 1,000 yuan\n"
    "next visit = signed + 30 days\n"
    "scale grades: A, B\n"
    "grade level on sales\n"
    "  | at least 1,000 | A |\n"
    "  | under 1,000    | B |\n"
    "output\n"
    "  id, sales, margin, is large, next visit, level, floor, day\n";

const char* const ranking =
    "rules Ranking\n"
    "fields\n"
    "  id: text, key\n"
    "  sales: money\n"
    "place = rank(sales)\n"
    "output\n"
    "  id, place\n";

MadeColumn ids(const std::vector<std::vector<const char*>>& chunks) {
  MadeColumn column{"id", "u", "", {}};
  for (const auto& chunk : chunks) column.chunks.push_back(texts<std::int32_t>(chunk));
  return column;
}

// `records` records in chunks of `chunk`, with sales of 0, 1, 2 …
MadeStream numbered(std::int64_t records, std::int64_t chunk) {
  MadeStream made;
  made.columns = {{"id", "u", "", {}}, {"kind", "u", "", {}}, {"sales", "l", "", {}}, {"signed", "tdD", "", {}}};
  for (std::int64_t begin = 0; begin < records; begin += chunk) {
    std::vector<std::string> names;
    std::vector<std::int64_t> sales;
    std::vector<std::int32_t> days;
    const std::int64_t end = std::min(records, begin + chunk);
    for (std::int64_t i = begin; i < end; ++i) {
      names.push_back("K" + std::to_string(i));
      sales.push_back(i);
      days.push_back(static_cast<std::int32_t>(i));
    }
    std::vector<const char*> keys, kinds(names.size(), "buyer");
    for (const std::string& name : names) keys.push_back(name.c_str());
    made.columns[0].chunks.push_back(texts<std::int32_t>(keys));
    made.columns[1].chunks.push_back(texts<std::int32_t>(kinds));
    made.columns[2].chunks.push_back(fixed(sales));
    made.columns[3].chunks.push_back(fixed(days));
  }
  return made;
}

fenji_evaluate_options with_threads(std::uint32_t threads, std::uint32_t batch_rows = 0) {
  fenji_evaluate_options options{};
  options.size = sizeof options;
  options.threads = threads;
  options.batch_rows = batch_rows;
  return options;
}

}  // namespace

TEST_CASE("results of every kind, hidden behind the layer that settles the status") {
  const CompiledText compiled(policy);
  MadeStream made;
  made.columns = {ids({{"1", "2", "3", "4"}}),
                  {"kind", "u", "", {texts<std::int32_t>({"buyer", "agent", "buyer", "buyer"})}},
                  {"sales", "d:10,1", "", {fixed<fenji::model::Int128>({15'000, 15'000, 995, 1'005})}},
                  {"signed", "tdD", "", {fixed<std::int32_t>({0, 0, 0, 0}, {true, true, true, false})}}};
  CHECK(graded(compiled.rules, made) ==
        Rows{{"1", "1500.000000", "150.0000000", "1", "30", "A", "100", "20454", "rated", ""},
             {"2", "1500.000000", null_text, null_text, null_text, null_text, "100", "20454", "not applicable", ""},
             {"3", "99.500000", null_text, null_text, null_text, null_text, "100", "20454", "ineligible", "Not met: enough"},
             {"4", "100.500000", "10.0500000", "0", null_text, "B", "100", "20454", "incomplete", "Missing: signed"}});
}

TEST_CASE("the schema is known before there is an input, and is that of the stream") {
  const CompiledText compiled(policy);
  fenji_evaluate_options options = with_threads(1);
  for (const std::uint32_t dictionary : {0U, 1U}) {
    options.dictionary = dictionary;
    options.language = FENJI_CHINESE;
    ArrowSchema before;
    REQUIRE(fenji_result_schema(compiled.rules, &options, &before, nullptr) == FENJI_OK);
    const std::vector<std::string> names{"id",    "sales", "margin", "is large", "next visit",
                                         "level", "floor", "day",    "状态",     "说明"};
    const std::string word = dictionary != 0 ? "i" : "u";
    CHECK(names_of(before) == names);
    CHECK(formats_of(before) ==
          std::vector<std::string>{"u", "d:38,6", "d:38,7", "b", "tdD", word, "d:38,0", "tdD", word, "u"});
    Releases releases;
    ArrowArrayStream input = stream_of(numbered(1, 1), releases), output;
    REQUIRE(fenji_evaluate(compiled.rules, &input, &options, &output, nullptr) == FENJI_OK);
    ArrowSchema after;
    REQUIRE(output.get_schema(&output, &after) == 0);
    CHECK(names_of(after) == names);
    CHECK(formats_of(after) == formats_of(before));
    output.release(&output);
    after.release(&after);
    before.release(&before);
  }
}

TEST_CASE("texts as dictionaries and as views say the same") {
  const CompiledText compiled(policy);
  fenji_evaluate_options options = with_threads(2, 7);
  const Rows as_texts = graded(compiled.rules, numbered(3'000, 500), &options);
  for (const auto& [dictionary, views] : {std::pair{1U, 0U}, {0U, 1U}, {1U, 1U}}) {
    options.dictionary = dictionary;
    options.text_views = views;
    CHECK(graded(compiled.rules, numbered(3'000, 500), &options) == as_texts);
    ArrowSchema schema;
    REQUIRE(fenji_result_schema(compiled.rules, &options, &schema, nullptr) == FENJI_OK);
    CHECK(formats_of(schema).back() == (views != 0 ? "vu" : "u"));
    schema.release(&schema);
  }
}

TEST_CASE("results that are each record's own: numbers, dates and texts; of records with a cell that cannot be read, too") {
  const CompiledText compiled(
      "rules Own\n"
      "fields\n"
      "  id: text, key\n"
      "  kind: one of buyer, agent\n"
      "  sales: money\n"
      "  signed: date, optional\n"
      "table names: first match\n"
      "  | kind  | sales      | => known as | => due    | => owed       |\n"
      "  | buyer | at least 2 | id          | signed    | sales * 3     |\n"
      "  | buyer | any        | \"nobody\"    | 2026-01-01| 7 yuan        |\n"
      "  | agent | any        | \"an agent\"  | signed    | sales         |\n"
      "output\n"
      "  known as, due, owed\n");
  MadeStream made;
  made.columns = {ids({{"K1", "K2", "K3", "K4", "K5"}}),
                  {"kind", "u", "", {texts<std::int32_t>({"buyer", "agent", "buyer", "seller", "buyer"})}},
                  {"sales", "u", "", {texts<std::int32_t>({"2", "5", "1", "9", "2.5"})}},
                  {"signed", "u", "", {texts<std::int32_t>({"1970-01-11", "1970-01-12", "1970-01-13", "", "nowhere"})}}};
  CHECK(graded(compiled.rules, made) == Rows{{"K1", "10", "6.000000", "rated", ""},
                                             {"an agent", "11", "5.000000", "rated", ""},
                                             {"nobody", "20454", "7.000000", "rated", ""},
                                             {null_text, null_text, null_text, "invalid", "Unreadable: kind \"seller\""},
                                             {"K5", null_text, "7.500000", "invalid", "Unreadable: signed \"nowhere\""}});
}

TEST_CASE("results depend neither on chunks nor on threads nor on the rows of an array") {
  const CompiledText compiled(policy);
  const fenji_evaluate_options plain = with_threads(1);
  const Rows expected = graded(compiled.rules, numbered(10'000, 10'000), &plain);
  REQUIRE(expected.size() == 10'000);
  CHECK(expected[99].at(9) == "Not met: enough");
  CHECK(expected[2'345] ==
        std::vector<std::string>{"K2345", "2345.000000", "234.5000000", "1", "2375", "A", "100", "20454", "rated", ""});
  for (const std::int64_t chunk : {1, 7, 2'048, 2'049, 9'999}) {
    for (const std::uint32_t threads : {1U, 3U}) {
      for (const std::uint32_t rows : {0U, 1'000U}) {
        const fenji_evaluate_options options = with_threads(threads, rows);
        CHECK(graded(compiled.rules, numbered(10'000, chunk), &options) == expected);
      }
    }
  }
}

TEST_CASE("arrays are as long as asked for") {
  const CompiledText compiled(policy);
  const fenji_evaluate_options options = with_threads(2, 300);
  Releases releases;
  ArrowArrayStream input = stream_of(numbered(1'000, 1'000), releases), output;
  REQUIRE(fenji_evaluate(compiled.rules, &input, &options, &output, nullptr) == FENJI_OK);
  std::vector<std::int64_t> lengths;
  for (ArrowArray array; output.get_next(&output, &array) == 0 && array.release != nullptr; array.release(&array)) {
    lengths.push_back(array.length);
  }
  CHECK(lengths == std::vector<std::int64_t>{300, 300, 300, 100});
  ArrowArray behind_the_end;
  CHECK(output.get_next(&output, &behind_the_end) == 0);
  CHECK((behind_the_end.release == nullptr));
  output.release(&output);
}

TEST_CASE("empty chunks, and streams without any") {
  const CompiledText compiled(policy);
  CHECK(graded(compiled.rules, numbered(0, 1)).empty());
  MadeStream made = numbered(2, 1);
  for (MadeColumn& column : made.columns) {
    MadeArray empty = column.chunks.front();
    empty.length = 0;
    column.chunks.insert(column.chunks.begin() + 1, empty);
    for (std::string& buffer : empty.buffers) buffer.clear();
    column.chunks.push_back(empty);
  }
  CHECK(graded(compiled.rules, made).size() == 2);
}

TEST_CASE("records that are null as a whole have empty cells") {
  const CompiledText compiled(policy);
  MadeStream made = numbered(3, 3);
  made.table_valid = {true, false, true};
  const Rows rows = graded(compiled.rules, made);
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].at(0) == null_text);
  CHECK(rows[1].at(9) == "Missing: kind");
}

TEST_CASE("columns are found as those of a list are") {
  const CompiledText compiled(
      "rules R\nfields\n  id: text, key\n  annual sales: money, also turnover\n  unused: date, optional\noutput\n  id, annual "
      "sales\n");
  MadeStream made;
  made.columns = {{"other", "+l", "", {fixed<std::int32_t>({0})}},
                  {" turnover\n", "l", "", {fixed<std::int64_t>({3})}},
                  ids({{"1"}}),
                  {"unused", "z", "", {fixed<std::int32_t>({0})}}};
  CHECK(graded(compiled.rules, made) == Rows{{"1", "3.000000", "rated", ""}});
  made.columns.erase(made.columns.begin() + 1);
  CHECK(graded(compiled.rules, made).front().at(1) == "the list lacks these columns: `annual sales`");
  made.columns = {ids({{"1"}}), ids({{"2"}}), {"turnover", "l", "", {fixed<std::int64_t>({3})}}};
  CHECK(graded(compiled.rules, made).front().at(1).find("two columns of the list are `id`") == 0);
}

TEST_CASE("rules that look at the whole list see all chunks first") {
  const CompiledText compiled(ranking);
  for (const std::uint32_t threads : {1U, 3U}) {
    const fenji_evaluate_options options = with_threads(threads, 100);
    const Rows rows = graded(compiled.rules, numbered(1'000, 64), &options);
    REQUIRE(rows.size() == 1'000);
    bool all = true;
    for (std::size_t i = 0; i < rows.size(); ++i) all = all && rows[i].at(1) == std::to_string(1'000 - i);
    CHECK(all);
  }
}

TEST_CASE("what only the whole list lacks is told by its cells") {
  const CompiledText compiled(ranking);
  MadeStream made;
  made.columns = {ids({{"1", "2", "3"}}), {"sales", "u", "", {texts<std::int32_t>({"5", nullptr, "much"})}}};
  CHECK(graded(compiled.rules, made) == Rows{{"1", "1", "rated", ""},
                                             {"2", null_text, "incomplete", "Missing: sales"},
                                             {"3", null_text, "invalid", "Unreadable: sales \"much\""}});
}

TEST_CASE("an input that fails ends the results with its own words") {
  for (const char* const text : {policy, ranking}) {
    const CompiledText compiled(text);
    const fenji_evaluate_options options = with_threads(1);
    MadeStream made = numbered(30, 10);
    made.fail_at = 2;
    const Rows rows = graded(compiled.rules, made, &options);
    CHECK(rows.size() == (text == policy ? 21 : 1));
    CHECK(rows.back() == std::vector<std::string>{"error", "the input stream failed: the disk is on fire"});
    made.schema_code = 5;
    CHECK(graded(compiled.rules, made, &options).back().at(1) == "the input stream gave no schema: the disk is on fire");
  }
}

TEST_CASE("a failed stream goes on failing") {
  const CompiledText compiled(policy);
  MadeStream made = numbered(10, 10);
  made.fail_at = 0;
  Releases releases;
  ArrowArrayStream input = stream_of(made, releases), output;
  REQUIRE(fenji_evaluate(compiled.rules, &input, nullptr, &output, nullptr) == FENJI_OK);
  CHECK(output.get_last_error(&output) == nullptr);
  ArrowArray array;
  for (int i = 0; i < 2; ++i) {
    CHECK(output.get_next(&output, &array) != 0);
    CHECK(std::string(output.get_last_error(&output)) == "the input stream failed: the disk is on fire");
  }
  output.release(&output);
  CHECK(releases.streams == 1);
}

TEST_CASE("arrays that break the interface are refused") {
  const CompiledText compiled(policy);
  const auto refusal = [&](const std::function<void(MadeStream&)>& spoil) {
    MadeStream made = numbered(4, 4);
    spoil(made);
    const Rows rows = graded(compiled.rules, made);
    return rows.back().at(1);
  };
  const std::string begin = "the Arrow array of `sales` breaks the interface: ";
  CHECK(refusal([](MadeStream& made) { made.columns[2].chunks[0].length = 3; }) == begin + "fewer records than its table");
  CHECK(refusal([](MadeStream& made) { made.columns[2].chunks[0].offset = -1; }) == begin + "a negative length or offset");
  CHECK(refusal([](MadeStream& made) { made.columns[2].chunks[0].buffers.pop_back(); }) == begin + "1 buffers");
  CHECK(refusal([](MadeStream& made) {
          made.columns[2] = {"sales", "i", "l", {dictionary<std::int32_t>({0, 1, 0, 0}, fixed<std::int64_t>({5}))}};
        }) == begin + "an index outside its dictionary");
  CHECK(refusal([](MadeStream& made) {
          made.columns[2] = {"sales", "i", "l", {fixed<std::int32_t>({0, 0, 0, 0})}};
        }) == begin + "no dictionary");
}

TEST_CASE("a number that Arrow's decimals do not hold ends the results") {
  const CompiledText compiled("rules R\nfields\n  id: text, key\n  a: whole number\nbig = a * a * 1,200\noutput\n  id, big\n");
  MadeStream made;
  made.columns = {ids({{"1", "2"}}), {"a", "l", "", {fixed<std::int64_t>({999, 300'000'000'000'000'000})}}};
  CHECK(graded(compiled.rules, made) ==
        Rows{{"error", "a value of `big` has more than 38 digits, which Arrow's decimal128 does not hold"}});
}

TEST_CASE("compiled rules serve many threads, and streams outlive them") {
  auto compiled = std::make_unique<CompiledText>(policy);
  const fenji_evaluate_options one = with_threads(1);
  const Rows expected = graded(compiled->rules, numbered(5'000, 700), &one);
  std::vector<Rows> found(4);
  std::vector<std::thread> threads;
  for (Rows& each : found) {
    threads.emplace_back([&each, &compiled] {
      const fenji_evaluate_options options = with_threads(2, 500);
      each = graded(compiled->rules, numbered(5'000, 700), &options);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Rows& each : found) CHECK(each == expected);

  Releases releases;
  ArrowArrayStream input = stream_of(numbered(5'000, 700), releases), output;
  REQUIRE(fenji_evaluate(compiled->rules, &input, &one, &output, nullptr) == FENJI_OK);
  compiled.reset();
  CHECK(rows_of(output) == expected);
}

TEST_CASE("arrays outlive their stream, and children their array") {
  const CompiledText compiled(policy);
  Releases releases;
  ArrowArrayStream input = stream_of(numbered(3, 3), releases), output;
  fenji_evaluate_options options = with_threads(1);
  options.dictionary = 1;
  REQUIRE(fenji_evaluate(compiled.rules, &input, &options, &output, nullptr) == FENJI_OK);
  ArrowArray array;
  REQUIRE(output.get_next(&output, &array) == 0);
  output.release(&output);
  CHECK(releases.arrays == releases.made_arrays);
  ArrowArray status = *array.children[8];
  array.children[8]->release = nullptr;
  array.release(&array);
  CHECK((array.release == nullptr));
  CHECK(status.length == 3);
  CHECK(static_cast<const std::int32_t*>(status.buffers[1])[0] == 1);
  CHECK(std::string(static_cast<const char*>(status.dictionary->buffers[2]), 15) == "ratedineligible");
  status.release(&status);
}
