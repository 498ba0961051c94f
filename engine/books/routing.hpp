// Stage: books. Which file of a book grades a record: the one that is in force and whose `applies` holds.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/graph/graph.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/lists/record_block.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::books {

struct Route {
  enum class Kind : std::uint8_t {
    file,      // `first` grades it: it is the only one that applies, or none certainly does and it is the first undecided one
    none,      // no file applies
    several,   // `first` and `second` do, and perhaps others
    too_long,  // it has more cells than the header: none of them can be trusted
  } kind = Kind::none;
  std::uint16_t first = 0;
  std::uint16_t second = 0;
};

// What of a set of rules decides whether they apply.
class Applicability {
 public:
  explicit Applicability(const model::Rules& rules);

  // What headers of the list say of its cells.
  void read_as_listed(const run::ListColumns& columns) { run::read_as_listed(rules_, columns); }

  const model::Rules& rules() const { return rules_; }
  const graph::Graph& graph() const { return graph_; }

 private:
  model::Rules rules_;
  graph::Graph graph_;
};

// For one thread. The files count as in `files`; a null one is not in force.
class Router {
 public:
  // The references must outlive the router; `columns` by file.
  Router(const std::vector<std::unique_ptr<Applicability>>& files, const std::vector<run::ListColumns>& columns,
         std::uint32_t width, std::size_t batch);
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  // Positions of the columns that are read.
  const std::vector<std::uint32_t>& wanted() const { return wanted_; }
  // See RecordCells::split_by.
  void split_by(const std::vector<std::uint32_t>& positions);

  // By record of a block that was split by wanted(), or as split_by() says; good until the next call.
  const std::vector<Route>& routes(const lists::RecordBlock& block);
  // The same of a block that need not be split: one that is not GB18030, all of whose records are plain; `index` was built of
  // it.
  const std::vector<Route>& routes(const lists::CsvBlock& block, const lists::CsvIndex& index);

 private:
  struct Asked;  // one file

  // `read(file, begin, rows)`: the batch of those records.
  template <class Read>
  void ask_all(std::size_t records, Read&& read);

  std::vector<std::unique_ptr<Asked>> files_;
  std::vector<std::uint32_t> wanted_;
  std::vector<std::size_t> surplus_;  // columns of a block that show cells behind the header's
  std::uint32_t width_;
  std::size_t batch_;
  std::vector<Route> routes_;
};

// Adds positions that are not yet among `to`.
void add_positions(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& positions);

}  // namespace fenji::books
