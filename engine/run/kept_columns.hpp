// Stage: run. Columns of the list that the result repeats as they stand, behind all that was graded and asked for
// (`fenji run --keep`).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

}  // namespace fenji::run
