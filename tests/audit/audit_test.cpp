#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/audit/content_hash.hpp"
#include "engine/audit/manifest.hpp"

namespace fenji::test {
namespace {

using audit::Difference;
using audit::Manifest;

TEST_CASE("SHA-256 as FIPS 180-4 has it") {
  struct Case {
    std::string bytes, digest;
  };
  const std::vector<Case> cases = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Case& c : cases) {
    CHECK(audit::content_hash(c.bytes) == c.digest);
    // However it comes in.
    audit::ContentHash pieces;
    for (std::size_t at = 0; at < c.bytes.size(); at += 999) pieces.add(std::string_view(c.bytes).substr(at, 999));
    CHECK(pieces.digest() == c.digest);
  }
  CHECK(!audit::file_hash("no/such/file").ok());
}

Manifest example() {
  Manifest manifest;
  manifest.program = "0.1.0";
  manifest.as_of = model::day_from_civil(2026, 3, 1);
  manifest.rules = "../rules/政策.fenji";
  manifest.effective_rules = "11";
  manifest.titles = {{"政策", "2026.1"}};
  manifest.sources = {{"../rules/政策.fenji", "22"}, {"../rules/底稿.fenji", "33"}};
  manifest.settings = {"毛利率=30%"};
  manifest.parameters = {{"毛利率", "30%"}};
  manifest.columns = {"why"};
  manifest.list = {"客户.csv", "44"};
  manifest.result = {"结果.csv", "55"};
  manifest.records = 40;
  manifest.statuses = {{"rated", 30}, {"invalid", 10}};
  return manifest;
}

std::string said(const std::vector<Difference>& differences) {
  std::string text;
  for (const Difference& difference : differences) {
    text += difference.what + (difference.matters ? ": " : " (remark): ") + difference.said.en + "\n";
  }
  return text;
}

TEST_CASE("a manifest reads back as it was") {
  const Manifest manifest = example();
  const auto back = audit::from_json(audit::to_json(manifest));
  REQUIRE(back.has_value());
  CHECK(audit::to_json(*back) == audit::to_json(manifest));
  CHECK(said(audit::differences(manifest, *back)) == "");
}

TEST_CASE("what is no manifest") {
  const std::string good = audit::to_json(example());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  for (const std::string& text :
       {std::string(), std::string("{}"), std::string("[1]"), std::string("\xff\xfe"), good.substr(0, good.size() / 2),
        with("\"manifest\": 1", "\"manifest\": 2"), with("2026-03-01", "2026-02-30"), with("2026-03-01", "2026-03-01x"),
        with("\"records\": 40", "\"records\": \"40\""), with("\"sha256\"", "\"md5\""), with("\"titles\"", "\"names\"")}) {
    CAPTURE(text);
    CHECK(!audit::from_json(text).has_value());
  }
}

TEST_CASE("differences are named, causes before effects") {
  struct Case {
    void (*change)(Manifest&);
    std::string expected;
  };
  const std::vector<Case> cases = {
      {[](Manifest& m) { m.program = "0.2.0"; }, "program (remark): the program is version 0.2.0, then it was 0.1.0\n"},
      {[](Manifest& m) { m.effective_rules = "x"; }, "rules: what the rules say has changed\n"},
      {[](Manifest& m) { m.sources[1].sha256 = "x"; }, "source: the file ../rules/底稿.fenji has changed\n"},
      {[](Manifest& m) { m.sources.pop_back(); }, "source: the file ../rules/底稿.fenji is not used\n"},
      {[](Manifest& m) { m.parameters[0].second = "35%"; }, "parameters: the parameter 毛利率 is 35%, then it was 30%\n"},
      {[](Manifest& m) { m.list.sha256 = "x"; }, "list: the list 客户.csv has changed\n"},
      {[](Manifest& m) { m.records = 41; }, "counts: the list has 41 records, then it had 40\n"},
      {[](Manifest& m) { m.statuses[1].second = 9; }, "counts: 9 records are invalid, then there were 10\n"},
      {[](Manifest& m) { m.result.sha256 = "x"; }, "result: the result of the repeated run is another\n"},
      {[](Manifest& m) {
         m.list.sha256 = "x";
         m.result.sha256 = "x";
       },
       "list: the list 客户.csv has changed\nresult: the result of the repeated run is another\n"},
  };
  for (const Case& c : cases) {
    Manifest after = example();
    c.change(after);
    CHECK(said(audit::differences(example(), after)) == c.expected);
  }
}

}  // namespace
}  // namespace fenji::test
