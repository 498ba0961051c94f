#include <algorithm>

#include "grammar/format/unit_printer.hpp"

namespace fenji::grammar {

void UnitPrinter::at_least_of(const Node& node) {
  put_keyword(Keyword::at_least_of, place(node.begin));
  leaf(*node.children.front());
  const bool said = node.words.size() > 1;
  put_keyword(Keyword::items_of, said ? place(node.words.back()->begin) : Token::put_in);
}

void UnitPrinter::window(const Node& node) {
  const bool count_first = node.children.front()->tag == Tag::window_count;
  const Node& count = count_first ? *node.children.front() : *node.children.back();
  const Node& field = count_first ? *node.children.back() : *node.children.front();
  const Span span = fragment_.span(field.begin, field.end);
  const Spelled name = speller_.name(text(field), Speller::Place::other, span);
  const std::string months(text(count));
  put_keyword(Keyword::window, place(node.begin));
  mean(months);
  mean(name.meaning);
  if (speller_.chinese()) {
    put(name.text, place(field.begin));
    put(speller_.keyword(Keyword::before) + months + "个" + speller_.keyword(Keyword::month), place(count.begin));
  } else {
    const auto& spellings = entry(Keyword::month).in(Language::english);
    put(months + " " + std::string(months == "1" ? spellings.front() : spellings.back()), place(count.begin));
    put(speller_.keyword(Keyword::before), Token::put_in);
    put(name.text, place(field.begin));
  }
}

void UnitPrinter::contact(const Node& node) {
  std::string counts, periods, frequency, action, meaning = "contact";
  for (const auto& part : node.children) {
    const std::string words(text(*part));
    (meaning += ' ') += part->keyword ? std::to_string(static_cast<int>(*part->keyword)) : words;
    switch (part->tag) {
      case Tag::count:
        (counts += counts.empty() ? "" : "-") += words;
        break;
      case Tag::period_count:
        periods = words;
        break;
      case Tag::on_site_or_phone:
      case Tag::on_site:
      case Tag::phone:
        action = speller_.keyword(*part->keyword);
        break;
      case Tag::other_action:
        action = speller_.action(words, fragment_.span(part->begin, part->end)).text;
        break;
      default:
        frequency = counts + period(*part->keyword, periods);
        break;
    }
  }
  mean(meaning);
  put(frequency + (frequency.empty() || action.empty() ? "" : " ") + action, place(node.begin));
}

std::string UnitPrinter::period(Keyword keyword, const std::string& count) const {
  const auto& spellings = entry(keyword).in(speller_.to());
  const bool several = !count.empty() && count != "1";
  if (!speller_.chinese())
    return " " + speller_.keyword(Keyword::per_period) + " " + count + (count.empty() ? "" : " ") +
           std::string(several ? spellings.back() : spellings.front());
  const std::string counted = "个" + speller_.keyword(keyword);
  const bool known = std::find(spellings.begin(), spellings.end(), counted) != spellings.end() && keyword != Keyword::week;
  return speller_.keyword(Keyword::times) + "/" + count + (known && !count.empty() ? counted : speller_.keyword(keyword));
}
}  // namespace fenji::grammar
