#include <algorithm>
#include <set>
#include <string_view>

#include "tests/generate/count_constructs.hpp"

namespace fenji::generate {

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
    counts_.add("groups " + std::to_string(syntax.more->groups.size()), syntax.kind == ExpressionKind::call);
    counts_.add("group, worked out", std::any_of(syntax.more->groups.begin(), syntax.more->groups.end(),
                                                 [](const auto& group) { return group->kind != ExpressionKind::name; }));
    counts_.add("restricted " + function(syntax.text), is_restricted(syntax));
    counts_.add("quoted name", syntax.kind == ExpressionKind::name && syntax.quoted);
    counts_.add("as of", syntax.kind == ExpressionKind::name && (syntax.text == "基准日" || syntax.text == "as of"));
    counts_.add("depth 5", depth == 5);
    counts_.add("not in", syntax.kind == ExpressionKind::within && syntax.negated);
    for (const char sign : syntax.more->operators) counts_.add(kind + " " + sign);
    if (syntax.kind == ExpressionKind::number) {
      counts_.add("number with unit", !syntax.quantity->unit.empty());
      counts_.add("percentage", syntax.quantity->percent);
      counts_.add("power " + std::to_string(syntax.quantity->magnitude));
      counts_.add("38 digits", syntax.number().digits.size() >= 38);
    }
    counts_.add("three operands", syntax.operands.size() >= 3);
    counts_.add("round without places", function(syntax.text) == "round" && syntax.operands.size() == 1);
    counts_.add("apportion without places", function(syntax.text) == "apportion" && syntax.operands.size() == 2);
    for (const auto& operand : syntax.operands) expression(operand, depth + 1);
    for (const auto& group : syntax.more->groups) expression(group, depth + 1);
    items("in list", syntax.more->items);
  }

  // A function over the whole list with a condition.
  static bool is_restricted(const grammar::Expression& call) {
    if (call.kind != ExpressionKind::call || call.operands.empty()) return false;
    const std::string name = function(call.text);
    if (name == "count") return true;
    for (const char* other : {"total", "average", "share", "share above", "rank", "percentile"}) {
      if (name == other) return call.operands.size() == 2;
    }
    return false;
  }

  // In English, as the table of keywords has it first.
  static std::string function(const std::string& word) {
    for (const grammar::KeywordEntry& entry : grammar::all_keywords()) {
      if (entry.group != grammar::KeywordGroup::function) continue;
      const auto is_it = [&](std::string_view spelling) { return spelling == word; };
      if (std::any_of(entry.zh.begin(), entry.zh.end(), is_it) || std::any_of(entry.en.begin(), entry.en.end(), is_it))
        return std::string(entry.en.front());
    }
    return {};
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
    counts_.add(name + ", conditions " + std::to_string(table.columns.size()));
    for (const auto& column : table.columns) {
      counts_.add(name + ", worked out", column.subject->kind != ExpressionKind::name);
      expression(column.subject);
    }
    for (const auto& row : table.rows) {
      for (const auto& condition : row.conditions) cell(name, condition);
      for (const auto& result : row.results) expression(result.expression);
    }
  }
  void block(const grammar::MatrixBlock& matrix) {
    modifiers("matrix", matrix.modifiers);
    expression(matrix.row_subject);
    expression(matrix.column_subject);
    for (const auto& column : matrix.columns) cell("matrix, column", column.condition);
    for (const auto& row : matrix.rows) {
      cell("matrix, row", row.condition);
      for (const auto& result : row.results) {
        counts_.add("matrix, label", !result.expression || result.expression->kind == ExpressionKind::name);
        expression(result.expression);
      }
    }
  }
  void block(const grammar::ClassifyBlock& classify) {
    modifiers("classify", classify.modifiers);
    std::set<std::string> labels;
    for (const auto& line : classify.classes) {
      counts_.add("classify, otherwise", !line.condition);
      counts_.add("classify, label again", !labels.insert(line.label.text).second);
      expression(line.condition);
    }
    counts_.add("classify, no otherwise", !classify.classes.empty() && classify.classes.back().condition != nullptr);
  }
  void block(const grammar::PlanBlock& plan) {
    counts_.add("plan");
    counts_.add("plan, when", plan.modifiers.when != nullptr);
    counts_.add("plan, window", !plan.modifiers.window_field.text.empty());
    counts_.add("plan, window and when", !plan.modifiers.window_field.text.empty() && plan.modifiers.when != nullptr);
    counts_.add("plan, subject worked out", plan.subject->kind != ExpressionKind::name);
    expression(plan.subject);
    for (const auto& row : plan.rows) {
      for (const auto& contacts : row.cells) {
        counts_.add("no contact", contacts.empty());
        counts_.add("two contacts", contacts.size() == 2);
        counts_.add("three contacts", contacts.size() == 3);
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
  void block(const grammar::PortfolioBlock& portfolio) {
    counts_.add("portfolio, groups " + std::to_string(portfolio.groups.size()));
    counts_.add("portfolio, checks " + std::to_string(portfolio.checks.size()));
    for (const auto& group : portfolio.groups) expression(group);
    for (const auto& check : portfolio.checks) expression(check.condition);
  }
  void block(const grammar::ExamplesBlock& examples) {
    counts_.add("examples");
    counts_.add("examples, title", !examples.title.text.empty());
    for (const auto& column : examples.columns) {
      counts_.add("examples, status", column.status);
      counts_.add("examples, contacts", column.contacts);
    }
    for (const auto& row : examples.rows) {
      for (const auto& each : row.cells) counts_.add("examples, empty cell", each.cell.text.empty());
    }
  }
  void block(const grammar::OutputBlock& output) { counts_.add("30 outputs", output.names.size() >= 30); }
  Counts& counts_;
};

}  // namespace

void count_syntax(const grammar::RuleFile& tree, Counts& counts) { SyntaxCounter(counts).count(tree); }

}  // namespace fenji::generate
