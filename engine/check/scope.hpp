// Stage: check. The rules under construction and the names known in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/syntax.hpp"

namespace fenji::check {

struct Symbol {
  enum class Kind : std::uint8_t {
    field,
    parameter,
    definition,
    plan,     // stands for all its roles; only `output` may name it
    as_of,    // the as-of date, which no line declares
    pending,  // declared by a block that is not yet checked
    broken    // declared by something with an error of its own: using it is no further error
  } kind = Kind::pending;
  std::uint32_t index = model::none;
  Span span;
};

class Scope {
 public:
  Scope(Language language, Diagnostics& diagnostics) : diagnostics_(diagnostics) { rules.language = language; }

  model::Rules rules;

  // A name that stands for nothing yet. Reports `duplicate-name` where it is taken; the first declaration keeps it.
  void declare(const grammar::Name& name);
  // A name whose declaration is a reported mistake; no declaration of its own.
  void lose(const std::string& name);
  // What the name declared at `declared` stands for; without effect where another declaration has the name.
  void define(const std::string& name, Span declared, Symbol::Kind kind, std::uint32_t index);
  void define_broken(const grammar::Name& name) { define(name.text, name.span, Symbol::Kind::broken, model::none); }
  bool declares(const grammar::Name& name) const;  // this place is the one that has the name
  // Gives the as-of date its name, unless the file declares that for something else. Without a day, to use it is a mistake.
  void declare_as_of(std::optional<model::Day> day);
  // The as-of date, which the rules speak of from here on; nothing where there is none.
  std::optional<model::Day> use_as_of();
  // The parameter that stands for it where the rules speak of it. Call after declare_parameters.
  std::uint32_t as_of_parameter();
  bool uses_as_of() const { return uses_as_of_; }
  const Symbol* find(const std::string& name) const;
  std::vector<std::string_view> names(std::size_t most = static_cast<std::size_t>(-1)) const;  // the first ones

  model::ExpressionId add(model::Expression expression);
  // Those from the place `first` on, which nothing refers to: once a constant's value is known.
  void forget_from(std::size_t first) {
    rules.expressions.erase(rules.expressions.begin() + static_cast<std::ptrdiff_t>(first), rules.expressions.end());
  }
  const model::Expression& expression(model::ExpressionId id) const { return rules.expressions[id]; }
  const model::Type& type(model::ExpressionId id) const { return rules.expressions[id].type; }
  bool is_constant(model::ExpressionId id) const { return expression(id).operation == model::Operation::constant; }

  // The set with exactly these labels in this order, ordered or not; made once.
  model::LabelSetId label_set(const std::vector<std::string>& labels, bool ordered, const std::string& name);
  // The declared scale that holds all of `labels`, else none.
  model::LabelSetId scale_holding(const std::vector<std::string>& labels) const;
  void add_scale(model::LabelSetId scale) { scales_.push_back(scale); }
  // Units that fields and parameters declare, so that `2级` as a result can be told from a quantity.
  bool knows_unit(const model::Unit& unit) const;
  void add_unit(model::Unit unit) { units_.push_back(std::move(unit)); }

  void error(std::string name, Span span, Message message, std::optional<Message> advice = {}, std::optional<Fix> fix = {});
  void related(Span span, Message message);  // adds a place to the last diagnostic
  bool failed_since(std::size_t count) const { return errors_ > count; }
  std::size_t errors() const { return errors_; }

  Language language() const { return rules.language; }

 private:
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, Symbol> symbols_;
  std::vector<std::string> order_;
  std::vector<model::LabelSetId> scales_;
  std::vector<model::Unit> units_;  // of the fields
  std::size_t errors_ = 0;
  std::optional<model::Day> as_of_;
  bool uses_as_of_ = false;
};

}  // namespace fenji::check
