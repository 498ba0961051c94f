// Stage: export. A piece of SQL and what must be known to put it into a greater one.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace fenji::sql {

// How tightly the outermost operator binds. Only operators of one kind are ever joined without brackets, and comparisons and
// NOT by AND and OR, so what else the dialects' orders of precedence say does not matter.
enum class Binding : std::uint8_t { atom, sum, bits, condition, conjunction, disjunction, other };

struct Expression {
  std::string text;
  Binding binding = Binding::atom;
  int level = -1;  // the last CTE whose columns it names; -1: none
  int depth = 0;   // of operators inside one another
};

// As an operand of `binding`.
inline std::string operand(const Expression& expression, Binding binding = Binding::other) {
  const bool joins_conditions = binding == Binding::conjunction || binding == Binding::disjunction;
  const bool alike = expression.binding == binding && binding != Binding::other;
  const bool bare =
      expression.binding == Binding::atom || alike || (joins_conditions && expression.binding == Binding::condition);
  return bare ? expression.text : "(" + expression.text + ")";
}

inline int level_of(const std::vector<Expression>& parts) {
  int level = -1;
  for (const Expression& part : parts) level = std::max(level, part.level);
  return level;
}

inline int depth_of(const std::vector<Expression>& parts) {
  int depth = 0;
  for (const Expression& part : parts) depth = std::max(depth, part.depth);
  return depth + 1;
}

// `text` is made of `parts`.
inline Expression composed(std::string text, Binding binding, const std::vector<Expression>& parts) {
  return {std::move(text), binding, level_of(parts), depth_of(parts)};
}

// a AND b AND c; the one part where there is one.
inline Expression chained(const std::string& sign, Binding binding, const std::vector<Expression>& parts) {
  if (parts.size() == 1) return parts.front();
  std::string text;
  for (const Expression& part : parts) {
    if (!text.empty()) text += " " + sign + " ";
    text += operand(part, binding);
  }
  return composed(std::move(text), binding, parts);
}

inline Expression infix(const Expression& left, const std::string& sign, const Expression& right) {
  const bool compares = sign.find_first_of("=<>") != std::string::npos;
  return composed(operand(left) + " " + sign + " " + operand(right), compares ? Binding::condition : Binding::other,
                  {left, right});
}

inline Expression literal(std::string text) { return {std::move(text), Binding::atom, -1, 0}; }

inline Expression all_of(const std::vector<Expression>& parts) {
  return parts.empty() ? literal("TRUE") : chained("AND", Binding::conjunction, parts);
}
inline Expression any_of(const std::vector<Expression>& parts) {
  return parts.empty() ? literal("FALSE") : chained("OR", Binding::disjunction, parts);
}
inline Expression negated(const Expression& part) { return composed("NOT " + operand(part), Binding::condition, {part}); }
inline Expression is_null(const Expression& part) { return composed(operand(part) + " IS NULL", Binding::condition, {part}); }
inline Expression is_not_null(const Expression& part) {
  return composed(operand(part) + " IS NOT NULL", Binding::condition, {part});
}

// Built up branch by branch: CASE WHEN a THEN b … ELSE c END; without an `otherwise` NULL.
class Case {
 public:
  Case& when(const Expression& condition, const Expression& value) {
    text_ += " WHEN " + condition.text + " THEN " + value.text;
    parts_.insert(parts_.end(), {condition, value});
    return *this;
  }
  bool empty() const { return parts_.empty(); }
  Expression otherwise(const Expression& value) {
    if (empty()) return value;
    parts_.push_back(value);
    return composed("CASE" + text_ + " ELSE " + value.text + " END", Binding::atom, parts_);
  }
  Expression end() { return empty() ? literal("NULL") : composed("CASE" + text_ + " END", Binding::atom, parts_); }

 private:
  std::string text_;
  std::vector<Expression> parts_;
};

}  // namespace fenji::sql
