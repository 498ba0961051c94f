#include "engine/lists/flat_json.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/lists/byte_buffer.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/lists/json_record.hpp"
#include "engine/lists/json_run.hpp"

using namespace fenji::lists;

namespace {

bool has_repeated_keys(const std::vector<FlatJson::Member>& members) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::size_t other = 0; other < i; ++other) {
      if (FlatJson::name(members[i].key) == FlatJson::name(members[other].key)) return true;
    }
  }
  return false;
}

// What is read in place is what read_json_record says, whatever `used` has read before; `taken` tells whether it was.
void check(const std::string& text, FlatJson& used, bool& taken) {
  CAPTURE(text);
  const ByteBuffer bytes(text);
  FlatJson flat;
  taken = flat.read(bytes.view());
  REQUIRE(used.read(bytes.view()) == taken);
  if (taken) {
    REQUIRE(used.members().size() == flat.members().size());
    for (std::size_t i = 0; i < flat.members().size(); ++i) {
      REQUIRE(used.members()[i].key == flat.members()[i].key);
      REQUIRE(used.members()[i].cell == flat.members()[i].cell);
    }
  }
  for (const FlatJson::Member& member : flat.members()) taken = taken && FlatJson::name(member.key).has_value();
  if (!taken) return;
  JsonCells cells;
  REQUIRE(read_json_record(text, cells));
  if (has_repeated_keys(flat.members())) return;
  REQUIRE(cells.size() == flat.members().size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const FlatJson::Member& member = flat.members()[i];
    REQUIRE(*FlatJson::name(member.key) == cells[i].first);
    REQUIRE(member.cell == cells[i].second);
    if (member.plain) REQUIRE(!needs_quotes(member.cell));
  }
}

}  // namespace

TEST_CASE("usual records are read in place") {
  FlatJson used;
  const std::string texts[] = {
      "{}",
      "{ } ",
      R"({"a":1})",
      R"({"客户":"甲公司","金额":12.50,"是否":true,"无":null,"不":false})",
      R"({ "a" : "x,y" , "b" : -0 , "c" : -0.0 } )",
      R"({"a":"\u7532\ud83d\ude00\"\\\/\b\f\n\r\t","\u540d":"q"})",
      R"({"a":"0123456789abcdef,0123456789abcdef","b":"0123456789abcde\"f"})",
      R"({"":"","a":123456789012345678901234567890})",
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    bool taken = false;
    check(text, used, taken);
    CHECK(taken);
  }
}

TEST_CASE("the rest is left to others") {
  const std::string texts[] = {
      "",
      "{",
      "[]",
      "1",
      R"({"a":})",
      R"({"a":1,})",
      R"({"a":01})",
      R"({"a":1.})",
      R"({"a":.5})",
      R"({"a":+1})",
      R"({"a":1e5})",
      R"({"a":{}})",
      R"({"a":[1]})",
      R"({"a":1}x)",
      R"({"a" 1})",
      R"({a:1})",
      R"({"a":"\x"})",
      R"({"a":"\ud800"})",
      R"({"a":"\udbff\udffe"})",
      R"({"a":"\ud800A"})",
      R"({"a":"\u12)",
      R"({"a":"b)",
      R"({"a":tru})",
      R"({"a":"b\)",
      "{\"a\":\"\n\"}",
      "{\"a\":\"\xff\"}",
      "{\"a\":\"\xF4\x8F\xBF\xBE\"}",
      "{\"a\":" + std::string(101, '1') + "}",
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    const ByteBuffer bytes(text);
    FlatJson flat;
    CHECK((!flat.read(bytes.view()) || !FlatJson::name(flat.members().front().key)));
  }
  CHECK(!FlatJson::name(ByteBuffer(R"(\u00)").view()));
}

TEST_CASE("random records mean what read_json_record says") {
  const std::string pieces[] = {
      "{", "}", "\"", "\"",   "\"",   ",",    ":",     "a", "客", "\\u4e00", "\\ud83d\\ude00",  "\\n", "\\\"", "\\", "1",
      "0", "-", ".",  "12.5", "true", "null", "false", " ", "\n", "x,y",     "0123456789abcdef"};
  std::mt19937 random(23);
  FlatJson used;
  std::size_t taken_ones = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text = "{";
    const bool wild = round % 3 == 0;
    for (std::size_t members = random() % 5; members > 0; --members) {
      const auto any = [&](std::size_t most) {
        std::string found;
        for (std::size_t count = random() % most; count > 0; --count) found += pieces[random() % std::size(pieces)];
        return found;
      };
      const auto quoted = [&] {
        std::string inner;
        for (std::size_t count = random() % 4; count > 0; --count) inner += pieces[7 + random() % 6];
        return '"' + inner + (random() % 9 == 0 ? any(3) : "") + '"';
      };
      const std::string plain[] = {"1", "0", "-1.50", "true", "null", "-0", "1e3", "[1]", "false"};
      text += quoted() + ":" + (wild ? any(4) : random() % 2 == 0 ? quoted() : plain[random() % std::size(plain)]);
      if (members > 1) text += random() % 20 == 0 ? ", " : ",";
    }
    text += "}";
    if (random() % 20 == 0) text.erase(random() % text.size(), 1);
    bool taken = false;
    check(text, used, taken);
    taken_ones += taken ? 1 : 0;
  }
  CHECK(taken_ones > 10'000);
}

TEST_CASE("keys have numbers by place") {
  FlatJson flat;
  // The members' numbers of a record.
  const auto numbers = [&flat](std::string_view text) {
    const ByteBuffer bytes(text);
    REQUIRE(flat.read(bytes.view()));
    std::vector<std::uint64_t> found;
    for (const FlatJson::Member& member : flat.members()) found.push_back(member.number);
    return found;
  };
  const std::vector<std::uint64_t> first = numbers(R"({"a":1,"b":"x"})");
  CHECK(numbers(R"({"a":"2","b":null})") == first);
  CHECK(numbers(R"({ "a" : 1 , "b" : 2 } )") == first);
  const std::vector<std::uint64_t> second = numbers(R"({"a":1,"c":2,"b":3})");
  CHECK(second[0] == first[0]);
  CHECK(second[1] != first[1]);
  const std::vector<std::uint64_t> third = numbers(R"({"a":1,"b":2})");
  CHECK(third[0] == first[0]);
  CHECK(third[1] != second[1]);
}

TEST_CASE("a flat object ends at the first bracket outside its texts") {
  std::mt19937 random(29);
  const std::string pieces[] = {"\"a{b}c\"",  "\"\"",       ":", ",",
                                "1234567890", "\"]客户[\"", " ", "\"0123456789012345678901234567890123456789\""};
  for (int round = 0; round < 20'000; ++round) {
    std::string text = "{";
    for (std::size_t count = random() % 12; count > 0; --count) text += pieces[random() % std::size(pieces)];
    const std::size_t inner = text.size();
    const char last = "}}}}}}}{[]\\\""[random() % 12];
    text += last;
    text += R"(,"}"})";
    CAPTURE(text);
    const ByteBuffer bytes(text);
    const char* const begin = bytes.data();
    const char* const end = end_of_flat_object(begin + 1, begin + bytes.size());
    if (end != nullptr && last != '"') CHECK((last == '}' && end == begin + inner + 1));
    CHECK(end_of_flat_object(begin + 1, begin + inner) == nullptr);
  }
}
