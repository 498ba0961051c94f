#include "engine/abi/cell_texts.hpp"

#include <fmt/format.h>

#include "engine/abi/dates.hpp"
#include "engine/abi/plain_decimal.hpp"

namespace fenji::abi {

std::string day_text(std::int64_t number) {
  const auto day = day_in_calendar(number);
  if (!day) return fmt::format("day {}", number);
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(*day, year, month, day_of_month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

namespace {

using Kind = ArrowType::Kind;

std::string_view span_text(const ColumnBlock& block, std::int64_t begin, std::int64_t end) {
  if (begin == end) return {};
  return {static_cast<const char*>(block.values->buffers[2]) + begin, static_cast<std::size_t>(end - begin)};
}

// Four bytes of length, then up to 12 of text, or 4 of it, the number of a buffer and the place in it.
std::string_view view_text(const ColumnBlock& block, std::int64_t place) {
  constexpr std::int32_t most_inline = 12;
  const char* const view = static_cast<const char*>(block.values->buffers[1]) + place * 16;
  std::int32_t size = 0;
  std::memcpy(&size, view, sizeof size);
  if (size <= most_inline) return {view + sizeof size, static_cast<std::size_t>(size)};
  std::int32_t at[2];
  std::memcpy(at, view + 8, sizeof at);
  return {static_cast<const char*>(block.values->buffers[2 + at[0]]) + at[1], static_cast<std::size_t>(size)};
}

std::string number_text(const ColumnBlock& block, const ArrowType& type, std::int64_t place) {
  if (type.kind == Kind::floating) {
    const double number = type.bytes == 4 ? static_cast<double>(block.load<float>(1, place)) : block.load<double>(1, place);
    const auto shortest = type.bytes == 4 ? shortest_decimal(block.load<float>(1, place)) : shortest_decimal(number);
    if (shortest) return to_text(*shortest);
    return number > 0 ? "inf" : number < 0 ? "-inf" : "NaN";
  }
  const auto mantissa = load_mantissa(block, type, place);
  return mantissa ? to_text({*mantissa, -type.scale}) : std::string("decimal of more than 128 bits");
}

std::string text_of_value(const ColumnBlock& block, const ArrowType& type, std::int64_t place) {
  if (type.is_number()) return number_text(block, type, place);
  if (type.is_date()) return day_text(day_number(block, type, place));
  return block.bit(1, place) ? "true" : "false";
}

}  // namespace

std::string_view text_at(const ColumnBlock& block, const ArrowType& type, std::int64_t place) {
  if (block.is_null(place)) return {};
  if (type.kind == Kind::text_view) return view_text(block, place);
  if (type.bytes == 4) return span_text(block, block.load<std::int32_t>(1, place), block.load<std::int32_t>(1, place + 1));
  return span_text(block, block.load<std::int64_t>(1, place), block.load<std::int64_t>(1, place + 1));
}

std::string cell_text(const ColumnBlock& block, const ArrowType& type, std::size_t row) {
  const std::int64_t place = block.place(row);
  if (type.kind == Kind::null || block.is_null(place)) return {};
  return type.is_text() ? std::string(text_at(block, type, place)) : text_of_value(block, type, place);
}

std::string as_percentage(const std::string& number, bool points) {
  std::optional<PlainDecimal> value = parse_plain_decimal(number);
  if (!value) return number;
  if (!points) value->exponent += 2;
  return to_text(*value) + "%";
}

const std::vector<std::string_view>& CellTexts::of(const ColumnBlock& block, const ArrowType& type) {
  views_.resize(block.rows);
  if (type.is_text()) {
    for (std::size_t row = 0; row < block.rows; ++row) views_[row] = text_at(block, type, block.place(row));
    return views_;
  }
  made_.resize(block.rows);
  for (std::size_t row = 0; row < block.rows; ++row) {
    made_[row] = cell_text(block, type, row);
    views_[row] = made_[row];
  }
  return views_;
}

}  // namespace fenji::abi
