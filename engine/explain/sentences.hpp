// Stage: explain. The phrases that renderings for people share, in Chinese or English.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/explanation.hpp"

namespace fenji::explain {

class Sentences {
 public:
  // `file` needs no mention: the reader knows it.
  Sentences(Language language, std::string file) : language_(language), file_(std::move(file)) {}

  bool chinese() const { return language_ == Language::chinese; }
  std::string words(std::string_view zh, std::string_view en) const { return std::string(chinese() ? zh : en); }
  std::string colon() const { return words("：", ": "); }
  std::string bracketed(const std::string& text) const;
  std::string quoted(const std::string& text) const;
  std::string listed(const std::vector<std::string>& items) const;

  std::string place(const Place& place) const;  // 第 36 行
  std::string state(model::State state) const;  // as a status; empty for known
  std::string fact(const Fact& fact) const;     // 预算金额：200000（原文“20万”）
  std::string facts(const std::vector<Fact>& facts) const;
  std::string demand(const Gate& gate) const;  // 须全部满足
  // 得分 = 基础分 × (1 + 加成) = 90 × (1 + 5%) = 94.5, or what became of it instead.
  std::string equation(const NamedValue& value, const std::string& note) const;

 private:
  Language language_;
  std::string file_;
};

// ✓ ✗ ? and a blank.
std::string_view mark(Verdict verdict);

}  // namespace fenji::explain
