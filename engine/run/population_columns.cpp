#include "engine/run/population_columns.hpp"

#include <limits>

#include "engine/execute/number_runs.hpp"

namespace fenji::run {

PopulationColumns::PopulationColumns(const model::Rules& rules, const execute::Populations* populations, std::uint32_t level)
    : rules_(rules), populations_(populations) {
  for (model::PopulationId id = 0; populations != nullptr && id < rules.populations.size(); ++id) {
    const model::Population& population = rules.populations[id];
    if (rules.fields[population.field].used && population.level < level) columns_.push_back(id);
  }
}

PopulationColumns::PopulationColumns(const model::Rules& rules, const execute::Populations* populations)
    : PopulationColumns(rules, populations, std::numeric_limits<std::uint32_t>::max()) {}

void PopulationColumns::fill(columns::BatchReader& reader) {
  for (const model::PopulationId id : columns_) {
    columns::Column& column = reader.computed(rules_.populations[id].field);
    column.set_all_known(true);
    execute::for_number_runs(numbers_, [&](std::size_t begin, std::size_t end) {
      populations_->fill(id, numbers_[begin], end - begin, begin, column);
    });
  }
}

}  // namespace fenji::run
