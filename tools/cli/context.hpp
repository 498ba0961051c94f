// What every command is told besides its own options: the language and colour that the user asked for.
#pragma once

#include <optional>

#include "grammar/diagnostics/colour.hpp"
#include "grammar/diagnostics/source.hpp"

namespace fenji::cli {

enum class Format { text, json };
enum class ColourChoice { automatic, always, never };

struct Context {
  std::optional<Language> language;  // --lang
  Language environment = Language::english;
  ColourChoice colour = ColourChoice::automatic;

  // For what belongs to no rule file, or to one that could not be read.
  Language own_language() const { return language.value_or(environment); }
  Language language_for(Language of_the_file) const { return language.value_or(of_the_file); }

  Colour output_colour() const;  // of standard output
  Colour error_colour() const;   // of standard error
};

}  // namespace fenji::cli
