// Stage: model. The words of units.
#pragma once

#include <string_view>
#include <vector>

namespace fenji::model {

// All words that parse_unit() reads as the unit `name`, itself first: 元, yuan, CNY.
std::vector<std::string_view> unit_words(std::string_view name);

}  // namespace fenji::model
