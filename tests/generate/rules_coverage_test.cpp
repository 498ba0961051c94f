// That every construct of the language comes up in generated files: counted in what the parser and the checker make of them,
// and in the text where they leave no trace in either.
#include <doctest/doctest.h>

#include "engine/check/check.hpp"
#include "grammar/parse.hpp"
#include "tests/generate/counts.hpp"
#include "tests/generate/description.hpp"
#include "tests/generate/rules_generator.hpp"
#include "tests/support/diagnostic_text.hpp"

using namespace fenji;
using namespace fenji::generate;
using grammar::ExpressionKind;

namespace {

class SyntaxCounter {
 public:
  explicit SyntaxCounter(Counts& counts) : counts_(counts) {}

  void count(const grammar::RuleFile& tree) {
    for (const grammar::Block& block : tree.blocks) {
      std::visit([this](const auto& content) { this->block(content); }, block.content);
    }
  }

 private:
  void expression(const grammar::ExpressionPtr& pointer, int depth = 0) {
    if (!pointer) return;
    const grammar::Expression& syntax = *pointer;
    static const char* const kinds[] = {"number",  "date", "text", "name",     "call",   "negate", "sum",    "product",
                                        "compare", "all",  "any",  "negation", "within", "given",  "missing"};
    const std::string kind = kinds[static_cast<std::size_t>(syntax.kind)];
    counts_.add(kind == "call" ? "call " + function(syntax.text) : kind);
    counts_.add("quoted name", syntax.kind == ExpressionKind::name && syntax.quoted);
    counts_.add("as of", syntax.kind == ExpressionKind::name && (syntax.text == "基准日" || syntax.text == "as of"));
    counts_.add("depth 5", depth == 5);
    counts_.add("not in", syntax.kind == ExpressionKind::within && syntax.negated);
    for (const char sign : syntax.operators) counts_.add(kind + " " + sign);
    if (syntax.kind == ExpressionKind::number) {
      counts_.add("number with unit", !syntax.number.unit.empty());
      counts_.add("percentage", syntax.number.percent);
      counts_.add("power " + std::to_string(syntax.number.magnitude));
      counts_.add("38 digits", syntax.number.digits.size() >= 38);
    }
    counts_.add("three operands", syntax.operands.size() >= 3);
    counts_.add("round without places", function(syntax.text) == "round" && syntax.operands.size() == 1);
    for (const auto& operand : syntax.operands) expression(operand, depth + 1);
    items("in list", syntax.items);
  }

  static std::string function(const std::string& word) {
    if (word == "年份" || word == "year") return "year";
    if (word == "满月数" || word == "full months") return "full months";
    if (word == "满年数" || word == "full years") return "full years";
    if (word == "四舍五入" || word == "round") return "round";
    return word.starts_with("最小") || word == "min" ? "minimum" : "maximum";
  }

  void items(const std::string& place, const std::vector<grammar::Item>& list) {
    using Form = grammar::Item::Form;
    counts_.add(place + ", several items", list.size() > 1);
    for (const grammar::Item& item : list) {
      const std::string sides = std::string(item.lower_closed ? "[" : "(") + (item.upper_closed ? "]" : ")");
      if (item.form == Form::value)
        counts_.add(place + ", value");
      else if (item.form == Form::not_equal)
        counts_.add(place + ", not equal");
      else if (item.lower && item.upper)
        counts_.add(place + ", range " + sides);
      else if (item.lower)
        counts_.add(place + ", from " + sides.substr(0, 1));
      else
        counts_.add(place + ", up to " + sides.substr(1));
      counts_.add(place + ", limit by record", item.lower && item.lower->kind == ExpressionKind::name);
      expression(item.value, 1);
      expression(item.lower, 1);
      expression(item.upper, 1);
    }
  }

  void cell(const std::string& place, const grammar::ConditionCell& cell) {
    counts_.add(place + ", any", cell.any);
    counts_.add(place + ", otherwise", cell.otherwise);
    items(place, cell.items);
  }

  void modifiers(const std::string& place, const grammar::Modifiers& modifiers) {
    counts_.add(place + ", first match", modifiers.first_match);
    counts_.add(place + ", when", modifiers.when != nullptr);
    counts_.add(place + ", unique", !modifiers.first_match);
    expression(modifiers.when);
  }

