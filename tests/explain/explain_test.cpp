#include "engine/explain/explain.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "tests/explain/government.hpp"
#include "tests/explain/story.hpp"

using namespace fenji;
using test::Government;
using test::RuleText;

TEST_CASE("every government customer is told as the list expects") {
  for (const Language language : {Language::chinese, Language::english}) {
    const Government government(language);
    const auto expected = test::rows_of(test::fixture("government.expected.csv"));
    REQUIRE(expected.size() == government.customers() + 1);
    for (std::size_t number = 0; number < government.customers(); ++number) {
      const std::vector<std::string>& row = expected[number + 1];
      const explain::Explanation told = government.rules().explain(government.customer(number), Language::chinese);
      CAPTURE(row[0]);
      CHECK(told.key == row[0]);
      CHECK(status_text(told.status, Language::chinese) == row[3]);
      std::string causes;
      for (const explain::Cause& cause : told.causes) causes += (causes.empty() ? "" : "、") + cause.name;
      CHECK(causes == row[4]);
      std::string outputs;
      for (const explain::NamedValue& output : told.outputs) outputs += output.text + ",";
      CHECK((outputs == row[1] + "," + row[2] + "," || (outputs.empty() && row[1].empty() && row[2].empty())));
      if (told.status == execute::Status::rated) {
        CHECK(told.not_reached.empty());
        CHECK(test::result(told, "得分").values[0].text == row[1]);
        CHECK(test::result(told, "客户级别").values[0].text == row[2]);
        CHECK(test::result(told, "客户级别").table->rows.size() == 1);
        CHECK(test::result(told, "基础分").criteria.size() == 2);
      }
    }
  }
}

TEST_CASE("only fields that the rules use are told, and of results only what the outputs need") {
  const Government government(Language::chinese);
  for (std::size_t number = 0; number < government.customers(); ++number) {
    RuleText::Cells cells = government.customer(number);
    cells["客户名称"] = "机密客户";
    cells["备注"] = "机密备注";
    const explain::Explanation told = government.rules().explain(cells);
    for (const std::string& text : {explain::to_text(told), explain::to_json(told)}) {
      CHECK(text.find("机密") == std::string::npos);
      CHECK(text.find("客户名称") == std::string::npos);
    }
  }
}

TEST_CASE("a plan is told where its class is known, though the output does not name it") {
  const Government government(Language::chinese);
  for (std::size_t number = 0; number < government.customers(); ++number) {
    const explain::Explanation told = government.rules().explain(government.customer(number));
    const bool graded = std::any_of(told.outputs.begin(), told.outputs.end(), [](const explain::NamedValue& output) {
      return output.name == "客户级别" && output.state == model::State::known;
    });
    CHECK((explain::to_text(told).find("最低拜访/高管层 = ") != std::string::npos) == graded);
    for (const explain::NamedValue& output : told.outputs) CHECK(output.name.find("最低拜访") == std::string::npos);
  }
}

TEST_CASE("what stands behind a layer that does not pass is not told") {
  const RuleText text(R"(规则 试
  适用: 甲 > 底
参数
  底 = 0
字段
  编号: 文本, 唯一编号
  甲: 数
  乙: 数
  丙: 数
准入条件 一: 全部满足
  大: 和 > 10
准入条件 二: 任一满足
  小: 丙 不满 5
和 = 甲 + 乙
积 = 和 * 丙
余 = 丙 - 1
输出
  编号、和、积
)");
  const auto told = [&](const char* a, const char* b, const char* c) {
    const explain::Explanation one = text.explain({{"编号", "1"}, {"甲", a}, {"乙", b}, {"丙", c}});
    std::string story;
    for (const explain::Layer& layer : one.layers) {
      if (layer.applies) story += "applies ";
      for (const explain::Result& result : layer.results) story += result.name + " ";
      if (layer.gate) story += layer.gate->name + " ";
    }
    story += "|";
    for (const explain::NamedValue& output : one.outputs) story += " " + output.name + "=" + output.text;
    story += " |";
    for (const std::string& name : one.not_reached) story += " " + name;
    return story;
  };
  CHECK(told("-1", "20", "3") == "applies | | 一 二 和 积");
  CHECK(told("", "20", "3") == "applies | | 一 二 和 积");
  CHECK(told("1", "2", "3") == "applies 和 一 | 和=3 | 二 积");
  CHECK(told("1", "x", "3") == "applies 和 一 | 和= | 二 积");
  CHECK(told("1", "20", "7") == "applies 和 一 二 | 和=21 | 积");
  CHECK(told("1", "20", "3") == "applies 和 一 二 积 | 和=21 积=63 |");
}

TEST_CASE("what a record overrides or leaves aside") {
  const RuleText text(R"(规则 试
字段
  编号: 文本, 唯一编号
  甲: 数
准入条件 门: 全部满足
  大: 甲 > 10
中 = 甲 + 1
果 = 中 * 2
输出
  果
)");
  execute::Record record;
  record.fields.resize(2);
  record.passed_gates = {true};
  record.overrides.resize(text.rules().definitions.size());
  for (std::size_t id = 0; id < record.overrides.size(); ++id) {
    if (text.rules().definitions[id].name != "中") continue;
    record.overrides[id].emplace();
    record.overrides[id]->state = model::State::known;
    record.overrides[id]->number = *model::rescaled({21, 0}, text.rules().definitions[id].type.scale);
  }
  const execute::Evaluation evaluation = execute::evaluate(text.rules(), record);
  const std::vector<explain::RawCell> cells(2);
  const explain::Explanation told =
      explain::explain({text.rules(), text.sources(), record, evaluation, cells}, Language::english);
  REQUIRE(told.layers.size() == 1);
  CHECK(explain::to_text(told) == R"((no key): rated
  果  42
Rules: 试 (rules.fenji)

Working
    中 = 21                    line 7
      given directly
    果 = 中 × 2 = 21 × 2 = 42  line 8
)");
}

TEST_CASE("a long or hostile cell stays one short readable line") {
  const RuleText text("规则 试\n字段\n  编号: 文本, 唯一编号\n  甲: 数\n  注: 文本\n果 = 甲 + 1\n评 = 注\n输出\n  果、评\n");
  const std::string long_cell(1'000'000, '9');
  const std::string story = text.text({{"编号", "K\r\n1\x1B[2J"}, {"甲", long_cell}, {"注", "一\n二\xFF三\u2028四\xC2\x85五"}});
  CHECK(story.size() < 2000);
  CHECK(story.starts_with("K  1 [2J：数据有误"));
  CHECK(story.find("无法识别“" + std::string(40, '9') + "…”") != std::string::npos);
  for (const char c : story) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  CHECK(std::count(story.begin(), story.end(), '\r') == 0);
}
