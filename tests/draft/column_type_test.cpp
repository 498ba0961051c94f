#include "engine/draft/column_type.hpp"

#include "tests/draft/drafted.hpp"

using namespace fenji;

namespace {

using Cells = std::vector<std::string>;

struct Case {
  std::string header;
  Cells cells;
  std::string declared;  // up to the comment
};

std::string without_comment(const std::string& line) { return line.substr(0, line.find("  # ")); }

}  // namespace

TEST_CASE("a column is declared as what its cells are") {
  const std::vector<Case> cases = {
      // money: the header, or 元, ¥, 万 in the cells
      {"预算", {"800000", "1,200,000", "0"}, "预算: 金额"},
      {"年销售额", {"800万", "1.2亿元", "35"}, "年销售额: 金额"},
      {"去年", {"80万", "120万", "90"}, "去年: 金额"},
      {"数值", {"80元", "120 元", "¥90"}, "数值: 金额"},
      {"数值", {"￥80", "120", "90"}, "数值: 金额"},
      {"预算(万元)", {"80", "120.5", "90"}, "预算: 金额 万元, 又称 「预算(万元)」"},
      {"预算（万元）", {"80", "120.5", "90"}, "预算: 金额 万元, 又称 「预算（万元）」"},
      {"预算(元)", {"80", "120.5", "90"}, "预算: 金额, 又称 「预算(元)」"},
      {"amount", {"80", "120.5", "90"}, "amount: 金额"},
      {"order_amount", {"80", "120.5", "90"}, "order_amount: 金额"},
      // percent: the sign, else the header and the size of the numbers
      {"毛利率", {"35%", "-3.5%", "40％"}, "毛利率: 百分比"},
      {"完成", {"35%", "3.5%", "40%"}, "完成: 百分比"},
      {"毛利率", {"35", "3.5", "40"}, "毛利率: 百分比 按百分数"},
      {"毛利率", {"0.35", "0.035", "0.4"}, "毛利率: 百分比 按小数"},
      {"毛利率", {"0.35", "1.2", "0.4"}, "毛利率: 百分比 按小数"},
      {"毛利率", {"1", "0", "1"}, "毛利率: 百分比 按百分数"},
      {"毛利率(%)", {"0.35", "1", "0.4"}, "毛利率: 百分比 按百分数, 又称 「毛利率(%)」"},
      {"毛利率", {"35%", "0", "40"}, "毛利率: 百分比 按百分数"},
      {"采购占比", {"35", "20", "0"}, "采购占比: 百分比 按百分数"},
      {"market share", {"0.5", "0.25", "0.1"}, "market share: 百分比 按小数"},
      {"汇率", {"7.12", "7.2", "7.3"}, "汇率: 数"},
      {"频率", {"3", "4", "5"}, "频率: 整数"},
      // numbers
      {"人数", {"3", "12", "1,200"}, "人数: 整数"},
      {"次数", {"0", "1", "1"}, "次数: 整数"},
      {"评分", {"3.5", "12", "1,200.25"}, "评分: 数"},
      {"实施年度", {"2026", "2027", "2026"}, "实施年度: 整数"},
      {"月合同量", {"5000吨/月", "300吨/月", "20吨/月"}, "月合同量: 数 吨/月"},
      {"月合同量(吨/月)", {"5000", "300", "20"}, "月合同量: 数 吨/月, 又称 「月合同量(吨/月)」"},
      {"月合同量", {"5000吨/月", "300", "20"}, "月合同量: 数 吨/月"},
      {"月合同量", {"300", "5000吨/月", "20"}, "月合同量: 数 吨/月"},
      {"产量(万吨)", {"5", "3.2", "20"}, "产量: 数 万吨, 又称 「产量(万吨)」"},
      {"合作年限", {"3年", "5年", "10年"}, "合作年限: 数 年"},
      {"楼号", {"3号楼", "4号楼", "5号楼"}, "楼号: 文本"},
      {"售价(美元)", {"3", "4.5", "5"}, "售价: 数 美元, 又称 「售价(美元)」"},
      // digits that are no numbers
      {"邮编", {"430000", "100000", "200000"}, "邮编: 文本"},
      {"部门", {"001", "002", "003"}, "部门: 文本"},
      {"联系方式", {"13800000000", "13900000000", "13700000000"}, "联系方式: 文本"},
      // dates
      {"预计成交", {"2026-03-01", "2026/3/1", "2026年3月1日"}, "预计成交: 日期"},
      {"预计成交", {"2026-03-01", "2026-02-30", "2026-03-01"}, "预计成交: 文本"},
      // yes or no
      {"大客户", {"是", "否", "是"}, "大客户: 是否"},
      {"大客户", {"Y", "n", "Y"}, "大客户: 是否"},
      {"大客户", {"√", "×", "√"}, "大客户: 是否"},
      {"大客户", {"1", "0", "1"}, "大客户: 是否"},
      {"是否大客户", {"1", "1", "1"}, "是否大客户: 是否"},
      {"订单", {"1", "1", "1"}, "订单: 整数"},
      // options
      {"类型", {"最终用户", "代理商", "最终用户", "最终用户", "代理商"}, "类型: 选项 最终用户、代理商"},
      {"评级", {"A+", "A", "A+", "A"}, "评级: 选项 A+、A"},
      {"规模", {"500强", "其他", "500强", "其他"}, "规模: 选项 500强、其他"},
      {"标记", {"甲、乙", "丙", "甲、乙", "丙"}, "标记: 选项 「甲、乙」、丙"},
      {"标记", {"可不填", "唯一编号", "可不填", "唯一编号"}, "标记: 选项 「可不填」、「唯一编号」"},
      // free words are no options, whoever repeats
      {"联系人", {"张三", "李四", "张三", "李四", "张三", "李四"}, "联系人: 文本"},
      {"客户名称", {"甲公司", "甲公司", "甲公司", "甲公司"}, "客户名称: 文本"},
      {"城市", {"武汉", "北京", "上海", "广州"}, "城市: 文本"},
      {"段落", {"第一行\n第二行", "第一行\n第二行", "第一行\n第二行"}, "段落: 文本"},
      {"空", {"", "", ""}, "空: 文本"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.header);
    CAPTURE(one.cells.front());
    CHECK(without_comment(test::declared(one.header, one.cells)) == one.declared);
  }
}

