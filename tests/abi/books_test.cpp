// Books by the C functions, and records explained among the whole list.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/abi/arrow_tables.hpp"

using namespace fenji::abi::test;

namespace {

namespace fs = std::filesystem;

// A folder of its own, removed in the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("fenji-abi-" + std::to_string(std::random_device{}()))) {
    fs::create_directory(path_);
    write("p.fenji",
          "rules P\n"
          "  applies to: product = P\n"
          "fields\n"
          "  id: text, key\n"
          "  product: one of P, Q, R\n"
          "  share: percent, 0% to 100%\n"
          "  sales: money\n"
          "grade level on sales\n"
          "  | at least 100 | A |\n"
          "  | otherwise    | B |\n"
          "half = sales / 2\n"
          "output\n"
          "  id, share, level, half\n");
    write("q.fenji",
          "rules Q\n"
          "  applies to: product = Q\n"
          "parameters\n"
          "  line = 10%\n"
          "fields\n"
          "  id: text, key\n"
          "  product: one of P, Q, R\n"
          "  share: percent, 0% to 100%\n"
          "grade level on share\n"
          "  | at least line | High |\n"
          "  | otherwise     | Low |\n"
          "output\n"
          "  id, share, level\n");
    write("exceptions.csv", "key,result,value,reason,approved by,valid until\n2,level,A,strategic,Zhou,\n");
    write("lines.book.toml", book("[[rules]]\nfile = \"q.fenji\"\nname = \"Q line\"\nparameters = { line = \"30%\" }\n"));
  }
  ~Folder() { fs::remove_all(path_); }

  static std::string book(const std::string& second) {
    return "exceptions = \"exceptions.csv\"\ntitle = \"All lines\"\ndate = 2026-06-30\ncarry = [\"owner\"]\n"
           "[columns]\nsales = [\"turnover\"]\n[[rules]]\nfile = \"p.fenji\"\n" +
           second;
  }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }

 private:
  fs::path path_;
};

struct Compiled {
  fenji_rules* rules = nullptr;
  fenji_error* error = nullptr;
  fenji_code code = FENJI_OK;

  explicit Compiled(const std::string& path, const fenji_compile_options* options = nullptr) {
    code = fenji_compile_file(path.c_str(), options, &rules, &error);
  }
  ~Compiled() {
    fenji_rules_free(rules);
    fenji_error_free(error);
  }
  std::string message() const { return fenji_error_message(error, FENJI_ENGLISH); }
};

std::string taken(char* text) {
  std::string copy = text == nullptr ? "" : text;
  fenji_text_free(text);
  return copy;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// For failures to be read.
std::string lines(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (const std::string& cell : row) text += cell + "|";
    text += "\n";
  }
  return text;
}

// Records 1 and 2 are P's, 3 and 4 are Q's, 5 fits none; the last share cannot be read.
MadeStream customers(bool typed) {
  MadeStream made;
  made.columns.push_back({"id", "i", "", {fixed<std::int32_t>({1, 2, 3, 4, 5})}});
  made.columns.push_back({"product", "u", "", {texts<std::int32_t>({"P", "P", "Q", "Q", "R"})}});
  if (typed) {
    made.columns.push_back({"share", "g", "", {fixed<double>({0.5, 0.25, 0.3, 0.29, 2})}});
    made.columns.push_back(
        {"turnover", "d:9,1,32", "", {fixed<std::int32_t>({1005, 50, 0, 0, 0}, {true, true, false, false, false})}});
  } else {
    made.columns.push_back({"share", "u", "", {texts<std::int32_t>({"50%", "25%", "30%", "29%", "200%"})}});
    made.columns.push_back({"turnover", "u", "", {texts<std::int32_t>({"100.5", "5", nullptr, "", nullptr})}});
  }
  made.columns.push_back({"owner", "u", "", {texts<std::int32_t>({"x, y", "\"z\"", nullptr, "ü", "w"})}});
  return made;
}

