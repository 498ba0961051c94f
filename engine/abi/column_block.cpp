#include "engine/abi/column_block.hpp"

namespace fenji::abi {
namespace {

const std::uint8_t* validity_of(const ArrowArray& array) {
  return array.null_count == 0 || array.n_buffers == 0 ? nullptr : static_cast<const std::uint8_t*>(array.buffers[0]);
}

bool is_valid(const std::uint8_t* validity, std::int64_t place) {
  return validity == nullptr || (validity[place >> 3] >> (place & 7) & 1) != 0;
}

std::optional<std::string> fault_in_array(const ArrowArray& array, const ArrowType& type) {
  if (array.length < 0 || array.offset < 0) return "a negative length or offset";
  // An array of nothing but nulls has no buffers; polars gives it one, which says nothing.
  const bool any_more = type.kind == ArrowType::Kind::text_view || type.kind == ArrowType::Kind::null;
  if (array.n_buffers < type.buffers() || (!any_more && array.n_buffers > type.buffers())) {
    return std::to_string(array.n_buffers) + " buffers";
  }
  if (array.length == 0) return std::nullopt;
  for (std::int64_t buffer = 1; buffer < type.buffers(); ++buffer) {
    // The bytes of texts that are all empty need no memory.
    const bool may_be_absent = type.kind == ArrowType::Kind::text && buffer == 2;
    if (array.buffers[buffer] == nullptr && !may_be_absent) return "a buffer is missing";
  }
  return std::nullopt;
}

std::int64_t load_index(const ArrowArray& array, const ArrowType& type, std::int64_t place) {
  const auto load = [&]<class T>(T) {
    T value;
    std::memcpy(&value, static_cast<const char*>(array.buffers[1]) + place * static_cast<std::int64_t>(sizeof(T)),
                sizeof value);
    return static_cast<std::int64_t>(value);
  };
  const bool is_signed = type.kind == ArrowType::Kind::signed_integer;
  switch (type.bytes) {
    case 1:
      return is_signed ? load(std::int8_t{}) : load(std::uint8_t{});
    case 2:
      return is_signed ? load(std::int16_t{}) : load(std::uint16_t{});
    case 4:
      return is_signed ? load(std::int32_t{}) : load(std::uint32_t{});
    default:
      return is_signed ? load(std::int64_t{}) : load(std::uint64_t{});
  }
}

}  // namespace

std::optional<std::string> TableColumn::fault_in(const ArrowArray& table) const {
  if (table.length < 0 || table.offset < 0) return "a negative length or offset";
  if (child_ >= table.n_children) return "fewer columns than its schema";
  const ArrowArray& child = *table.children[child_];
  if (child.length < table.offset + table.length) return "fewer records than its table";
  if (!index_) return fault_in_array(child, type_);
  if (auto fault = fault_in_array(child, *index_)) return fault;
  if (child.dictionary == nullptr) return "no dictionary";
  if (auto fault = fault_in_array(*child.dictionary, type_)) return fault;
  const std::uint8_t* const validity = validity_of(child);
  for (std::int64_t row = 0; row < table.length; ++row) {
    const std::int64_t place = child.offset + table.offset + row;
    if (!is_valid(validity, place)) continue;
    const std::int64_t entry = load_index(child, *index_, place);
    if (entry < 0 || entry >= child.dictionary->length) return "an index outside its dictionary";
  }
  return std::nullopt;
}

ColumnBlock TableColumn::block(const ArrowArray& table, std::int64_t first, std::size_t rows) {
  const ArrowArray& child = *table.children[child_];
  const std::int64_t in_table = table.offset + first;
  const std::int64_t begin = child.offset + in_table;
  const std::uint8_t* const table_validity = validity_of(table);
  ColumnBlock block;
  block.rows = rows;
  block.values = &child;
  block.validity = type_.kind == ArrowType::Kind::null ? nullptr : validity_of(child);
  block.first = begin;
  if (!index_ && table_validity == nullptr) return block;
  places_.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto at = static_cast<std::int64_t>(row);
    const bool known = is_valid(table_validity, in_table + at) && (!index_ || is_valid(block.validity, begin + at));
    places_[row] = !known ? -1 : index_ ? child.dictionary->offset + load_index(child, *index_, begin + at) : begin + at;
  }
  block.places = places_.data();
  if (index_) {
    block.values = child.dictionary;
    block.validity = type_.kind == ArrowType::Kind::null ? nullptr : validity_of(*child.dictionary);
  }
  return block;
}

}  // namespace fenji::abi
