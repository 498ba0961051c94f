#include "engine/execute/settle.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace fenji::execute {

using graph::StepId;
using model::State;

namespace {

constexpr std::array status_by_state{Status::rated, Status::uncovered, Status::uncovered, Status::incomplete, Status::invalid};

constexpr std::size_t mask_bits = 32;
constexpr std::size_t few_elements = 8;

}  // namespace

Status undecided_status(State state) { return status_by_state[static_cast<std::size_t>(state)]; }

std::vector<std::vector<StepId>> steps_by_layer(const graph::Graph& graph, const model::Rules& rules) {
  std::vector<std::vector<StepId>> steps;
  steps.push_back(graph.applies == graph::no_step ? std::vector<StepId>{} : std::vector{graph.applies});
  for (const graph::GateSteps& gate : graph.gates) steps.push_back({gate.passed});
  steps.emplace_back();
  for (const model::OutputColumn& column : rules.outputs) {
    if (column.definition != model::none) steps.back().push_back(graph.definitions[column.definition]);
  }
  return steps;
}

Settlement::Settlement(const Frame& frame, std::size_t capacity)
    : frame_(frame),
      asked_(steps_by_layer(frame.graph, frame.rules)),
      search_(frame),
      greatest_(capacity),
      least_(capacity),
      capacity_(capacity) {
  for (const graph::GateSteps& gate : frame.graph.gates) {
    failed_.emplace_back((gate.elements.size() + mask_bits - 1) / mask_bits * capacity);
  }
  failed_found_.resize(frame.graph.gates.size());
}

void Settlement::settle(BatchResult& result) {
  const graph::Graph& graph = frame_.graph;
  settle_by_outputs(result);
  for (std::size_t gate = graph.gates.size(); gate-- > 0;) {
    stop_at(graph.gates[gate].passed, static_cast<std::uint32_t>(gate) + 1, Status::ineligible, result);
  }
  if (graph.applies != graph::no_step) stop_at(graph.applies, 0, Status::not_applicable, result);
  find_reasons(result);
}

