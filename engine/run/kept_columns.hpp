// Stage: run. Columns of the list that the result repeats as they stand, behind all that was graded and asked for
// (`fenji run --keep`).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/csv_block.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/result_columns.hpp"

namespace fenji::run {

struct KeptColumns {
  std::vector<std::uint32_t> positions;  // in the list
  std::vector<ResultColumn> columns;     // likewise; their names are those of the header, told apart from all others
  std::vector<Message> problems;         // names that the list lacks, one sentence each

  bool none() const { return positions.empty(); }
};

// By position in the list: what the rules call the column, and what it holds; nothing where they do not know it.
using KnownColumns = std::vector<std::optional<ResultColumn>>;

// `positions`: by field of `rules`.
KnownColumns known_columns(const model::Rules& rules, const std::vector<std::optional<std::uint32_t>>& positions,
                           std::size_t width);

// `asked`: headers of the list or names of fields, several of them joined by 、 or a comma; 全部 / all: every column, in the
// order of the list. `header`: the list's. `others`: the columns in front.
KeptColumns choose_kept(const std::vector<std::string>& asked, const std::vector<std::string>& header,
                        const KnownColumns& known, const std::vector<ResultColumn>& others, Language language);

// Writes the kept cells of a block behind its result lines; one writer a thread.
class KeptCells {
 public:
  explicit KeptCells(const std::vector<std::uint32_t>& positions) : splitter_(positions) {}

  // The block must stay as it is while its cells are used.
  void take(const lists::CsvBlock& block);

  // Appends the cells of `record`, each with a separator in front; empty where the record is too short to have them.
  void append(std::size_t record, lists::ByteBuffer& out);

  // `lines` with the cells of all records of the block, one line each.
  void append_all(std::string_view lines, lists::ByteBuffer& out);

 private:
  bool lies_in_block(std::string_view text) const;

  lists::CsvSplitter splitter_;
  lists::RecordBlock records_;
  std::string_view bytes_;  // of the block
  bool quotes_ = false;     // it has some
  std::string scratch_;
};

}  // namespace fenji::run
