#include "tests/generate/variants.hpp"

#include <utility>

#include "tests/generate/expressions.hpp"

namespace fenji::generate {

namespace {

std::shared_ptr<Expression> copy(const ExpressionPtr& expression) { return std::make_shared<Expression>(*expression); }

}  // namespace

std::vector<std::vector<Item>> variants(const std::vector<Item>& items) {
  std::vector<std::vector<Item>> found;
  for (std::size_t i = 0; i < items.size() && items.size() > 1; ++i) {
    found.push_back(items);
    found.back().erase(found.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const auto part : {&Item::value, &Item::lower, &Item::upper}) {
      if (!(items[i].*part)) continue;
      for (const ExpressionPtr& simpler : variants(items[i].*part)) {
        found.push_back(items);
        found.back()[i].*part = simpler;
      }
    }
    if (items[i].lower && items[i].upper) {
      for (const auto part : {&Item::lower, &Item::upper}) {
        found.push_back(items);
        (found.back()[i].*part).reset();
      }
    }
  }
  return found;
}

std::vector<ExpressionPtr> variants(const ExpressionPtr& expression) {
  std::vector<ExpressionPtr> found;
  const bool leaf = expression->operands.empty();
  if (expression->type.kind == model::Kind::yes_no && expression->form != Form::yes_no) {
    found.push_back(yes_no(true));
    found.push_back(yes_no(false));
  }
  if (expression->type.kind == model::Kind::number && !leaf && can_be_written(expression->type.unit)) {
    found.push_back(literal({1, 0}, expression->type.unit, expression->type.percent));
  }
  for (const ExpressionPtr& operand : expression->operands) {
    if (operand->type.kind == expression->type.kind) found.push_back(operand);
  }
  const std::size_t count = expression->operands.size();
  const bool is_chain = !expression->operators.empty() && expression->form != Form::compare;
  const bool is_list = expression->form == Form::all || expression->form == Form::any || expression->form == Form::minimum ||
                       expression->form == Form::maximum || expression->form == Form::worst || expression->form == Form::best;
  for (std::size_t i = 0; i < count && count > 2 && (is_chain || is_list); ++i) {
    auto made = copy(expression);
    made->operands.erase(made->operands.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_chain) made->operators.erase(i == 0 ? 0 : i - 1, 1);
    found.push_back(made);
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (const ExpressionPtr& simpler : variants(expression->operands[i])) {
      auto made = copy(expression);
      made->operands[i] = simpler;
      found.push_back(made);
    }
  }
  for (std::size_t i = 0; i < expression->groups.size(); ++i) {
    auto made = copy(expression);
    made->groups.erase(made->groups.begin() + static_cast<std::ptrdiff_t>(i));
    found.push_back(made);
    for (const ExpressionPtr& simpler : variants(expression->groups[i])) {
      made = copy(expression);
      made->groups[i] = simpler;
      found.push_back(made);
    }
  }
  const bool restricted = is_of_list(expression->form) && expression->form != Form::apportion && count > 0 &&
                          expression->operands.back()->type.kind == model::Kind::yes_no;
  if (restricted) {
    auto made = copy(expression);
    made->operands.pop_back();
    found.push_back(made);
  }
  for (auto& items : variants(expression->items)) {
    auto made = copy(expression);
    made->items = std::move(items);
    found.push_back(made);
  }
  return found;
}

}  // namespace fenji::generate