  void block(const grammar::HeaderBlock& header) {
    counts_.add("version", !header.version.text.empty());
    counts_.add("owner", !header.owner.text.empty());
    counts_.add("approval", !header.approval.text.empty());
    counts_.add("notes", !header.notes.text.empty());
    counts_.add("applies", header.applies != nullptr);
    counts_.add("effective from", header.effective_from && !header.effective_to);
    counts_.add("effective from and to", header.effective_to.has_value());
    expression(header.applies);
  }
  void block(const grammar::ParametersBlock& parameters) {
    for (const auto& parameter : parameters.parameters) {
      counts_.add("parameter, bare word", parameter.value->kind == ExpressionKind::name);
      counts_.add("parameter, worked out", parameter.value->kind == ExpressionKind::product);
    }
  }
  void block(const grammar::FieldsBlock& fields) {
    for (const auto& field : fields.fields) {
      counts_.add("field, other headers", !field.also.empty());
      counts_.add("field, unit", !field.unit.empty());
    }
  }
  void block(const grammar::ScaleBlock&) { counts_.add("scale"); }
  void block(const grammar::DefinitionBlock& definition) {
    counts_.add("derived");
    expression(definition.value);
  }
  void block(const grammar::EligibilityBlock& gate) {
    static const char* const modes[] = {"all of", "any of", "at least of"};
    counts_.add(modes[static_cast<std::size_t>(gate.mode)]);
    modifiers("eligibility", gate.modifiers);
    for (const auto& element : gate.elements) expression(element.condition);
  }
  void block(const grammar::ScorecardBlock& scorecard) {
    modifiers("scorecard", scorecard.modifiers);
    counts_.add("criteria " + std::to_string(scorecard.criteria.size()));
    for (const auto& criterion : scorecard.criteria) {
      counts_.add("fractional weight", criterion.weight.digits.find('.') != std::string::npos);
      counts_.add("criterion, worked out", criterion.subject->kind != ExpressionKind::name);
      expression(criterion.subject);
    }
    for (const auto& row : scorecard.rows) {
      for (const auto& condition : row.conditions) cell("scorecard", condition);
      counts_.add("points, worked out", row.points.expression && row.points.expression->kind != ExpressionKind::number);
    }
  }
  void block(const grammar::TableBlock& table) {
    const std::string name(spelling(table.form, Language::english));
    modifiers(name, table.modifiers);
    counts_.add(name + ", results " + std::to_string(table.results.size()));
    for (const auto& column : table.columns) expression(column.subject);
    for (const auto& row : table.rows) {
      for (const auto& condition : row.conditions) cell(name, condition);
      for (const auto& result : row.results) expression(result.expression);
    }
  }
  void block(const grammar::MatrixBlock& matrix) { modifiers("matrix", matrix.modifiers); }
  void block(const grammar::ClassifyBlock& classify) { modifiers("classify", classify.modifiers); }
  void block(const grammar::PlanBlock& plan) {
    counts_.add("plan");
    counts_.add("plan, when", plan.modifiers.when != nullptr);
    for (const auto& row : plan.rows) {
      for (const auto& contacts : row.cells) {
        counts_.add("no contact", contacts.empty());
        counts_.add("two contacts", contacts.size() == 2);
        for (const auto& contact : contacts) this->contact(contact);
      }
    }
  }
  void contact(const grammar::ContactSyntax& contact) {
    using grammar::Keyword;
    counts_.add("contact, range", contact.minimum < contact.maximum);
    counts_.add("contact, several periods", contact.periods > 1);
    counts_.add("contact, other action", !contact.other_action.empty());
    counts_.add("contact, no action", contact.period && !contact.action && contact.other_action.empty());
    if (!contact.period) return counts_.add("contact, no frequency");
    for (const auto& [period, name] : {std::pair{Keyword::day, "day"},
                                       {Keyword::week, "week"},
                                       {Keyword::month, "month"},
                                       {Keyword::quarter, "quarter"},
                                       {Keyword::half_year, "half-year"},
                                       {Keyword::year_period, "year"}}) {
      counts_.add(std::string("contact per ") + name, *contact.period == period);
    }
    for (const auto& [action, name] : {std::pair{Keyword::on_site, "on site"},
                                       {Keyword::phone, "by phone"},
                                       {Keyword::on_site_or_phone, "on site or by phone"}}) {
      counts_.add(std::string("contact ") + name, contact.action == action);
    }
  }
  void block(const grammar::PortfolioBlock&) { counts_.add("portfolio"); }
  void block(const grammar::ExamplesBlock& examples) {
    counts_.add("examples");
    counts_.add("examples, title", !examples.title.text.empty());
    for (const auto& column : examples.columns) counts_.add("examples, status", column.status);
    for (const auto& row : examples.rows) {
      for (const auto& each : row.cells) counts_.add("examples, empty cell", each.cell.text.empty());
    }
  }
  void block(const grammar::OutputBlock& output) { counts_.add("30 outputs", output.names.size() >= 30); }
  template <class Other>
  void block(const Other&) {}  // of a block that is not generated yet

