#include "context.hpp"

#include "terminal.hpp"

namespace fenji::cli {
namespace {

Colour chosen(ColourChoice choice, bool terminal) {
  if (choice == ColourChoice::automatic) return terminal && environment_allows_colour() ? Colour::on : Colour::off;
  return choice == ColourChoice::always ? Colour::on : Colour::off;
}

}  // namespace

Colour Context::output_colour() const { return chosen(colour, output_is_terminal()); }
Colour Context::error_colour() const { return chosen(colour, error_is_terminal()); }

}  // namespace fenji::cli
