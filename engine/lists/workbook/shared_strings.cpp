#include "engine/lists/workbook/shared_strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "engine/lists/file_error.hpp"
#include "engine/lists/utf8.hpp"
#include "engine/lists/workbook/damaged.hpp"
#include "engine/lists/workbook/xml_parser.hpp"

namespace fenji::lists {
namespace {

// Different texts pack to a tenth or so; what is packed better than this is no table of texts.
constexpr std::uint64_t best_packing = 250;
constexpr std::uint64_t always_allowed = std::uint64_t{64} << 20;

// The code unit of `_xHHHH_` at `at`.
std::optional<char32_t> escape_at(std::string_view text, std::size_t at) {
  constexpr std::size_t length = 7;
  if (text.size() - at < length || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
  std::uint16_t unit = 0;
  const char* const digits = text.data() + at + 2;
  const auto [end, error] = std::from_chars(digits, digits + 4, unit, 16);
  if (error != std::errc{} || end != digits + 4) return std::nullopt;
  return unit;
}

}  // namespace

void decode_escapes(std::string& text) {
  std::size_t from = text.find("_x");
  if (from == text.npos) return;
  std::size_t to = from;
  while (from < text.size()) {
    auto unit = escape_at(text, from);
    if (!unit) {
      text[to++] = text[from++];
      continue;
    }
    from += 7;
    char32_t character = *unit;
    if (character >= 0xD800 && character < 0xE000) {
      const auto low = character < 0xDC00 && from < text.size() ? escape_at(text, from) : std::nullopt;
      if (low && *low >= 0xDC00 && *low < 0xE000) {
        character = 0x10000 + ((character - 0xD800) << 10) + (*low - 0xDC00);
        from += 7;
      } else {
        character = 0xFFFD;
      }
    }
    char bytes[longest_utf8_character];
    for (const char *byte = bytes, *end = put_utf8(character, bytes); byte != end; ++byte) text[to++] = *byte;
  }
  text.resize(to);
}

Message cell_text_too_long(const Message& name, const Message& place) {
  const Message most = size_text(longest_cell_text);
  return {fmt::format("{}的{}超过 {}，太长了；Excel 的单元格最多 32,767 个字符", name.zh, place.zh, most.zh),
          fmt::format("{}: {} is longer than {}; cells of Excel hold 32,767 characters at most", name.en, place.en, most.en)};
}

void SharedStrings::add(std::string_view text) {
  if (text.size() > room_) {
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_size));
    room_ = chunk_size;
  }
  Text& place = texts_.emplace_back();
  if (text.empty()) return;
  const std::size_t at = chunk_size - room_;
  std::memcpy(chunks_.back().get() + at, text.data(), text.size());
  place.begin = static_cast<std::uint32_t>((chunks_.size() - 1) * chunk_size + at);
  place.size = static_cast<std::uint32_t>(text.size());
  room_ -= text.size();
}

class SharedStrings::Reader : public XmlHandler {
 public:
  Reader(SharedStrings& strings, const Message& name, std::uint64_t packed_size)
      : strings_(strings), name_(name), limit_(std::clamp(packed_size * best_packing, always_allowed, shared_strings_limit)) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") {
      text_.clear();
      inside_ = true;
    } else if (name == "t") {
      collects_ = inside_ && !phonetic_;
    } else if (name == "rPh") {
      phonetic_ = true;
    }
  }
  void text(std::string_view piece) override {
    if (!collects_) return;
    text_ += piece;
    if (text_.size() <= longest_cell_text) return;
    const std::size_t number = strings_.size() + 1;
    fail(cell_text_too_long(name_, {fmt::format("第 {} 个共享文本", number), fmt::format("shared text {}", number)}));
  }
  void end(std::string_view name) override {
    if (name == "t") {
      collects_ = false;
    } else if (name == "rPh") {
      phonetic_ = false;
    } else if (name == "si") {
      inside_ = false;
      take();
    }
  }

 private:
  void take() {
    decode_escapes(text_);
    taken_ += text_.size() + sizeof(Text);
    if (taken_ > limit_) {
      const Message most = size_text(limit_ >> 20 << 20);
      fail(oversized_workbook(
          name_, {fmt::format("共享文本超过 {}", most.zh), fmt::format("its shared texts take more than {}", most.en)}));
      return;
    }
    strings_.add(text_);
  }

  SharedStrings& strings_;
  const Message& name_;
  const std::uint64_t limit_;
  std::uint64_t taken_ = 0;
  std::string text_;
  bool inside_ = false;
  bool collects_ = false;
  bool phonetic_ = false;
};

Result<SharedStrings> SharedStrings::read(ZipMember member) {
  // Formats of parts of texts take much more than the texts.
  constexpr std::uint64_t longest_part = std::uint64_t{64} << 30;
  SharedStrings strings;
  Reader reader(strings, member.archive(), member.packed_size());
  if (const Failure failure = read_xml(std::move(member), reader, longest_part)) return *failure;
  return strings;
}

}  // namespace fenji::lists