std::string explained_in(const fenji_rules* rules, MadeStream made, const char* key, fenji_format format = FENJI_TEXT) {
  Releases releases;
  ArrowArrayStream stream = stream_of(std::move(made), releases);
  char* stories = nullptr;
  fenji_error* error = nullptr;
  const fenji_code code = fenji_explain_in(rules, &stream, key, FENJI_ENGLISH, format, &stories, &error);
  CHECK((stream.release == nullptr));
  CHECK(releases.streams == 1);
  CHECK(releases.arrays == releases.made_arrays);
  CHECK((code == FENJI_OK) == (error == nullptr));
  std::string told = code == FENJI_OK ? taken(stories) : std::to_string(code) + " " + fenji_error_message(error, FENJI_ENGLISH);
  fenji_error_free(error);
  return told;
}

}  // namespace

TEST_CASE("a book grades a table as it grades a list: routing, exceptions, columns carried through") {
  const Folder folder;
  const Compiled book(folder.file("lines.book.toml"));
  REQUIRE_MESSAGE(book.code == FENJI_OK, book.message());
  const Rows expected{
      {"1", "0.50000000", "A", "50.2500000", "p.fenji", "x, y", "rated", ""},
      {"2", "0.25000000", "A", "2.5000000", "p.fenji", "\"z\"", "rated",
       "Exception: level A (approved by Zhou, without end; B by the rules)"},
      {"3", "0.30000000", "High", null_text, "Q line", null_text, "rated", ""},
      {"4", "0.29000000", "Low", null_text, "Q line", "ü", "rated", ""},
      {"5", null_text, null_text, null_text, null_text, "w", "not applicable", "No rule file in force applies to it"}};
  for (const bool typed : {false, true}) {
    CHECK(lines(graded(book.rules, customers(typed))) == lines(expected));
    fenji_evaluate_options options{sizeof options, FENJI_ENGLISH, 3, 1, 2, 0};
    CHECK(lines(graded(book.rules, customers(typed), &options)) == lines(expected));
  }
  MadeStream sliced = customers(true);
  sliced.table_offset = 3;
  CHECK(lines(graded(book.rules, std::move(sliced))) == lines(Rows(expected.begin() + 3, expected.end())));
}

TEST_CASE("the schema of a book's results is known beforehand") {
  const Folder folder;
  const Compiled book(folder.file("lines.book.toml"));
  REQUIRE_MESSAGE(book.code == FENJI_OK, book.message());
  ArrowSchema schema;
  REQUIRE(fenji_result_schema(book.rules, nullptr, &schema, nullptr) == FENJI_OK);
  CHECK(names_of(schema) == std::vector<std::string>{"id", "share", "level", "half", "rules", "owner", "status", "notes"});
  CHECK(formats_of(schema).at(1) == "d:38,8");
  CHECK(formats_of(schema).at(2) == "u");
  schema.release(&schema);
}

TEST_CASE("a table that does not suit a file of the book is refused, and its failures are told") {
  const Folder folder;
  const Compiled book(folder.file("lines.book.toml"));
  REQUIRE_MESSAGE(book.code == FENJI_OK, book.message());
  MadeStream without = customers(true);
  without.columns.erase(without.columns.begin() + 3);
  CHECK(holds(graded(book.rules, std::move(without)).at(0).at(1), "sales"));
  MadeStream dates = customers(true);
  dates.columns[3].format = "tdD";
  CHECK(holds(graded(book.rules, std::move(dates)).at(0).at(1), "date32"));
  MadeStream failing = customers(true);
  failing.fail_at = 0;
  CHECK(graded(book.rules, std::move(failing)).at(0).at(0) == "error");
  MadeStream empty = customers(true);
  for (MadeColumn& column : empty.columns) column.chunks.clear();
  CHECK(graded(book.rules, std::move(empty)).empty());
}