  Counts& counts_;
};

std::string name_of(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return "yes/no";
    case model::Kind::date:
      return "date";
    case model::Kind::label:
      return "label";
    case model::Kind::text:
      return "text";
    case model::Kind::number:
      break;
  }
  if (type.quotient) return "quotient";
  if (type.percent) return "percent";
  if (type.unit.money()) return "money";
  if (!type.unit.plain()) return "unit";
  return type.whole ? "whole" : "plain";
}

// How many definitions stand on one another at most.
std::size_t longest_chain(const model::Rules& rules) {
  std::vector<std::size_t> of_expression(rules.expressions.size(), 0), of_definition(rules.definitions.size(), 0);
  std::size_t longest = 0;
  for (std::size_t id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    std::vector<model::ExpressionId> open;
    if (definition.expression != model::none) open.push_back(definition.expression);
    if (definition.table != model::none) open.push_back(rules.tables[definition.table].subjects[0].expression);
    std::size_t length = 0;
    while (!open.empty()) {
      const model::Expression& expression = rules.expressions[open.back()];
      open.pop_back();
      if (expression.operation == model::Operation::definition) length = std::max(length, of_definition[expression.reference]);
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
    of_definition[id] = length + 1;
    longest = std::max(longest, length + 1);
  }
  return longest;
}

void count_model(const model::Rules& rules, Counts& counts) {
  for (const model::Parameter& parameter : rules.parameters) counts.add("parameter " + name_of(parameter.type));
  for (const model::Field& field : rules.fields) {
    const std::string type = name_of(field.type);
    counts.add("field " + type);
    counts.add("field " + type + ", blank means", field.blank_means.has_value());
    counts.add("field, optional", field.optional);
    counts.add("field, unused", !field.used);
    counts.add("field, bare number", field.bare_number_means.mantissa > 1);
    counts.add("field, options of a scale", field.type.kind == model::Kind::label && rules.labels_of(field.type).ordered);
    if (field.bounds)
      counts.add("field " + type + ", bounds" + (field.bounds->lower ? " from" : "") + (field.bounds->upper ? " to" : ""));
    if (field.percent_cells == model::Field::PercentCells::points) counts.add("field percent in points");
    if (field.percent_cells == model::Field::PercentCells::fraction) counts.add("field percent as fraction");
  }
  const auto last_layer = static_cast<std::uint32_t>(rules.gates.size()) + 1;
  for (const model::Definition& definition : rules.definitions) {
    counts.add("definition " + name_of(definition.type));
    counts.add("definition for applies", definition.layer == 0);
    counts.add("definition for a gate", definition.layer > 0 && definition.layer < last_layer);
  }
  for (const model::Table& table : rules.tables) {
    for (const model::Subject& subject : table.subjects)
      counts.add("subject " + name_of(rules.expressions[subject.expression].type));
    for (const model::Type& type : table.result_types) counts.add("result " + name_of(type));
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) counts.add("row with conditions", !test.conditions.empty());
      for (const model::ExpressionId result : row.results) {
        const model::Expression& expression = rules.expressions[result];
        counts.add("label by record",
                   expression.type.kind == model::Kind::label && expression.operation != model::Operation::constant);
      }
    }
  }
  for (const model::Expression& expression : rules.expressions) {
    if (expression.operation != model::Operation::definition) continue;
    counts.add("use of a quotient", rules.definitions[expression.reference].type.quotient);
  }
  for (const model::OutputColumn& output : rules.outputs) {
    counts.add("output of a field", output.field != model::none);
    counts.add("output of a parameter", output.parameter != model::none);
    counts.add("output of a role", output.definition != model::none && !rules.definitions[output.definition].author_named);
  }
  counts.add("two gates", rules.gates.size() > 1);
  counts.add("chain of 50", longest_chain(rules) >= 50);
  counts.add("chain of 10", longest_chain(rules) >= 10);
}

