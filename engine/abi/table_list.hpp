// Stage: abi. A table in memory as the customer list that it stands for, for what reads lists: books, and the records of a
// whole list explained. Its cells are the texts that a list would have, typed numbers of percentages with their sign.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/abi/fault.hpp"
#include "engine/abi/input.hpp"
#include "engine/abi/table_columns.hpp"
#include "engine/run/population_run.hpp"

namespace fenji::abi {

class TableList {
 public:
  // Takes in all of `input`. `readers`: the rules that read the list; a table that does not suit one of them is a fault, and so
  // is a typed column that is a percentage to one and something else to another. `every_column`: not only those that they read.
  static std::variant<std::shared_ptr<const TableList>, Fault> make(Owned<ArrowArrayStream> input,
                                                                    const std::vector<const model::Rules*>& readers,
                                                                    bool every_column);

  // As often as wanted. The lists must not outlive this.
  run::OpenList open() const;

 private:
  class Lines;
  // How numbers of a typed column are written.
  enum class Percent : std::uint8_t { no, fraction, points };
  struct Column {
    std::string name;
    TableColumn cells;
    Percent percent = Percent::no;
    std::string field;  // that it was chosen for; empty: none
  };

  TableList() = default;
  std::optional<Fault> choose(const ArrowSchema& schema, const std::vector<const model::Rules*>& readers, bool every_column);
  std::optional<Fault> add(const ArrowSchema& schema, const model::Rules& rules);

  std::vector<std::optional<Column>> columns_;  // by child of the table; nothing where the list goes without
  std::vector<Chunk> chunks_;                   // with records
};

}  // namespace fenji::abi
