#include "engine/execute/scattered_values.hpp"

#include <algorithm>
#include <span>

namespace fenji::execute {

void ScatteredValues::spill(std::uint32_t record, std::int64_t value) {
  const std::size_t number = record / part_;
  if (parts_.size() <= number) parts_.resize(number + 1);
  Part& part = parts_[number];
  part.waiting.push_back({value, record});
  if (part.waiting.size() < piece) return;
  if (spill_ == nullptr) spill_ = room_.make();
  spill_->write(spilled_, std::as_bytes(std::span(part.waiting)));
  part.pieces.push_back(spilled_);
  spilled_ += piece * sizeof(Waiting);
  part.waiting.clear();
}

void ScatteredValues::finish() {
  std::vector<std::int64_t> values;
  std::vector<Waiting> waiting(piece);
  for (std::size_t number = 0; number < parts_.size(); ++number) {
    Part& part = parts_[number];
    if (part.waiting.empty() && part.pieces.empty()) continue;
    const std::uint64_t first = static_cast<std::uint64_t>(number) * part_;
    values.resize(static_cast<std::size_t>(std::min<std::uint64_t>(part_, values_.size() - first)));
    values_.read(first, values);
    const auto put = [&](const std::vector<Waiting>& all) {
      for (const Waiting& each : all) values[each.record - first] = each.value;
    };
    put(part.waiting);
    for (const std::uint64_t begin : part.pieces) {
      if (spill_->read(begin, std::as_writable_bytes(std::span(waiting)))) put(waiting);
    }
    values_.write(first, values);
    part = {};
  }
}

}  // namespace fenji::execute
