// Which of some words a text is.
#include <cassert>
#include <string_view>

#include "engine/columns/word_table.hpp"
#include "engine/execute/kernel.hpp"

namespace fenji::execute {

namespace {

class WordKernel final : public Kernel {
 public:
  explicit WordKernel(const KernelSite& site)
      : id_(site.id),
        operand_(site.step().operands[0]),
        none_(static_cast<std::uint32_t>(site.step().words.size())),
        empty_(none_),
        codes_(site.capacity) {
    for (std::uint32_t code = 0; code < none_; ++code) {
      const std::string& word = site.step().words[code];
      words_.add(word, code);
      if (word.empty()) empty_ = code;
    }
  }

  void run(Frame& frame) override {
    const Vector& operand = frame.vectors[operand_];
    assert(operand.stride == 1);
    const auto* const texts = operand.values<std::string_view>();
    words_.find(texts, frame.rows, none_, codes_.data());
    if (empty_ != none_) {
      for (std::size_t row = 0; row < frame.rows; ++row) codes_[row] = texts[row].empty() ? empty_ : codes_[row];
    }
    frame.vectors[id_] = {codes_.data(), operand.states};
  }

 private:
  graph::StepId id_;
  graph::StepId operand_;
  std::uint32_t none_;
  std::uint32_t empty_;  // the code of the empty text
  columns::WordTable words_;
  std::vector<std::uint32_t> codes_;
};

}  // namespace

KernelPointer make_word(const KernelSite& site) { return std::make_unique<WordKernel>(site); }

}  // namespace fenji::execute
