#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <map>

#include "commands.hpp"
#include "grammar/suggest.hpp"
#include "terminal.hpp"

namespace {

using namespace fenji::cli;

constexpr const char* examples = R"(fenji: customer policies as rule files, proved, run and explained

Examples:
  fenji new --from customers.csv -o policy.fenji
  fenji run rules/government/mms.fenji customers.csv -o result.csv
  fenji run policy.fenji customers.csv -o result.csv --set 要求毛利率=30%
  fenji lint rules/
  fenji fmt rules/
  fenji explain policy.fenji customers.csv --key K000017
  fenji graph policy.fenji --dot | dot -Tsvg > policy.svg

A list is a CSV file in UTF-8 or GB18030 with a header row; - is standard input or output.)";

constexpr const char* exit_codes = R"(Exit codes:
  0  fine
  1  the rules have errors, or findings at or above --fail-level; fmt --check found a file that is not canonical
  2  wrong usage
  3  a file cannot be read or written
  4  the run finished, but some records are invalid and --strict was given)";

// Words that stand for a value, without CLI11's own listing of them in the help.
template <typename Value>
CLI::CheckedTransformer words(const std::map<std::string, Value>& values) {
  CLI::CheckedTransformer transformer(values);
  transformer.description("");
  return transformer;
}

CLI::Range whole_number(int lowest, int highest) {
  CLI::Range range(lowest, highest);
  range.description("");
  return range;
}

void add_common(CLI::App& command, CommonOptions& common) {
  command.add_option("--lang", common.language, "Language of messages and statuses: zh or en (default: that of the rule file)")
      ->transform(words<fenji::Language>({{"zh", fenji::Language::chinese}, {"en", fenji::Language::english}}))
      ->type_name("LANG");
}

void add_format(CLI::App& command, CommonOptions& common) {
  command.add_option("--format", common.format, "text or json")
      ->transform(words<Format>({{"text", Format::text}, {"json", Format::json}}))
      ->type_name("FORMAT");
}

void add_settings(CLI::App& command, CommonOptions& common) {
  command.add_option("--set", common.settings, "Set a parameter: --set NAME=VALUE, may be repeated")
      ->type_name("NAME=VALUE")
      ->take_all()
      ->allow_extra_args(false);
}

// What CLI11 says, and the word that was probably meant.
int usage_error(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  std::vector<std::string> names;
  std::string typed;
  const CLI::App* used = &app;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (app.got_subcommand(command->get_name())) used = command;
  }
  if (used == &app) {
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    if (argc > 1) typed = argv[1];
  } else {
    for (const CLI::Option* option : used->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    for (int i = 1; i < argc; ++i) {
      const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
      const bool known = std::find(names.begin(), names.end(), word) != names.end();
      if (word.starts_with("--") && word.size() > 2 && !known) {
        typed = word;
        break;
      }
    }
  }
  const bool unknown_command = used == &app && !typed.empty() && !typed.starts_with("-");
  print_error(unknown_command ? fmt::format("fenji: unknown command {}\n", typed) : fmt::format("fenji: {}\n", error.what()));
  const std::vector<std::string_view> known(names.begin(), names.end());
  if (const auto similar = fenji::grammar::closest(typed, known); similar && *similar != typed) {
    print_error(fmt::format("Did you mean {}?\n", *similar));
  }
  print_error(fmt::format("See fenji {}--help\n", used == &app ? "" : used->get_name() + " "));
  return wrong_usage;
}

