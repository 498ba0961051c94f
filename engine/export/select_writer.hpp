// Stage: export. The SELECT as it grows: columns in, CTEs out. A column goes into the CTE of its block; where it names another
// column of the same CTE, a next one is opened, since SQL knows no order among the columns of one SELECT.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/export/spelling.hpp"

namespace fenji::sql {

// Names that differ for every dialect: whatever the case of their letters, and where only so many bytes count.
class Names {
 public:
  explicit Names(std::size_t longest) : longest_(longest) {}

  // `wanted`, or as near to it as is not taken yet.
  std::string take(const std::string& wanted);

 private:
  std::size_t longest_;
  std::set<std::string> taken_;
};

// Lines of a comment above the first CTE of a block.
struct Block {
  std::string name;
  std::vector<std::string> comment;
};

class SelectWriter {
 public:
  // CTEs never take the name of `table`, theirs begin with `prefix`. `compact`: a column goes into the first CTE that can hold
  // it, whatever its block.
  SelectWriter(const Spelling& spelling, const std::string& table, std::string prefix, bool compact);

  // The first CTE: columns of the table, which it calls `source`.
  void begin(const Block& block, const std::string& from);

  // A column of the table under its own name, which no column made here takes. Call before column().
  Expression pass_on(const std::string& name);

  // A new column of the block, to be named as it is wanted; returns what names it from now on.
  Expression column(const Block& block, const std::string& wanted, const Expression& value);

  // WITH … up to the last CTE, whose name is result(). Where a dialect takes only so many CTEs in a row, the first ones of each
  // few are subqueries of the last.
  std::string text() const;
  std::string result() const;
  std::size_t ctes() const { return ctes_.size(); }

  const Spelling& spelling() const { return spelling_; }

 private:
  struct Cte {
    std::string name;
    std::string block;
    std::vector<std::string> comment;
    std::vector<std::string> columns;
  };

  void open(const Block& block);
  std::string columns_of(std::size_t place) const;
  std::string comment_of(std::size_t place) const;

  const Spelling& spelling_;
  const std::string prefix_;
  const bool compact_;
  Names cte_names_;
  Names column_names_;
  std::string from_;
  std::vector<Cte> ctes_;
  std::set<std::string> told_;  // blocks whose comment stands somewhere
};

}  // namespace fenji::sql