TEST_CASE("comments say what is a guess, and never show a cell") {
  struct Commented {
    std::string header;
    Cells cells;
    std::string part;
  };
  const std::vector<Commented> cases = {
      {"毛利率", {"35", "20", "3"}, "35 就是 35%；如果 0.35 才是 35%，改成“百分比 按小数”"},
      {"毛利率", {"0.3", "0.2", "0.7"}, "0.35 就是 35%；如果 35 才是 35%，改成“百分比 按百分数”"},
      {"毛利率", {"1", "0", "1"}, "看不出 1 是 1% 还是 100%"},
      {"毛利率", {"35%", "20", "3"}, "有的带 %，有的不带"},
      {"预算(万元)", {"80", "12", "3"}, "不写单位的数按万元算"},
      {"大客户", {"1", "0", "1"}, "只见到 0 和 1，当作 否 和 是"},
      {"预算", {"80", "12", "3", "4", "约五十万"}, "多半是“金额”：要用它来算，改成“金额”，读不出的 1 条（名单第 6 行起）"},
      {"毛利率", {"8%", "12%", "3%", "4%", "约四成"}, "要用它来算，改成“百分比”，读不出的 1 条（名单第 6 行起）"},
      {"签约日",
       {"2026-03-01 0:00", "2026-03-02 0:00", "2026-03-03 0:00", "2026-03-04 0:00", "2026-03-05 0:00", "2026-03-06 0:00",
        "2026-03-07 0:00", "2026-03-08 0:00", "2026-03-09 0:00", "2026-03-10 0:00", "2026-03-11 0:00", "2026-03-12 0:00",
        "2026-03-13 0:00"},
       "像是日期，但写法读不出"},
      {"预算", {"80", "", ""}, "2 条空白；空白就是没有的话，加“, 空白视为 0”"},
      {"毛利率", {"8%", "", "9%"}, "1 条空白；空白就是没有的话，加“, 空白视为 0%”"},
      {"大客户", {"是", "", "否"}, "1 条空白；空白就是“否”的话，加“, 空白视为 否”"},
      {"等级", {"无", "", "一级", "一级", "无"}, "1 条空白；空白就是“无”的话，加“, 空白视为 无”"},
      {"联系人", {"张三", "", "李四"}, "1 条空白；整列都可能没有的话，加“, 可不填”"},
      {"签约日期", {"2026-03-01", "", "2026-03-02"}, "1 条空白；规则用到它时，这些客户会是“资料不全”"},
      {"备注", {"", "", ""}, "整列都是空的，看不出是什么，先按文本"},
  };
  for (const Commented& one : cases) {
    const std::string line = test::declared(one.header, one.cells);
    CAPTURE(line);
    CHECK(line.find(one.part) != std::string::npos);
    for (const std::string& cell : one.cells) {
      const bool is_option = line.find("选项") != std::string::npos;
      if (cell.size() > 3 && !is_option) CHECK(line.find(cell) == std::string::npos);
    }
  }
}

TEST_CASE("the words that a comment proposes can be pasted in") {
  const std::vector<std::pair<std::string, Cells>> cases = {
      {"预算", {"80", "", ""}},
      {"毛利率", {"8%", "", "9%"}},
      {"大客户", {"是", "", "否"}},
      {"月用量", {"5吨", "", "7吨"}},
      {"等级", {"无", "", "一级", "一级", "无"}},
      {"联系人", {"张三", "", "李四"}},
      {"人数", {"8", "", "9"}},
  };
  for (const auto& [header, cells] : cases) {
    for (const Language language : {Language::chinese, Language::english}) {
      std::string list = test::csv_row({"编号", header});
      for (std::size_t i = 0; i < cells.size(); ++i) list += test::csv_row({"K" + std::to_string(i), cells[i]});
      draft::Draft draft = test::drafted(list, language);
      const std::string line = test::declaration(draft, header);
      const std::size_t open = line.find(language == Language::chinese ? "“, " : "`, ");
      REQUIRE(open != std::string::npos);
      const std::size_t quote = language == Language::chinese ? 3 : 1;
      const std::size_t close = line.find(language == Language::chinese ? "”" : "`", open + quote);
      const std::string clause = line.substr(open + quote, close - open - quote);
      const std::size_t comment = draft.text.find("  # ", draft.text.find("\n  " + header + ": "));
      draft.text.insert(comment, clause);
      CAPTURE(draft.text);
      CHECK(test::said(test::faults(draft, list)) == "");
    }
  }
}