TEST_CASE("a typed column that is a percentage to one file alone is refused") {
  const Folder folder;
  folder.write("r.fenji",
               "rules R\n  applies to: product = Q\nfields\n  id: text, key\n  product: one of P, Q, R\n  share: number\n"
               "double = share * 2\noutput\n  id, double\n");
  folder.write("mixed.book.toml", Folder::book("[[rules]]\nfile = \"r.fenji\"\n"));
  const Compiled book(folder.file("mixed.book.toml"));
  REQUIRE_MESSAGE(book.code == FENJI_OK, book.message());
  CHECK(holds(graded(book.rules, customers(true)).at(0).at(1), "cast it to text"));
  CHECK(graded(book.rules, customers(false)).size() == 5);
}

TEST_CASE("what a book says of itself, and lint of it") {
  const Folder folder;
  const Compiled book(folder.file("lines.book.toml"));
  REQUIRE_MESSAGE(book.code == FENJI_OK, book.message());
  char* json = nullptr;
  REQUIRE(fenji_describe(book.rules, &json, nullptr) == FENJI_OK);
  const std::string description = taken(json);
  for (const char* const part : {R"("title":"All lines")", R"("as_of":"2026-06-30")", R"("name":"Q line")", "exceptions.csv",
                                 "Zhou", R"({"name":"half","type":"money","unit":"元"})", R"("whole_list":false)"}) {
    CHECK_MESSAGE(holds(description, part), (std::string(part) + " in " + description));
  }
  char* findings = nullptr;
  REQUIRE(fenji_lint(book.rules, FENJI_ENGLISH, FENJI_JSON, &findings, nullptr) == FENJI_OK);
  CHECK(holds(taken(findings), "["));

  folder.write("twice.book.toml", Folder::book("[[rules]]\nfile = \"p.fenji\"\nname = \"again\"\n"));
  const Compiled twice(folder.file("twice.book.toml"));
  REQUIRE_MESSAGE(twice.code == FENJI_OK, twice.message());
  REQUIRE(fenji_lint(twice.rules, FENJI_ENGLISH, FENJI_TEXT, &findings, nullptr) == FENJI_OK);
  CHECK(holds(taken(findings), "applies-overlap"));
  const Rows rows = graded(twice.rules, customers(true));
  CHECK(rows.at(0).at(6) == "uncovered");
  CHECK(rows.at(0).at(7) == "Contradictory rules: both `p.fenji` and `again` apply");
}

TEST_CASE("a record explained by the file of the book that grades it, with its exceptions") {
  const Folder folder;
  const Compiled book(folder.file("lines.book.toml"));
  REQUIRE_MESSAGE(book.code == FENJI_OK, book.message());
  const std::vector<fenji_cell> cells{{"id", "2", FENJI_CELL_NUMBER},
                                      {"product", "P", FENJI_CELL_TEXT},
                                      {"share", "0.25", FENJI_CELL_NUMBER},
                                      {"turnover", "5", FENJI_CELL_NUMBER}};
  char* story = nullptr;
  REQUIRE(fenji_explain(book.rules, cells.data(), cells.size(), FENJI_ENGLISH, FENJI_JSON, &story, nullptr) == FENJI_OK);
  const std::string told = taken(story);
  CHECK_MESSAGE(holds(told, R"({"book_file":"p.fenji",)"), told);
  CHECK(holds(told, "approved by Zhou"));
  CHECK(holds(explained_in(book.rules, customers(true), "2"), "approved by Zhou"));
  CHECK(holds(explained_in(book.rules, customers(true), "3", FENJI_JSON), R"({"book_file":"Q line","records":[{"row":2,)"));
  CHECK(holds(explained_in(book.rules, customers(true), "5"), "no file of the book applies"));
  CHECK(explained_in(book.rules, customers(true), "6") == "1 the table has no key `6`");
}

