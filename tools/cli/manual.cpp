#include <fmt/format.h>

#include "documents.hpp"
#include "exit_codes.hpp"
#include "help.hpp"

namespace fenji::cli {
namespace {

// A line of text as roff takes it: no command at its start, no escape inside, hyphens that can be copied.
std::string escaped(std::string_view text) {
  std::string result = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result;
}

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  const std::string& text() const { return text_; }
  void raw(std::string_view line) { (text_ += line) += '\n'; }
  void line(const Message& words) { raw(escaped(words.in(language_))); }
  void section(const Message& words) { raw(".SH " + escaped(words.in(language_))); }
  void paragraph(const Message& words) {
    raw(".PP");
    line(words);
  }
  // A term in bold, and what it means.
  void entry(const std::string& term, const std::string& meaning) {
    raw(".TP");
    raw(fmt::format("\\fB{}\\fR", escaped(term)));
    raw(escaped(meaning));
  }
  void example(const Message& words) {
    raw(".PP");
    raw(".RS 4");
    raw(".nf");
    line(words);
    raw(".fi");
    raw(".RE");
  }

 private:
  Language language_;
  std::string text_;
};

void add_options(const std::vector<Option>& options, Language language, Page& page) {
  for (const Option& option : options) page.entry(option_title(option, language), option_text(option, language));
}

void add_command(const Command& command, Language language, Page& page) {
  page.raw(fmt::format(".SS {}", escaped(usage_line(command, language))));
  page.line(command.summary);
  for (const Argument& argument : command.arguments) page.entry(argument.name.in(language), argument.meaning.in(language));
  add_options(command.options, language, page);
  for (const Message& remark : command.remarks) page.paragraph(remark);
}

}  // namespace

std::string manual_page(const std::vector<Command>& commands, const std::vector<Option>& common, Language language) {
  const bool chinese = language == Language::chinese;
  Page page(language);
  page.raw(fmt::format(".TH FENJI 1 \"\" \"fenji {}\" \"{}\"", FENJI_VERSION, chinese ? "用户命令" : "User Commands"));
  page.raw(".ad l");  // Chinese has no blanks to stretch
  page.section({"名称", "NAME"});
  page.line({"fenji - 把客户政策写成规则文件，证明、执行并说明理由",
             "fenji - customer policies as rule files, proved, run and explained"});
  page.section({"用法", "SYNOPSIS"});
  for (const Command& command : commands) {
    if (command.hidden) continue;
    page.raw(escaped(usage_line(command, language)));
    page.raw(".br");
  }
  page.section({"说明", "DESCRIPTION"});
  page.line(
      {"fenji "
       "读取销售政策的规则文件（中文或英文），证明它没有空缺和矛盾，按它给整份客户名单评级，并说明每个客户为什么得到这个结果。",
       "fenji reads the customer policy of a sales organisation as a rule file, in Chinese or English, proves that it has no "
       "hole and no contradiction, grades whole customer lists with it, and tells for every customer why."});
  page.paragraph(
      {"名单是有表头的 CSV 文件，UTF-8 或 GB18030 编码；- 代表标准输入或标准输出。结果是带 BOM 的 UTF-8 "
       "文件，每条记录一行，次序与名单相同。",
       "A list is a CSV file with a header row, in UTF-8 or GB18030; - is standard input or output. The result is UTF-8 "
       "with a byte order mark and has one row for each record, in the order of the list."});
  page.section({"例子", "EXAMPLES"});
  for (const Command& command : commands) {
    if (command.hidden) continue;
    for (const Message& example : command.examples) page.example(example);
  }
  page.section({"命令", "COMMANDS"});
  for (const Command& command : commands) {
    if (!command.hidden) add_command(command, language, page);
  }
  page.section({"所有命令都有的选项", "OPTIONS OF ALL COMMANDS"});
  add_options(common, language, page);
  page.entry("--version", chinese ? "显示版本" : "show the version");
  page.section({"退出码", "EXIT STATUS"});
  for (int code = 0; code < exit_code_count; ++code) page.entry(fmt::format("{}", code), exit_code_meaning(code).in(language));
  page.section({"环境变量", "ENVIRONMENT"});
  page.entry("LC_ALL, LC_MESSAGES, LANG",
             chinese ? "没有规则文件、也没有 --lang 时，显示的语言：第一个不空的，以 zh 开头是中文，否则是英文。"
                     : "The language where there is neither a rule file nor --lang: Chinese if the first that is set begins "
                       "with zh, else English.");
  page.entry("NO_COLOR",
             chinese ? "不空时不用颜色，除非写了 --color always。" : "If set, no colours, unless with --color always.");
  page.entry("TERM", chinese ? "是 dumb 或没有设时不用颜色。" : "No colours if it is dumb or not set.");
  page.section({"隐私", "PRIVACY"});
  page.line(
      {"显示的信息、小结和说明只提到编号和有问题的那一格，不会写出整条记录；explain 显示影响结果的那些单元格。",
       "Messages, summaries and notes name the key and the one cell in question, never a whole record; explain shows the cells "
       "that decided."});
  return page.text();
}

}  // namespace fenji::cli
