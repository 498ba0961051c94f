#include "engine/execute/sorted_entries.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <utility>

namespace fenji::execute {
namespace {

constexpr std::size_t digit_values = 256;
constexpr std::size_t order_digits = sizeof(Entry::order);
constexpr std::size_t digits = order_digits + sizeof(Entry::group);

// Entries of a run that are read at a time.
constexpr std::size_t most_read = 1024;

bool precedes(const Entry& left, const Entry& right) {
  return left.group != right.group ? left.group < right.group : left.order < right.order;
}

// Digit 0 is the least significant one.
std::uint8_t digit(const Entry& entry, std::size_t number) {
  return static_cast<std::uint8_t>(number < order_digits ? entry.order >> 8 * number
                                                         : std::uint64_t{entry.group} >> 8 * (number - order_digits));
}

// By one digit after the other; those that are the same everywhere, as most of numbers are, cost nothing.
void sort_by_digits(std::vector<Entry>& entries, std::vector<Entry>& spare) {
  std::array<std::array<std::uint32_t, digit_values>, digits> counts{};
  for (const Entry& entry : entries) {
    for (std::size_t number = 0; number < digits; ++number) ++counts[number][digit(entry, number)];
  }
  spare.resize(entries.size());
  for (std::size_t number = 0; number < digits; ++number) {
    std::array<std::uint32_t, digit_values>& places = counts[number];
    if (places[digit(entries.front(), number)] == entries.size()) continue;
    std::uint32_t next = 0;
    for (std::uint32_t& place : places) next += std::exchange(place, next);
    for (const Entry& entry : entries) spare[places[digit(entry, number)]++] = entry;
    entries.swap(spare);
  }
}

}  // namespace

// A spilled run, read from first to last.
class SortedEntries::Run {
 public:
  Run(const Spill& spill, std::uint64_t begin, std::uint64_t end) : spill_(spill), next_(begin), end_(end) { read(); }

  bool ended() const { return at_ == entries_.size(); }
  const Entry& front() const { return entries_[at_]; }
  void advance() {
    if (++at_ == entries_.size()) read();
  }

 private:
  void read() {
    at_ = 0;
    entries_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(most_read, end_ - next_)));
    if (!spill_.read(next_ * sizeof(Entry), std::as_writable_bytes(std::span(entries_)))) entries_.clear();
    next_ += entries_.size();
  }

  const Spill& spill_;
  std::uint64_t next_, end_;
  std::vector<Entry> entries_;
  std::size_t at_ = 0;
};

void SortedEntries::sort() {
  constexpr std::size_t few = 256;
  if (entries_.size() < few) {
    std::sort(entries_.begin(), entries_.end(), precedes);
  } else {
    sort_by_digits(entries_, spare_);
  }
}

void SortedEntries::spill_run() {
  sort();
  if (spill_ == nullptr) spill_ = room_.make();
  spill_->write(spilled_ * sizeof(Entry), std::as_bytes(std::span(entries_)));
  spilled_ += entries_.size();
  entries_.clear();
}

void SortedEntries::take(const std::function<void(const Entry&)>& receive) {
  if (spill_ == nullptr) {
    sort();
    for (const Entry& entry : entries_) receive(entry);
    return;
  }
  if (!entries_.empty()) spill_run();
  entries_ = {};
  spare_ = {};
  std::vector<Run> runs;
  for (std::uint64_t begin = 0; begin < spilled_; begin += run_) {
    runs.emplace_back(*spill_, begin, std::min<std::uint64_t>(begin + run_, spilled_));
  }
  // A heap whose first run has the least entry.
  const auto later = [](const Run* left, const Run* right) { return precedes(right->front(), left->front()); };
  std::vector<Run*> heap;
  for (Run& run : runs) {
    if (!run.ended()) heap.push_back(&run);
  }
  std::make_heap(heap.begin(), heap.end(), later);
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    Run& run = *heap.back();
    receive(run.front());
    run.advance();
    if (run.ended()) {
      heap.pop_back();
    } else {
      std::push_heap(heap.begin(), heap.end(), later);
    }
  }
}

}  // namespace fenji::execute
