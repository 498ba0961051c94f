#include "engine/lists/converted_source.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t piece = std::size_t{128} << 10;

}  // namespace

Result<std::size_t> ConvertedSource::read(char* to, std::size_t size) {
  while (taken_ == text_.size() && !ended_) {
    text_.clear();
    taken_ = 0;
    const std::size_t kept = raw_.size();
    raw_.resize(kept + piece);
    const Result<std::size_t> count = source_->read(raw_.data() + kept, piece);
    if (!count.ok()) return count.failure();
    raw_.resize(kept + *count);
    ended_ = *count == 0;
    raw_.erase(0, convert(raw_, ended_, text_));
  }
  const std::size_t count = text_.copy(to, size, taken_);
  taken_ += count;
  return count;
}

}  // namespace fenji::lists
