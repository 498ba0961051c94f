#include "engine/abi/evaluation.hpp"

#include <utility>

namespace fenji::abi {

std::variant<std::optional<OutputArray>, Fault> Evaluation::next() {
  if (!fault_ && ready_.empty()) fault_ = fill();
  if (fault_) return *fault_;
  if (ready_.empty()) return std::optional<OutputArray>();
  OutputArray array = std::move(ready_.front());
  ready_.pop_front();
  return std::optional(std::move(array));
}

}  // namespace fenji::abi
