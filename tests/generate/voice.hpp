// Tests. How a description is spelled: in which keyword language, and with which of the ways that the language allows.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "grammar/diagnostics/source.hpp"
#include "tests/generate/random.hpp"

namespace fenji::generate {

class Voice {
 public:
  using Ways = std::initializer_list<std::string_view>;

  // `variation` null: always the first way.
  Voice(Language language, Random* variation) : language_(language), variation_(variation) {}

  bool chinese() const { return language_ == Language::chinese; }
  std::string_view say(std::string_view zh, std::string_view en) const { return chinese() ? zh : en; }

  // The first way mostly.
  std::string_view choose(Ways ways) {
    if (variation_ == nullptr || variation_->chance(50)) return *ways.begin();
    return *(ways.begin() + static_cast<std::ptrdiff_t>(variation_->below(ways.size())));
  }
  std::string_view choose(Ways zh, Ways en) { return choose(chinese() ? zh : en); }

  bool maybe(int percent) { return variation_ != nullptr && variation_->chance(percent); }
  std::size_t below(std::size_t count) { return variation_ == nullptr ? 0 : variation_->below(count); }
  template <class T>
  void shuffle(std::vector<T>& items) {
    if (variation_ != nullptr) variation_->shuffle(items);
  }

  // A blank outside quotes.
  std::string_view blank() { return maybe(4) ? choose({" ", "  ", "　"}) : " "; }
  // A sign of ASCII, at times as its full-width twin, which outside quotes is the same.
  std::string sign(std::string_view ascii) { return maybe(4) ? full_width(ascii) : std::string(ascii); }

  static std::string full_width(std::string_view ascii) {
    std::string text;
    for (const char c : ascii) {
      if (c <= ' ' || c > '~') {
        text += c;
        continue;
      }
      const unsigned code = 0xFF01u + static_cast<unsigned>(c - '!');
      text += static_cast<char>(0xE0 | (code >> 12));
      text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (code & 0x3F));
    }
    return text;
  }

 private:
  Language language_;
  Random* variation_;
};

}  // namespace fenji::generate
