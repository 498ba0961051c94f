#include "engine/columns/header_name.hpp"

#include <doctest/doctest.h>

using namespace fenji::columns;

TEST_CASE("a header is taken apart") {
  struct Case {
    const char* header;
    const char* whole;
    const char* plain;
    const char* bracket;
  };
  for (const Case& c : {
           Case{"客户", "客户", "客户", ""},
           Case{" 客 户\n名称 ", "客户名称", "客户名称", ""},
           Case{"\u200B客户\uFEFF名称\u00A0\u200E", "客户名称", "客户名称", ""},
           Case{"Annual  Sales", "annualsales", "annualsales", ""},
           Case{"ＡＢ１２", "ab12", "ab12", ""},
           Case{"年度潜在销售额（万元）", "年度潜在销售额(万元)", "年度潜在销售额", "万元"},
           Case{"年度潜在销售额 ( 万元 )", "年度潜在销售额(万元)", "年度潜在销售额", "万元"},
           Case{"重量 [kg]", "重量(kg)", "重量", "kg"},
           Case{"重量【KG】", "重量(kg)", "重量", "KG"},
           Case{"毛利率(%)", "毛利率(%)", "毛利率", "%"},
           Case{"毛利率（％）", "毛利率(%)", "毛利率", "%"},
           Case{"合同额（单位：万元）", "合同额(单位:万元)", "合同额", "万元"},
           Case{"合同额(单位 元)", "合同额(单位元)", "合同额", "元"},
           Case{"客户*", "客户", "客户", ""},
           Case{"＊客户（必填）", "客户(必填)", "客户", "必填"},
           Case{"客户（必填）*", "客户(必填)", "客户", "必填"},
           Case{"数(a)(b)", "数(a)(b)", "数(a)", "b"},
           Case{"数((a)b)", "数((a)b)", "数", "(a)b"},
           Case{"数)", "数)", "数)", ""},
           Case{"(万元)", "(万元)", "(万元)", ""},
           Case{"数()", "数()", "数", ""},
           Case{"", "", "", ""},
           Case{"*", "", "", ""},
       }) {
    CAPTURE(c.header);
    const HeaderName name = header_name(c.header);
    CHECK(name.whole == c.whole);
    CHECK(name.plain == c.plain);
    CHECK(name.bracket == c.bracket);
  }
}
