// Stage: execute. What the plain evaluator found out about one expression, row or definition, and many of these by number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/model/value.hpp"

namespace fenji::execute {

// A value and, where it is not known, what it hangs on. A value's reasons are those of the operands that leave it undecided:
// a 且 that is undecided names those of all its undecided operands, a table those of the undecided tests of the rows that
// could still fire (up to the first certain row), a sum those of its unknown operands.
struct Outcome {
  model::Value value;
  Reasons reasons;  // empty when known or not applicable
};

// Outcomes by number. Of a long table or a large file most are not asked for, or are a plain yes or no: these take four bytes.
class Outcomes {
 public:
  Outcomes() = default;

  // Further ones are as if not found out: an empty Outcome.
  void resize(std::size_t size) { slots_.resize(size, nothing); }
  // All of them a known no.
  void assign_no(std::size_t size) {
    others_.clear();
    slots_.assign(size, no);
  }
  void clear() {
    slots_.clear();
    others_.clear();
  }

  void set(std::size_t number, Outcome outcome) {
    slots_[number] = static_cast<std::uint32_t>(first_other + others_.size());
    others_.push_back(std::move(outcome));
  }
  void set_yes_no(std::size_t number, bool yes_or_no) { slots_[number] = yes_or_no ? yes : no; }

  std::size_t size() const { return slots_.size(); }
  // Good until one is set.
  const Outcome& operator[](std::size_t number) const {
    const std::uint32_t slot = slots_[number];
    return slot < first_other ? shared(slot) : others_[slot - first_other];
  }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Outcome;
    using difference_type = std::ptrdiff_t;
    using pointer = const Outcome*;
    using reference = const Outcome&;

    Iterator() = default;
    Iterator(const Outcomes& of, std::size_t number) : of_(&of), number_(number) {}
    reference operator*() const { return (*of_)[number_]; }
    Iterator& operator++() {
      ++number_;
      return *this;
    }
    Iterator operator++(int) { return {*of_, number_++}; }
    bool operator==(const Iterator& other) const { return number_ == other.number_; }

   private:
    const Outcomes* of_ = nullptr;
    std::size_t number_ = 0;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  static constexpr std::uint32_t nothing = 0, no = 1, yes = 2, first_other = 3;

  static const Outcome& shared(std::uint32_t slot) {
    static const std::vector<Outcome> outcomes = [] {
      std::vector<Outcome> made(first_other);
      made[no].value.state = made[yes].value.state = model::State::known;
      made[yes].value.yes = true;
      return made;
    }();
    return outcomes[slot];
  }

  std::vector<std::uint32_t> slots_;  // one of those above, or `first_other` and the index in `others_`
  std::vector<Outcome> others_;
};

}  // namespace fenji::execute