TEST_CASE("records are explained among the whole list") {
  const CompiledText compiled(
      "rules Whole\nfields\n  id: text, key\n  sales: money\nmany = count()\nplace = rank(sales)\n"
      "output\n  id, many, place\n");
  MadeStream made;
  made.columns.push_back({"id", "u", "", {texts<std::int32_t>({"a", "b"}), texts<std::int32_t>({"c", "a"})}});
  made.columns.push_back({"sales", "l", "", {fixed<std::int64_t>({1, 2}), fixed<std::int64_t>({4, 3})}});
  const auto placed = [](const char* place) {
    return R"({"name":"place","state":"known","value":")" + std::string(place) + "\"}";
  };
  CHECK(holds(explained_in(compiled.rules, made, " c ", FENJI_JSON), placed("1")));
  CHECK(holds(explained_in(compiled.rules, made, "c"), "c: rated"));
  const std::string both = explained_in(compiled.rules, made, "a", FENJI_JSON);
  CHECK(holds(both, R"({"records":[{"row":0,)"));
  CHECK(holds(both, R"({"row":3,)"));
  CHECK(holds(both, placed("4")));
  CHECK(holds(both, placed("2")));
  CHECK(holds(both, R"("more":false)"));
  const fenji_cell cell{"id", "a", FENJI_CELL_TEXT};
  char* story = nullptr;
  CHECK(fenji_explain(compiled.rules, &cell, 1, FENJI_ENGLISH, FENJI_TEXT, &story, nullptr) == FENJI_UNSUPPORTED);
}

TEST_CASE("books that cannot be used, and what is not to be had of them") {
  const Folder folder;
  const Compiled none(folder.file("none.book.toml"));
  CHECK(none.code == FENJI_FILE_UNREADABLE);
  folder.write("wrong.book.toml", Folder::book("[[rules]]\nfile = \"x.fenji\"\n"));
  const Compiled wrong(folder.file("wrong.book.toml"));
  CHECK(wrong.code == FENJI_RULES_HAVE_ERRORS);
  CHECK(holds(wrong.message(), "x.fenji"));
  CHECK(holds(fenji_error_findings(wrong.error, FENJI_ENGLISH), "book-file"));
  fs::remove(folder.file("exceptions.csv"));
  const Compiled unlisted(folder.file("lines.book.toml"));
  CHECK(unlisted.code == FENJI_FILE_UNREADABLE);
  CHECK(holds(unlisted.message(), "exceptions.csv"));
  folder.write("exceptions.csv", "key,result\n");
  const Compiled columns(folder.file("lines.book.toml"));
  CHECK(columns.code == FENJI_FILE_UNREADABLE);
  folder.write("exceptions.csv", "key,result,value,approved by\n");

  const char* const settings[] = {"line=30%"};
  fenji_compile_options options{sizeof options, settings, 1, nullptr};
  const Compiled set(folder.file("lines.book.toml"), &options);
  CHECK(set.code == FENJI_INVALID_ARGUMENT);
  const Compiled book(folder.file("lines.book.toml"));
  REQUIRE_MESSAGE(book.code == FENJI_OK, book.message());
  char* sql = nullptr;
  CHECK(fenji_sql(book.rules, "oracle", "t", nullptr, &sql, nullptr) == FENJI_INVALID_ARGUMENT);
  REQUIRE(fenji_sql(book.rules, "duckdb", "t", nullptr, &sql, nullptr) == FENJI_OK);
  CHECK(holds(sql, "FROM \"t\""));
  fenji_text_free(sql);
  const char* const columns_of_table[] = {"nothing that the book names"};
  const fenji_sql_options of_table{sizeof of_table, FENJI_ENGLISH, 1, columns_of_table, 1};
  CHECK(fenji_sql(book.rules, "duckdb", "t", &of_table, &sql, nullptr) == FENJI_TABLE_UNSUITABLE);
  CHECK(fenji_explain_in(book.rules, nullptr, "1", FENJI_ENGLISH, FENJI_TEXT, &sql, nullptr) == FENJI_INVALID_ARGUMENT);
}