const std::vector<std::string> expected = {
    // expressions
    "number", "date", "text", "name", "quoted name", "negate", "sum", "product", "compare", "all", "any", "negation", "within",
    "not in", "given", "missing", "call year", "call full months", "call full years", "as of", "call round", "call minimum",
    "call maximum", "round without places", "sum +", "sum -", "product *", "product /", "compare =", "compare #", "compare <",
    "compare >", "compare {", "compare }", "depth 5", "three operands", "number with unit", "percentage", "power 4", "power 8",
    "power 6", "power 7", "power 12", "38 digits",
    // lists and cells
    "in list, several items", "in list, value", "in list, not equal", "in list, range []", "in list, range [)",
    "in list, range (]", "in list, range ()", "in list, from [", "in list, from (", "in list, up to ]", "in list, up to )",
    "in list, limit by record", "bands, any", "bands, otherwise", "bands, several items", "bands, value", "bands, range []",
    "bands, range [)", "bands, range (]", "bands, range ()", "bands, from [", "bands, from (", "bands, up to ]",
    "bands, up to )", "grade, otherwise", "grade, range [)", "scorecard, any", "scorecard, otherwise", "scorecard, value",
    "scorecard, range [)", "scorecard, from [",
    // blocks
    "version", "owner", "approval", "notes", "applies", "effective from", "effective from and to", "scale", "derived", "all of",
    "any of", "at least of", "two gates", "eligibility, when", "scorecard, first match", "scorecard, unique", "scorecard, when",
    "criteria 2", "criteria 3", "criteria 4", "criteria 5", "fractional weight", "criterion, worked out", "points, worked out",
    "bands, first match", "bands, unique", "bands, when", "bands, results 0", "bands, results 1", "bands, results 2",
    "bands, results 4", "grade, first match", "grade, unique", "grade, when", "grade, results 0", "grade, results 3", "plan",
    "plan, when", "no contact", "two contacts", "contact, range", "contact, several periods", "contact, other action",
    "contact, no action", "contact, no frequency", "contact per day", "contact per week", "contact per month",
    "contact per quarter", "contact per half-year", "contact per year", "contact on site", "contact by phone",
    "contact on site or by phone", "examples", "examples, title", "examples, status", "examples, empty cell", "30 outputs",
    "output of a field", "output of a parameter", "output of a role",
    // declarations
    "parameter plain", "parameter whole", "parameter percent", "parameter money", "parameter unit", "parameter date",
    "parameter text", "parameter yes/no", "parameter, bare word", "parameter, worked out", "field plain", "field whole",
    "field percent", "field percent in points", "field percent as fraction", "field money", "field unit", "field date",
    "field label", "field text", "field yes/no", "field, unit", "field, bare number", "field, optional", "field, unused",
    "field, other headers", "field, options of a scale", "field money, blank means", "field percent, blank means",
    "field whole, blank means", "field unit, blank means", "field label, blank means", "field yes/no, blank means",
    "field date, blank means", "field text, blank means", "field money, bounds from", "field money, bounds to",
    "field money, bounds from to", "field percent, bounds from to", "field whole, bounds from", "field date, bounds from",
    "field date, bounds from to",
    // types of definitions, subjects and results
    "definition plain", "definition whole", "definition percent", "definition money", "definition unit", "definition quotient",
    "definition yes/no", "definition date", "definition label", "definition text", "definition for applies",
    "definition for a gate", "use of a quotient", "subject plain", "subject percent", "subject money", "subject unit",
    "subject quotient", "subject whole", "subject date", "subject label", "subject text", "subject yes/no",
    "row with conditions", "result label", "result plain", "result percent", "result money", "result text", "result date",
    "result yes/no", "label by record", "chain of 10", "chain of 50"};

