#include "engine/run/gb18030_text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/run/record_cells.hpp"

namespace fenji::run {
namespace {

constexpr std::size_t short_bytes = 16;

// Of text of at most 16 bytes, so many of which are readable.
bool is_short_ascii(std::string_view text) {
  // As many bytes 0x80 as 0: from the middle less n on, the first n of 16 are asked.
  static constexpr auto asked = [] {
    std::array<unsigned char, 2 * short_bytes> bytes{};
    for (std::size_t i = 0; i < short_bytes; ++i) bytes[i] = 0x80;
    return bytes;
  }();
  const auto word = [](const void* from) {
    std::uint64_t bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
  };
  const unsigned char* const mask = asked.data() + short_bytes - text.size();
  return ((word(text.data()) & word(mask)) | (word(text.data() + 8) & word(mask + 8))) == 0;
}

}  // namespace

lists::Cell Gb18030Text::decoded(std::string_view text) {
  lists::Cell cell{text.data(), static_cast<std::uint32_t>(text.size()), lists::Cell::State::text};
  decoder_.decode(cell, lists::Encoding::gb18030, arena_);
  return cell;
}

std::string_view Gb18030Text::shown(std::string_view text) { return decoded(text).text(); }

std::string_view Gb18030Text::utf8(std::string_view text) {
  const lists::Cell cell = decoded(text);
  return cell.state == lists::Cell::State::unreadable ? undecodable : cell.text();
}

columns::CellSpans Gb18030Text::utf8(const columns::CellSpans& cells, std::size_t rows) {
  if (used_ == columns_.size()) columns_.push_back(std::make_unique<Column>());
  Column& column = *columns_[used_++];
  while (rows_.size() < rows) rows_.push_back(static_cast<std::uint32_t>(rows_.size()));
  lists::ByteBuffer& text = column.text;
  text.clear();
  text.append(",");
  column.places.resize(rows + 1);
  for (std::size_t row = 0; row < rows; ++row) {
    column.places[row] = static_cast<std::uint32_t>(text.size() - 1);
    const std::string_view cell = cells[row];
    char* const to = text.free_room(lists::Gb18030Converter::utf8_room(cell.size()) + short_bytes + 1);
    char* end = to + cell.size();
    if (cell.size() <= short_bytes && is_short_ascii(cell)) {
      std::memcpy(to, cell.data(), short_bytes);
    } else if ((end = decoder_.gb18030().convert(cell, to)) == nullptr) {
      end = std::copy(undecodable.begin(), undecodable.end(), to);
    }
    *end++ = ',';
    text.use(static_cast<std::size_t>(end - to));
  }
  column.places[rows] = static_cast<std::uint32_t>(text.size() - 1);
  return {text.data(), column.places.data(), rows_.data(), false, nullptr, nullptr};
}

void Gb18030Text::clear() {
  arena_.clear();
  used_ = 0;
}

}  // namespace fenji::run
