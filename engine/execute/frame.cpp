#include "engine/execute/frame.hpp"

#include <algorithm>

namespace fenji::execute {

void OpenChoices::clear() {
  records.clear();
  rows.clear();
}

std::size_t OpenChoices::find(std::size_t record) const {
  const auto place = std::lower_bound(records.begin(), records.end(), record,
                                      [](const OpenChoice& choice, std::size_t wanted) { return choice.record < wanted; });
  if (place == records.end() || place->record != record) return records.size();
  return static_cast<std::size_t>(place - records.begin());
}

}  // namespace fenji::execute
