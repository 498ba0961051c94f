#include "engine/lists/gb18030_source.hpp"

namespace fenji::lists {
std::size_t append_gb18030(std::string_view bytes, bool last, Gb18030Converter& converter, std::string& text) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ValidPrefix valid = gb18030_prefix(rest);
    const std::size_t before = text.size();
    text.resize(before + Gb18030Converter::utf8_room(valid.length));
    const char* const end = converter.convert(rest.substr(0, valid.length), text.data() + before);
    text.resize(end == nullptr ? before : static_cast<std::size_t>(end - text.data()));
    // Valid, and still unknown to this ICU.
    if (end == nullptr && valid.length > 0) text += ConvertedSource::no_text;
    rest.remove_prefix(valid.length);
    if (rest.empty() || (valid.cut && !last)) break;
    text += ConvertedSource::no_text;
    rest.remove_prefix(1);
  }
  return bytes.size() - rest.size();
}

Result<std::size_t> Gb18030Source::read(char* to, std::size_t size) {
  if (!converter_.available()) return gb18030_unavailable(name());
  return ConvertedSource::read(to, size);
}

}  // namespace fenji::lists
