#include "grammar/diagnostics/colour.hpp"

#include <fmt/format.h>

namespace fenji {
namespace {

// Select Graphic Rendition: 1 is bold, 31 to 36 are colours that show on light and dark grounds.
std::string_view rendition(Paint paint) {
  switch (paint) {
    case Paint::error:
      return "1;31";
    case Paint::warning:
      return "1;33";
    case Paint::note:
      return "1;36";
    case Paint::good:
    case Paint::caret:
      return "32";
    case Paint::heading:
      return "1";
    case Paint::code:
      break;
  }
  return "36";
}

}  // namespace

std::string painted(std::string_view text, Paint paint, Colour colour) {
  if (colour == Colour::off || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", rendition(paint), text);
}

}  // namespace fenji
