#include "engine/graph/builder.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/graph/fold.hpp"

namespace fenji::graph {

using model::Kind;
using model::Representation;

namespace {

// The bytes of all that makes two steps one and the same; not where they come from.
class Key {
 public:
  explicit Key(std::string& bytes) : bytes_(bytes) { bytes_.clear(); }

  template <class T>
  void put(const T& value) {
    static_assert(std::has_unique_object_representations_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void put(const std::string& text) {
    put(text.size());
    bytes_ += text;
  }
  void put(const model::Decimal& number) {
    put(number.mantissa);
    put(number.scale);
  }
  void put(const model::Type& type) {
    put(type.kind);
    if (type.kind == Kind::label) put(type.labels);
    if (type.kind != Kind::number) return;
    put(type.percent);
    put(type.whole);
    put(type.quotient);
    put(type.scale);
    put(type.unit.factors.size());
    for (const auto& [name, power] : type.unit.factors) {
      put(name);
      put(power);
    }
  }
  void put_constant(const model::Value& value, Kind kind) {
    switch (kind) {
      case Kind::yes_no:
        return put(value.yes);
      case Kind::number:
        return put(value.number);
      case Kind::date:
        return put(value.day);
      case Kind::label:
        return put(value.label);
      case Kind::text:
        return put(value.text);
    }
  }

 private:
  std::string& bytes_;
};

void put_key(const Step& step, std::string& bytes) {
  Key key(bytes);
  key.put(step.operation);
  key.put(step.representation);
  key.put(step.type);
  key.put(step.checked);
  key.put(step.owner);
  key.put(step.reference);
  key.put(step.count);
  key.put(step.operands.size());
  for (const StepId operand : step.operands) key.put(operand);
  key.put(step.cuts.size());
  for (const Cut& cut : step.cuts) {
    key.put(cut.limit);
    key.put(cut.above);
  }
  key.put(step.truth.size());
  for (const std::uint8_t truth : step.truth) key.put(truth);
  key.put(step.words.size());
  for (const std::string& word : step.words) key.put(word);
  if (step.operation == Operation::constant) key.put_constant(step.constant, step.type.kind);
}

}  // namespace

StepId StepBuilder::share(Step step) {
  if (2 * (steps_.size() + 1) > places_.size()) grow();
  put_key(step, key_);
  const std::size_t hash = std::hash<std::string_view>{}(key_);
  std::size_t place = first_place(hash);
  for (; places_[place] != no_step; place = next_place(place)) {
    const StepId known = places_[place];
    if (hashes_[known] != hash) continue;
    put_key(steps_[known], known_key_);
    if (known_key_ == key_) return known;
  }
  const auto id = static_cast<StepId>(steps_.size());
  places_[place] = id;
  hashes_.push_back(hash);
  step.layer = layer_;
  steps_.push_back(std::move(step));
  return id;
}

void StepBuilder::grow() {
  places_.assign(std::max<std::size_t>(64, 2 * places_.size()), no_step);
  for (StepId id = 0; id < hashes_.size(); ++id) {
    std::size_t place = first_place(hashes_[id]);
    while (places_[place] != no_step) place = next_place(place);
    places_[place] = id;
  }
}

StepId StepBuilder::add(Step step) {
  if (auto value = fold(step, steps_)) return constant(*std::move(value), step.type, step.span);
  return share(std::move(step));
}

StepId StepBuilder::constant(model::Value value, const model::Type& type, const Span& span) {
  assert(value.state == model::State::known && !type.quotient);
  Step step;
  step.type = type;
  step.span = span;
  switch (type.kind) {
    case Kind::yes_no:
      step.representation = Representation::bits;
      break;
    case Kind::label:
      step.representation = Representation::code;
      break;
    case Kind::text:
      step.representation = Representation::text;
      break;
    case Kind::date:
      step.representation = Representation::i64;
      step.bounds = {value.day, value.day};
      break;
    case Kind::number: {
      const auto number = model::rescaled(value.number, type.scale);
      assert(number);
      value.number = *number;
      step.bounds = {number->mantissa, number->mantissa};
      step.representation = fits_64_bits(step.bounds) ? Representation::i64 : Representation::i128;
      break;
    }
  }
  step.constant = std::move(value);
  return share(std::move(step));
}

StepId StepBuilder::yes_no(bool yes, const Span& span) {
  model::Value value;
  value.state = model::State::known;
  value.yes = yes;
  model::Type type;
  type.kind = Kind::yes_no;
  return constant(value, type, span);
}

}  // namespace fenji::graph
