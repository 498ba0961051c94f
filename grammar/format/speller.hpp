// Stage: grammar, formatter. How single words are written in the language that is wanted: keywords, names, numbers with their
// units, dates. Beside each stands what it means in no language, by which two texts are compared.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/fragment.hpp"
#include "grammar/parse_node.hpp"
#include "grammar/syntax.hpp"
#include "grammar/words.hpp"

namespace fenji::grammar {

struct Spelled {
  std::string text;
  std::string meaning;
};

// Whether a `|` stands outside quotes, as it can in a cell that came between tabs.
bool holds_bar(std::string_view text);

class Speller {
 public:
  enum class Place : std::uint8_t {
    expression,
    option,      // of a field: words such as `key` end the options
    head,        // in front of 按 / on
    definition,  // at the margin, in front of =
    other,
  };

  // `words` and `tree` are those of `source`.
  Speller(std::string_view source, const Words& words, const RuleFile& tree, Language to, Diagnostics& diagnostics);

  Language from() const { return words_.language(); }
  Language to() const { return to_; }
  bool chinese() const { return to_ == Language::chinese; }
  bool translates() const { return from() != to_; }

  std::string keyword(Keyword keyword) const { return std::string(spelling(keyword, to_)); }

  // The source behind `span` with full-width forms as ASCII and runs of blanks as one; quotes, and thousands commas, stay.
  std::string folded_source(Span span) const;

  // A name or label as it stands in its fragment. In quotes where the other language would misread it; reports what cannot be
  // quoted.
  Spelled name(std::string_view text, Place place, Span span);
  // Whether examples hold texts in the column of this name, so that nothing in it is translated.
  bool holds_texts(std::string_view column) const { return text_fields_.contains(column); }
  bool is_declared(std::string_view name) const { return words_.is_declared(name); }
  bool may_be_role(std::string_view name) const { return words_.may_be_role(name); }

  // 是 否 yes no, where no name or label is one of them: then each stays as it is, which is read in either language.
  bool is_yes_or_no(std::string_view word) const;
  Spelled yes_or_no(std::string_view word) const;
  // Whether a comma behind some word in `text` groups no thousands in the language that is wanted.
  bool makes_commas_separate(std::string_view text) const;

  struct NumberStyle {
    bool commas = true;      // may group thousands
    bool magnitudes = true;  // 万 and 亿 may be put in
  };
  // A node `number`.
  Spelled number(const Node& node, const Fragment& fragment, NumberStyle style) const;
  // Whether it is 0 or can be written with 万.
  bool has_short_form(const Node& node, const Fragment& fragment) const;
  Spelled unit(std::string_view unit) const;  // of a field
  Spelled date(const Node& node, const Fragment& fragment) const;
  Spelled status(std::string_view word) const;
  // An action of a plan that is none of the plan words; reports one that would become one.
  Spelled action(std::string_view text, Span span);

 private:
  void take_labels(const TableBlock& table);
  void take_quoted(const ResultCell& result);
  bool is_name_or_label(std::string_view text) const { return words_.is_declared(text) || labels_.contains(text); }
  bool is_misread(std::string_view name, Place place) const;
  bool is_known_unit(std::string_view unit) const;

  std::string_view source_;
  const Words& words_;
  Language to_;
  Words plain_from_, plain_to_;               // without any declared names
  std::set<std::string, std::less<>> units_;  // of fields and parameters
  std::set<std::string, std::less<>> text_fields_;
  std::set<std::string, std::less<>> labels_;  // that look like values, and others
  Diagnostics& diagnostics_;
};

}  // namespace fenji::grammar
