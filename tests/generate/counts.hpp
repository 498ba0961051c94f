// Tests. Counts how often things occur, so that a test can show that each does.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fenji::generate {

class Counts {
 public:
  void add(const std::string& thing, bool occurs = true) {
    if (occurs) ++counts_[thing];
  }
  std::uint64_t of(const std::string& thing) const {
    const auto found = counts_.find(thing);
    return found == counts_.end() ? 0 : found->second;
  }
  // Those of `things` that occur fewer than `least` times.
  std::string lacking(const std::vector<std::string>& things, std::uint64_t least) const {
    std::string text;
    for (const std::string& thing : things) {
      if (of(thing) < least) text += (text.empty() ? "" : ", ") + thing + " " + std::to_string(of(thing));
    }
    return text;
  }

 private:
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace fenji::generate