int dispatch(int argc, char** argv) {
  CLI::App app{examples, "fenji"};
  app.footer(exit_codes);
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("fenji " FENJI_VERSION));

  NewCommand new_command;
  CLI::App* new_app = app.add_subcommand("new", "Write a rule file to start from");
  new_app->add_option("--from", new_command.list, "List (CSV) whose columns become the fields, - for standard input")
      ->type_name("LIST");
  new_app->add_option("-o,--out", new_command.out, "Rule file to write (default: standard output)")->type_name("FILE");
  new_app->add_flag("--force", new_command.force, "Replace FILE if it exists");
  add_common(*new_app, new_command.common);
  new_app->get_option("--lang")->description("Language of the file: zh or en (default: that of the headers)");
  new_app->footer("Example:\n  fenji new --from customers.csv -o policy.fenji\n\nWithout a list: a worked example.");

  RunCommand run_command;
  CLI::App* run_app = app.add_subcommand("run", "Grade a customer list");
  run_app->add_option("RULES", run_command.rules, "Rule file")->required();
  run_app->add_option("LIST", run_command.list, "Customer list (CSV), - for standard input")->required();
  run_app->add_option("-o,--out", run_command.out, "Result file (CSV), - for standard output")->required()->type_name("OUT");
  add_settings(*run_app, run_command.common);
  add_common(*run_app, run_command.common);
  add_format(*run_app, run_command.common);
  run_app->add_flag("--strict", run_command.strict, "Exit with 4 when some records are invalid");
  run_app->add_flag("-q,--quiet", run_command.common.quiet, "No summary");
  run_app->add_flag("--check-keys", run_command.check_keys, "Look for duplicate keys beyond five million records, too");
  run_app->add_option("--threads", run_command.threads, "Threads (default: one for each core)")
      ->check(whole_number(1, 1024))
      ->type_name("N");
  run_app->add_option("--batch-size", run_command.batch_size, "Records executed together (default: 2048)")
      ->check(whole_number(1, 1 << 20))
      ->type_name("N");
  run_app->add_flag("--plain", run_command.plain, "Use the slow evaluator, which is there for comparison");
  run_app->footer("Example:\n  fenji run policy.fenji customers.csv -o result.csv\n\nThe summary goes to standard error.");

  LintCommand lint_command;
  CLI::App* lint_app = app.add_subcommand("lint", "Prove that rule files have no hole and no contradiction");
  lint_app->add_option("PATH", lint_command.paths, "Rule files, or folders of them")->required();
  add_common(*lint_app, lint_command.common);
  add_format(*lint_app, lint_command.common);
  lint_app
      ->add_option("--fail-level", lint_command.fail_level, "note, warning, error (default) or never: from here on exit with 1")
      ->transform(words<FailLevel>({{"note", FailLevel::note},
                                    {"warning", FailLevel::warning},
                                    {"error", FailLevel::error},
                                    {"never", FailLevel::never}}))
      ->type_name("LEVEL");
  lint_app->add_flag("-q,--quiet", lint_command.common.quiet, "Findings only, no count");
  lint_app->footer("Example:\n  fenji lint rules/");

  FmtCommand fmt_command;
  CLI::App* fmt_app = app.add_subcommand("fmt", "Put rule files into their canonical form, or into the other keyword language");
  fmt_app->add_option("PATH", fmt_command.paths, "Rule files, or folders of them; - for standard input to standard output")
      ->required();
  fmt_app->add_flag("--check", fmt_command.check, "Change nothing; name the files that are not canonical and exit with 1");
  fmt_app->add_option("--keywords", fmt_command.keywords, "Translate the keywords to zh or en")
      ->transform(words<fenji::Language>({{"zh", fenji::Language::chinese}, {"en", fenji::Language::english}}))
      ->type_name("LANG");
  add_common(*fmt_app, fmt_command.common);
  fmt_app->footer(
      "Examples:\n  fenji fmt rules/\n  fenji fmt --check rules/\n  fenji fmt --keywords en - < policy.fenji > "
      "policy.en.fenji\n\n"
      "Files that change are named on standard output. They come out as UTF-8 without a byte order mark, with LF line ends.");

  ExplainCommand explain_command;
  CLI::App* explain_app = app.add_subcommand("explain", "Tell why a customer has its grade");
  explain_app->add_option("RULES", explain_command.rules, "Rule file")->required();
  explain_app->add_option("LIST", explain_command.list, "Customer list (CSV), - for standard input")->required();
  explain_app->add_option("--key", explain_command.key, "The customer's key")->required()->type_name("ID");
  add_settings(*explain_app, explain_command.common);
  add_common(*explain_app, explain_command.common);
  add_format(*explain_app, explain_command.common);
  explain_app->footer("Example:\n  fenji explain policy.fenji customers.csv --key K000017");

  ShowCommand show_command;
  CLI::App* show_app = app.add_subcommand("show", "Print the effective rules of a file that extends another");
  show_app->add_option("RULES", show_command.rules, "Rule file")->required();
  add_common(*show_app, show_command.common);
  add_format(*show_app, show_command.common);
  show_app->footer("Example:\n  fenji show rules/government/urban.fenji");

  GraphCommand graph_command;
  CLI::App* graph_app = app.add_subcommand("graph", "Print the evaluation graph of a rule file");
  graph_app->add_option("RULES", graph_command.rules, "Rule file")->required();
  graph_app->add_flag("--dot", graph_command.dot, "For Graphviz");
  add_settings(*graph_app, graph_command.common);
  add_common(*graph_app, graph_command.common);
  graph_app->footer("Example:\n  fenji graph policy.fenji --dot | dot -Tsvg > policy.svg");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return usage_error(app, error, argc, argv);
  }
  if (new_app->parsed()) return write_new(new_command);
  if (run_app->parsed()) return run(run_command);
  if (lint_app->parsed()) return lint(lint_command);
  if (fmt_app->parsed()) return format_files(fmt_command);
  if (explain_app->parsed()) return explain(explain_command);
  if (show_app->parsed()) return show(show_command);
  return graph(graph_command);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return dispatch(argc, argv);
  } catch (const std::bad_alloc&) {
    complain({"内存不足", "out of memory"}, environment_language());
    return file_failed;
  }
}
