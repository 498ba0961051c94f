// Tests. Expressions, conditions and lists as an author writes them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/generate/description.hpp"
#include "tests/generate/voice.hpp"

namespace fenji::generate {

// A blank at which a statement may go on in the next line.
inline constexpr char breakable = '\x01';

class ExpressionSpeller {
 public:
  // `bare`: names and labels that are declared without quotes, whatever they look like. `thousands`: commas may group them.
  ExpressionSpeller(Voice& voice, std::set<std::string> bare, bool thousands)
      : voice_(voice), bare_(std::move(bare)), thousands_(thousands) {}

  // What stands around the expression.
  enum class Place {
    line,     // an expression with the rest of a line to itself
    head,     // behind the colon of a block: a comma ends lists
    table,    // a whole cell
    subject,  // behind 按 / on: nothing looser than a sum
    list      // where commas separate
  };

  std::string spell(const Expression& expression, Place place);
  // A condition cell.
  std::string spell(const Cell& cell);
  // A result cell.
  std::string spell(const Result& result, bool labels_only);
  // Bounds of a field. `commas`: they may group thousands.
  std::string spell_bounds(const Item& item, bool commas);

 private:
  struct Context {
    bool commas = true;       // thousands commas
    bool list_commas = true;  // a comma between the items of a list
  };

  bool may_stand_bare(const std::string& word) const;
  std::string spell_name(const std::string& name);
  std::string spell_label(const std::string& label);
  std::string spell_text(const std::string& words);
  std::string at_level(const Expression& expression, int least, Context context);
  std::string bracketed(const Expression& expression);
  std::string chain(const Expression& expression, Context context);
  std::string junction(const Expression& expression, Context context);
  std::string comparison(const Expression& expression, Context context);
  std::string list(const Expression& expression, Context context);
  std::string call(const Expression& expression);
  std::string list_call(const Expression& expression);
  std::string arguments(const std::vector<ExpressionPtr>& operands);

  std::string items(const std::vector<Item>& items, std::vector<std::string_view> separators, Context context);
  std::string bracketed_values(const std::vector<Item>& items);
  std::string item(const Item& item, Context context);
  std::string range(const Item& item, Context context);
  std::string one_sided(const ExpressionPtr& limit, bool lower, bool closed, Context context);
  std::string two_sided(const Item& item, Context context);
  std::string interval(const Item& item);
  std::string limit(const ExpressionPtr& expression, Context context, bool magnitudes);
  std::string number(const Expression& expression, Context context, bool magnitudes);

  Voice& voice_;
  std::set<std::string> bare_;
  bool thousands_;
  bool in_table_ = false;
};

}  // namespace fenji::generate
