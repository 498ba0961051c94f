// Stage: prove. The parts of sentences about a table: its name, its rows, a region and a customer inside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/prove/space.hpp"
#include "engine/prove/witness.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

// 评分表 基础分 的“毛利率差”列
Message table_phrase(const model::Rules& rules, model::TableId table);

// What a record does not get that fits no row: 没有分值.
Message lack_phrase(const model::Table& table);

// What a result column gives: 分值, 级别, or the column's name.
Message result_phrase(const model::Table& table, std::size_t column);

// The row as its cells read, without the results; `row 3` where it holds conditions.
Message row_phrase(const model::Rules& rules, const model::Table& table, std::uint32_t row);
Message rows_phrase(const model::Rules& rules, const model::Table& table, const std::vector<std::uint32_t>& rows);
// Where the label of a 分类 / classify line is told already: by its number alone.
Message unlabelled_rows_phrase(const model::Rules& rules, const model::Table& table, const std::vector<std::uint32_t>& rows);

// A result that is a constant; nothing for one that is computed.
std::optional<Message> result_words(const model::Rules& rules, const model::Table& table, std::uint32_t row,
                                    std::size_t column);

// 年度潜在销售额 = 799.5万, of the axes that the box restricts.
Message witness_phrase(const model::Rules& rules, const Space& space, const Box& box, const Witness& witness);

// The values on one axis. What lies at the end of all possible values is left open: 不满10 rather than 0至不满10.
Message cells_phrase(const model::Rules& rules, const Axis& axis, const CellSet& cells);
std::string cells_words(const model::Rules& rules, const Axis& axis, const CellSet& cells, Language language);
Interval interval_of(const Axis& axis, CellRange range);

// Only the values where one axis is restricted, otherwise each with its name.
Message region_phrase(const model::Rules& rules, const Space& space, const Box& box);

// Where to point for a row: its one cell, or all of it.
Span row_span(const model::Table& table, std::uint32_t row);

}  // namespace fenji::prove
