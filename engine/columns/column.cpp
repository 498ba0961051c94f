#include "engine/columns/column.hpp"

namespace fenji::columns {

using model::Kind;
using model::Representation;
using model::State;

Representation representation_of(Kind kind) {
  switch (kind) {
    case Kind::yes_no:
      return Representation::bits;
    case Kind::label:
      return Representation::code;
    case Kind::number:
    case Kind::date:
      return Representation::i64;
    case Kind::text:
      return Representation::text;
  }
  assert(false);
  return Representation::bits;
}

Column::Column(Kind kind, std::size_t capacity, bool with_blanks)
    : representation_(representation_of(kind)),
      date_(kind == Kind::date),
      states_(capacity, State::known),
      blanks_(with_blanks ? capacity : 0) {
  switch (representation_) {
    case Representation::bits:
      values_ = std::vector<std::uint8_t>(capacity);
      break;
    case Representation::code:
      values_ = std::vector<std::uint32_t>(capacity);
      break;
    case Representation::text:
      values_ = std::vector<std::string_view>(capacity);
      break;
    default:
      values_ = std::vector<std::int64_t>(capacity);
      break;
  }
}

const void* Column::data() const {
  return std::visit([](const auto& values) -> const void* { return values.data(); }, values_);
}

void Column::store(std::size_t row, const model::Value& value, std::string_view text) {
  const bool known = value.state == State::known;
  states_[row] = value.state;
  if (!known) all_known_ = false;
  if (!blanks_.empty()) blanks_[row] = value.blank ? 1 : 0;
  switch (representation_) {
    case Representation::bits:
      values<std::uint8_t>()[row] = known && value.yes ? 1 : 0;
      break;
    case Representation::code:
      values<std::uint32_t>()[row] = known ? value.label : 0;
      break;
    case Representation::text:
      values<std::string_view>()[row] = known ? text : std::string_view{};
      break;
    default:
      values<std::int64_t>()[row] = !known ? 0 : date_ ? value.day : static_cast<std::int64_t>(value.number.mantissa);
      break;
  }
}

}  // namespace fenji::columns
