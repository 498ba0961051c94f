// Stage: prove. Reads tests and conditions as formulas, and finds the axes that they speak of: values that are equal, or
// equal but for a factor and a sum, share one axis, so that two columns about one quantity never contradict each other.
//
// Order: `introduce`, then `test` and `condition` for all that is asked, then `cut`, after which the axes have cells and stay
// as they are.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/prove/formula.hpp"
#include "engine/prove/knowledge.hpp"

namespace fenji::prove {

// A number seen from its axis: factor × value of the axis + offset.
struct View {
  std::uint32_t axis = 0;
  Decimal factor{1, 0};
  Decimal inverse{1, 0};  // of the factor, exactly
  Decimal offset;

  std::optional<Decimal> value(Decimal on_axis) const;
  // What the axis shows where the number lies in `interval`; nothing when a limit leaves the exact decimals.
  std::optional<Interval> on_axis(const Interval& interval) const;
};

class Axes {
 public:
  explicit Axes(const Knowledge& knowledge) : knowledge_(knowledge) {}

  // Gives a subject its axis before any other asks for it, under the author's name for it. A yes/no that is a condition has
  // none.
  void introduce(const model::Subject& subject);
  Formula test(model::ExpressionId subject, const model::Test& test);
  Formula condition(model::ExpressionId condition);

  // From now on, what speaks of an axis not yet found is undecided.
  void accept_no_more() { accepting_ = false; }

  // Cuts every axis at the limits that the formulas name.
  void cut(const std::vector<const Formula*>& formulas);

  // By the number of an axis; restrict_to may still be called on them.
  std::vector<Axis>& all() { return axes_; }
  const std::vector<Axis>& all() const { return axes_; }

  // How a subject is seen, where the axes tell; for labels and the like the view only names the axis.
  std::optional<View> view(model::ExpressionId subject) const;

 private:
  Formula test_of_number(model::ExpressionId subject, const std::vector<Interval>& intervals);
  Formula test_of_codes(model::ExpressionId subject, const Codes& codes);
  Formula comparison(const model::Expression& comparison);
  Formula comparison_of_numbers(const model::Expression& comparison);
  Formula equality(model::ExpressionId left, model::ExpressionId right, model::ExpressionId whole);
  Formula text_equality(model::ExpressionId subject, const std::string& text);
  std::uint32_t code_of_text(std::uint32_t axis, const std::string& text);  // among the texts of the axis, where it is added
  Formula opaque(model::ExpressionId condition);
  Formula number_atom(const LinearSum& sum, const Interval& interval, model::ExpressionId expression, const std::string& name);

  std::optional<View> number_view(const LinearSum& sum, model::ExpressionId expression, const std::string& name);
  std::optional<View> known_view(const LinearSum& sum) const;
  std::uint32_t new_axis(const LinearSum& sum, model::ExpressionId expression, const std::string& name);
  std::optional<std::uint32_t> coded_axis(model::ExpressionId expression, Axis::Kind kind, const std::string& name);
  const model::Expression& at(model::ExpressionId id) const { return knowledge_.rules.expressions[id]; }

  const Knowledge& knowledge_;
  std::vector<Axis> axes_;
  std::unordered_map<std::uint32_t, std::unordered_map<std::string, std::uint32_t>> text_codes_;  // by axis
  std::unordered_map<std::string, View> by_terms_;  // how an axis is seen from its sum with the first coefficient 1
  std::unordered_map<Identity, View> views_;        // of the numbers asked for so far
  std::unordered_map<Identity, std::uint32_t> by_identity_;
  int depth_ = 0;
  bool accepting_ = true;
};

}  // namespace fenji::prove