struct Spelling {
  Language language;
  std::vector<std::string> words;
};
const Spelling spellings[] = {
    {Language::chinese,
     {"以上",     "及以上",   "以下",      "以内",       "及以下", "及以内",    "以外",      "不低于", "不少于", "至少",
      "不超过",   "至多",     "超过",      "高于",       "大于",   "不满",      "低于",      "小于",   "至不满", "至低于",
      "个百分点", "万元",     "亿",        "百万",       "千万",   "万亿",      "不限",      "| -",    "| —",    "其余",
      "全部满足", "任一满足", "至少满足 ", "依次判断",   "仅当 ",  " 已填",     " 未填",     " 为 ",   " 不为 ", " 且 ",
      " 或 ",     "非 ",      "最小值(",   "最大(",      "年份(",  "四舍五入(", "空白视为 ", "可不填", "又称 ",  "按百分数",
      "按小数",   "唯一编号", "次/",       "上门或电话", "=> 状态"}},
    {Language::english,
     {"at least ",
      "at most ",
      "over ",
      "under ",
      " to under ",
      "percentage points",
      " yuan",
      "CNY",
      "years",
      "month",
      "any |",
      "otherwise",
      "all of",
      "any of",
      "first match",
      "when ",
      " given",
      " missing",
      " in ",
      " not in ",
      " and ",
      " or ",
      "not ",
      "min(",
      "max(",
      "year(",
      "round(",
      "blank means ",
      "optional",
      "also ",
      "in points",
      "as fraction",
      ", key",
      " per ",
      "on site or by phone",
      "=> status"}}};
const std::vector<std::string> signs = {"\t", "\r\n", "：", "，", "（", "｜",  "＃",  "＝",   "＋", "　",
                                        "０", "≥",    "≤",  "≠",  "<>", "!=",  "==",  "×",    "÷",  "−",
                                        "[",  "「",   "`",  "“",  "\"", " # ", "---", ",000", ".0", "=>"};

}  // namespace

TEST_CASE("every construct and every way to write it comes up") {
  Counts counts;
  SyntaxCounter syntax(counts);
  for (std::uint64_t seed = 1; seed <= 2500; ++seed) {
    Random random(seed);
    RulesOptions options;
    options.language = seed % 2 == 0 ? Language::chinese : Language::english;
    options.size = 1 + static_cast<int>(seed % 15);
    options.with_faults = seed % 3 == 0;
    options.near_overflow = seed % 4 == 0;
    const std::string text = random_rules(random, options);
    const grammar::ParseResult parsed = grammar::parse(text);
    syntax.count(parsed.tree);
    const check::CheckResult checked = check::check(parsed.tree, as_of_day);
    INFO("seed ", seed, "\n", fenji::test::text_of(parsed.diagnostics, text), fenji::test::text_of(checked.diagnostics, text));
    REQUIRE(checked.rules);
    count_model(*checked.rules, counts);
    for (const Spelling& spelling : spellings) {
      if (spelling.language != options.language) continue;
      for (const std::string& word : spelling.words) counts.add("`" + word + "`", text.find(word) != std::string::npos);
    }
    for (const std::string& sign : signs) counts.add("`" + sign + "`", text.find(sign) != std::string::npos);
    counts.add("block behind results", text.find("字段") > text.size() / 2 && text.find("fields") > text.size() / 2);
  }
  constexpr std::uint64_t least = 5;
  CHECK(counts.lacking(expected, least) == "");
  std::vector<std::string> words = {"block behind results"};
  for (const std::string& sign : signs) words.push_back("`" + sign + "`");
  for (const Spelling& spelling : spellings) {
    for (const std::string& word : spelling.words) words.push_back("`" + word + "`");
  }
  CHECK(counts.lacking(words, least) == "");
}
