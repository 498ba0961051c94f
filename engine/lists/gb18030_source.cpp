#include "engine/lists/gb18030_source.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t piece = std::size_t{128} << 10;
constexpr char no_text = '\xFF';

}  // namespace

std::size_t append_gb18030(std::string_view bytes, bool last, Gb18030Converter& converter, std::string& text) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ValidPrefix valid = gb18030_prefix(rest);
    const std::size_t before = text.size();
    text.resize(before + Gb18030Converter::utf8_room(valid.length));
    const char* const end = converter.convert(rest.substr(0, valid.length), text.data() + before);
    text.resize(end == nullptr ? before : static_cast<std::size_t>(end - text.data()));
    // Valid, and still unknown to this ICU.
    if (end == nullptr && valid.length > 0) text += no_text;
    rest.remove_prefix(valid.length);
    if (rest.empty() || (valid.cut && !last)) break;
    text += no_text;
    rest.remove_prefix(1);
  }
  return bytes.size() - rest.size();
}

Result<std::size_t> Gb18030Source::read(char* to, std::size_t size) {
  if (!converter_.available()) return gb18030_unavailable(name());
  while (taken_ == text_.size() && !ended_) {
    text_.clear();
    taken_ = 0;
    const std::size_t kept = raw_.size();
    raw_.resize(kept + piece);
    const Result<std::size_t> count = source_->read(raw_.data() + kept, piece);
    if (!count.ok()) return count.failure();
    raw_.resize(kept + *count);
    ended_ = *count == 0;
    raw_.erase(0, append_gb18030(raw_, ended_, converter_, text_));
  }
  const std::size_t count = text_.copy(to, size, taken_);
  taken_ += count;
  return count;
}

}  // namespace fenji::lists
