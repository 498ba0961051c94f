// Stage: grammar. Contacts of a plan as people write them beside the notation of the language.
#pragma once

#include <string>
#include <string_view>

#include "grammar/diagnostics/source.hpp"

namespace fenji::grammar {

// 每月1次 上门, 1次每半年 上门, twice a month by phone as 1次/月 上门 and so on; empty for all that is right, or no contacts at
// all.
std::string contacts_meant(std::string_view cell, Language language);

}  // namespace fenji::grammar
