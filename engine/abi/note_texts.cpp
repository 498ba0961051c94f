#include "engine/abi/note_texts.hpp"

#include <algorithm>

#include "engine/columns/cell_text.hpp"

namespace fenji::abi {
namespace {

using execute::Reason;

// Notes that are kept to be told again.
constexpr std::size_t most_known = 4096;

}  // namespace

std::size_t NoteTexts::ReasonsHash::operator()(const execute::Reasons& reasons) const {
  std::size_t hash = 0;
  for (const Reason& reason : reasons) {
    const std::uint64_t word =
        static_cast<std::uint64_t>(reason.kind) << 56 ^ static_cast<std::uint64_t>(reason.second) << 28 ^ reason.first;
    hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return hash;
}

void NoteTexts::clear() {
  quoting_.clear();
  if (known_.size() > most_known) known_.clear();
}

std::string_view NoteTexts::note(std::span<const Reason> reasons, const columns::Batch& batch, const TableReader& reader,
                                 std::size_t row) {
  if (reasons.empty()) return {};
  reasons_.assign(reasons.begin(), reasons.end());
  if (!rules_.populations.empty()) {
    reasons_ = execute::named_by_cells(reasons_, rules_, awaited_,
                                       [&](model::FieldId field) { return batch.columns[field].states()[row]; });
  }
  std::string cell;
  const auto text_of = [&](model::FieldId field) { return columns::trimmed(cell = reader.cell(field, row)); };
  const auto quotes = [](const Reason& reason) { return reason.kind == Reason::Kind::unreadable; };
  if (std::any_of(reasons_.begin(), reasons_.end(), quotes)) {
    return quoting_.emplace_back(execute::note(reasons_, rules_, language_, text_of));
  }
  const auto [known, added] = known_.try_emplace(reasons_);
  if (added) known->second = execute::note(reasons_, rules_, language_, text_of);
  return known->second;
}

}  // namespace fenji::abi
