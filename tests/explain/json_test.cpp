#include "engine/explain/json.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/explain/story.hpp"

using namespace fenji;
using test::RuleText;

namespace {

const char rules[] = R"(规则 试
  版本: 3
  适用: 区域 = 东
参数
  底线 = 100
字段
  编号: 文本, 唯一编号
  区域: 选项 东、西
  额: 金额, 超过0
  率: 百分比, 空白视为 5%
准入条件 门: 全部满足
  够: 额 >= 底线
翻番 = (果 + 1) * 2
评分表 果
  | 额 (50%) | 率 (50%) | 分值 |
  | 底线 以上 | 10%以上  | 100  |
  | 其余     | 其余     | 60   |
分档 级 按 果
  | 80以上 | A |
  | 不满80 | B |
输出
  编号、果、级、翻番
)";

std::string json(const RuleText::Cells& cells) {
  const RuleText text(rules);
  return explain::to_json(text.explain(cells));
}

}  // namespace

TEST_CASE("a record that is rated") {
  const std::string told = json({{"编号", "K1"}, {"区域", "东"}, {"额", "1.5万"}, {"率", ""}});
  const char* const parts[] = {
      R"(  "status": "rated",
  "status_text": "已评级",
  "note": "",
  "reasons": [],
)",
      R"(  "outputs": [
    {
      "name": "果",
      "state": "known",
      "value": "80"
    },
)",
      R"(              "name": "额",
              "state": "known",
              "weight": "50%",
              "points": "100",
              "part": "50",
              "cell": "底线 以上",
)",
      R"(                "rows": [
                  {
                    "rule": {
                      "text": "| 底线 以上 | 10%以上 | 100 |",
                      "file": "rules.fenji",
                      "line": 16
                    },
                    "fits": "holds",
                    "fired": true
                  }
                ]
)",
      R"(                    "name": "率",
                    "state": "known",
                    "value": "5%",
                    "blank": true
)",
      R"(              "working": {
                "words": "(果 + 1) × 2",
                "numbers": "(80 + 1) × 2",
                "facts": []
              }
)",
      "  \"not_reached\": []\n}",
  };
  for (const char* part : parts) {
    CAPTURE(std::string(part));
    CHECK(told.find(part) != std::string::npos);
  }
}

TEST_CASE("a record that is not") {
  CHECK(json({{"编号", "K2"}, {"区域", "东"}, {"额", "-1"}}) == R"x({
  "key": "K2",
  "key_field": "编号",
  "status": "invalid",
  "status_text": "数据有误",
  "note": "无法识别：额“-1”",
  "reasons": [
    {
      "kind": "unreadable",
      "name": "额",
      "cell": "-1",
      "rule": {
        "text": "金额, 超过0",
        "file": "rules.fenji",
        "line": 9
      }
    }
  ],
  "rules": {
    "title": "试",
    "version": "3",
    "file": "rules.fenji"
  },
  "outputs": [],
  "layers": [
    {
      "step": "applies",
      "results": [],
      "applies": {
        "rule": {
          "text": "区域 = 东",
          "file": "rules.fenji",
          "line": 3
        },
        "condition": {
          "verdict": "holds",
          "words": "区域 = 东",
          "facts": [
            {
              "kind": "field",
              "name": "区域",
              "state": "known",
              "value": "东"
            }
          ]
        }
      }
    },
    {
      "step": "eligibility",
      "results": [],
      "eligibility": {
        "name": "门",
        "verdict": "undecided",
        "place": {
          "file": "rules.fenji",
          "line": 11
        },
        "needed": 1,
        "elements": [
          {
            "name": "够",
            "verdict": "undecided",
            "rule": {
              "text": "额 >= 底线",
              "file": "rules.fenji",
              "line": 12
            },
            "condition": {
              "verdict": "undecided",
              "words": "额 >= 底线",
              "facts": [
                {
                  "kind": "field",
                  "name": "额",
                  "state": "invalid",
                  "cell": "-1",
                  "declaration": {
                    "text": "额: 金额, 超过0",
                    "file": "rules.fenji",
                    "line": 9
                  }
                },
                {
                  "kind": "parameter",
                  "name": "底线",
                  "state": "known",
                  "value": "100"
                }
              ]
            }
          }
        ]
      }
    }
  ],
  "not_reached": [
    "果",
    "级",
    "翻番"
  ]
})x");
}

TEST_CASE("whatever a cell holds, the text is JSON in UTF-8") {
  const std::string told = json({{"编号", "K\"\\\n\x01\xFF"}, {"区域", "东"}, {"额", std::string("\0\xC3<\x1B[31m", 8)}});
  CHECK(told.find("\"key\": \"K\\\"\\\\  \uFFFD\"") != std::string::npos);
  CHECK(told.find("\"cell\": \" \uFFFD< [31m\"") != std::string::npos);
  for (const char c : told) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
}
