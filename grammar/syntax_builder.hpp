// Stage: grammar. From the concrete tree of one unit to syntax.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grammar/fragment.hpp"
#include "grammar/parse_node.hpp"
#include "grammar/parse_unit.hpp"
#include "grammar/syntax.hpp"

namespace fenji::grammar {

// The words of a name without its 「」 or backquotes.
std::string_view name_text(std::string_view words);

// What stands behind the digits of a number, as in 万元, 个月 or t.
void set_unit(std::string_view words, NumberLiteral& literal);

class SyntaxBuilder {
 public:
  // Without `diagnostics`, doubtful items are taken as they stand.
  SyntaxBuilder(const Fragment& fragment, Language language, Diagnostics* diagnostics)
      : fragment_(fragment), language_(language), diagnostics_(diagnostics) {}

  ExpressionPtr expression(const Node& node) const;
  ConditionCell condition_cell(const Node& root) const;
  std::vector<ContactSyntax> contacts(const Node& root) const;
  NumberLiteral weight(const Node& node) const;
  Assignment assignment(const Node& root) const;
  Head head(const Node& root) const;
  DateRange dates(const Node& root) const;
  FieldSyntax field(const Node& root) const;

 private:
  std::string_view text(const Node& node) const;
  Span span(const Node& node) const { return fragment_.span(node.begin, node.end); }
  Name name(const Node& node) const;
  NumberLiteral number(const Node& node) const;
  DateLiteral date(const Node& node) const;
  ExpressionPtr make(ExpressionKind kind, const Node& node) const;
  ExpressionPtr chain(ExpressionKind kind, const Node& node) const;
  ExpressionPtr condition(const Node& node) const;
  void add_as_of(Expression& call) const;
  Item item(const Node& node) const;
  void word_range(const Node& node, Item& item) const;
  bool is_at_most(const Node& suffix) const;
  void upper_limit(const Node& node, Item& item) const;
  void interval(const Node& node, std::vector<Item>& items) const;
  void items(const Node& node, std::vector<Item>& items) const;
  ContactSyntax contact(const Node& node) const;
  void report(const Node& node, Message message) const;

  const Fragment& fragment_;
  Language language_;
  Diagnostics* diagnostics_;
};

}  // namespace fenji::grammar