void Settlement::settle_by_outputs(BatchResult& result) {
  const std::size_t rows = frame_.rows;
  const std::vector<StepId>& outputs = asked_.back();
  std::fill_n(result.layers.begin(), rows, static_cast<std::uint32_t>(frame_.graph.gates.size()) + 1);
  std::fill_n(greatest_.begin(), rows, State::known);
  std::fill_n(least_.begin(), rows, outputs.empty() ? State::known : State::invalid);
  for (const StepId output : outputs) {
    const State* const states = frame_.vectors[output].states;
    if (states == nullptr) {
      std::fill_n(least_.begin(), rows, State::known);
      continue;
    }
    for (std::size_t row = 0; row < rows; ++row) {
      greatest_[row] = std::max(greatest_[row], states[row]);
      least_[row] = std::min(least_[row], states[row]);
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const bool unsettled = greatest_[row] > State::not_applicable;
    const Status settled = least_[row] == State::not_applicable ? Status::not_applicable : Status::rated;
    result.statuses[row] = unsettled ? undecided_status(greatest_[row]) : settled;
  }
}

// Records for which `condition` is not certainly fulfilled come no further than `layer`.
void Settlement::stop_at(StepId condition, std::uint32_t layer, Status failed, BatchResult& result) const {
  const Vector& vector = frame_.vectors[condition];
  const auto* const fulfilled = vector.values<std::uint8_t>();
  Status* const statuses = result.statuses.data();
  std::uint32_t* const layers = result.layers.data();
  if (vector.stride == 0) {
    if (fulfilled[0] != 0) return;
    std::fill_n(statuses, frame_.rows, failed);
    std::fill_n(layers, frame_.rows, layer);
    return;
  }
  for (std::size_t row = 0; row < frame_.rows; ++row) statuses[row] = fulfilled[row] != 0 ? statuses[row] : failed;
  for (std::size_t row = 0; row < frame_.rows; ++row) layers[row] = fulfilled[row] != 0 ? layers[row] : layer;
  if (vector.states == nullptr) return;
  for (std::size_t row = 0; row < frame_.rows; ++row) {
    if (vector.states[row] == State::known) continue;
    statuses[row] = undecided_status(vector.states[row]);
    layers[row] = layer;
  }
}

void Settlement::find_reasons(BatchResult& result) {
  reason_count_ = 0;
  std::fill(failed_found_.begin(), failed_found_.end(), false);
  for (std::size_t row = 0; row < frame_.rows; ++row) {
    result.reason_begins[row] = static_cast<std::uint32_t>(reason_count_);
    const Status status = result.statuses[row];
    if (status == Status::rated || status == Status::not_applicable) continue;
    if (status == Status::ineligible) {
      add_failed_elements(row, result.layers[row] - 1, result);
      continue;
    }
    found_.clear();
    search_.find(asked_[result.layers[row]], row, found_);
    result.all_reasons.resize(std::max(result.all_reasons.size(), reason_count_ + found_.size()));
    std::copy(found_.begin(), found_.end(), result.all_reasons.begin() + static_cast<std::ptrdiff_t>(reason_count_));
    reason_count_ += found_.size();
  }
  result.reason_begins[frame_.rows] = static_cast<std::uint32_t>(reason_count_);
}

// For all rows at once: most records that fail differ in the elements they fail, so a branch on each would be a wrong guess.
void Settlement::find_failed_elements(std::uint32_t gate) {
  const std::vector<StepId>& elements = frame_.graph.gates[gate].elements;
  std::fill(failed_[gate].begin(), failed_[gate].end(), 0U);
  for (std::size_t element = 0; element < elements.size(); ++element) {
    const Vector& vector = frame_.vectors[elements[element]];
    const auto* const holds = vector.values<std::uint8_t>();
    std::uint32_t* const masks = failed_[gate].data() + element / mask_bits * capacity_;
    const auto bit = static_cast<unsigned>(element % mask_bits);
    if (vector.stride == 0) {
      for (std::size_t row = 0; row < frame_.rows; ++row) masks[row] |= (holds[0] ^ 1U) << bit;
    } else if (vector.states == nullptr) {
      for (std::size_t row = 0; row < frame_.rows; ++row) masks[row] |= (holds[row] ^ 1U) << bit;
    } else {
      for (std::size_t row = 0; row < frame_.rows; ++row) {
        const unsigned known = vector.states[row] == State::known ? 1 : 0;
        masks[row] |= (known & (holds[row] ^ 1U)) << bit;
      }
    }
  }
  failed_found_[gate] = true;
}

void Settlement::add_failed_elements(std::size_t row, std::uint32_t gate, BatchResult& result) {
  if (!failed_found_[gate]) find_failed_elements(gate);
  const std::size_t elements = frame_.graph.gates[gate].elements.size();
  if (result.all_reasons.size() < reason_count_ + elements) {
    result.all_reasons.resize(reason_count_ + elements * (frame_.rows - row));
  }
  Reason* next = result.all_reasons.data() + reason_count_;
  if (elements <= few_elements) {
    // Each is put down, and the next takes its place unless it failed.
    std::uint32_t mask = failed_[gate][row];
    for (std::uint32_t element = 0; element < elements; ++element, mask >>= 1) {
      *next = {Reason::Kind::failed, gate, element};
      next += mask & 1;
    }
  } else {
    for (std::size_t first = 0; first < elements; first += mask_bits) {
      for (std::uint32_t mask = failed_[gate][first / mask_bits * capacity_ + row]; mask != 0; mask &= mask - 1) {
        const auto element = first + static_cast<std::size_t>(std::countr_zero(mask));
        *next++ = {Reason::Kind::failed, gate, static_cast<std::uint32_t>(element)};
      }
    }
  }
  reason_count_ = static_cast<std::size_t>(next - result.all_reasons.data());
}

}  // namespace fenji::execute
