#include "syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/columns/cell.hpp"
#include "grammar/suggest.hpp"

namespace fenji::cli {
namespace {

Take keep(std::string& target) {
  return [&target](const std::string& word) -> std::optional<Message> {
    if (word.empty()) return Message{"后面是空的", "its value is empty"};
    target = word;
    return std::nullopt;
  };
}

Take gather(std::vector<std::string>& target) {
  return [&target](const std::string& word) -> std::optional<Message> {
    if (word.empty()) return Message{"后面是空的", "its value is empty"};
    target.push_back(word);
    return std::nullopt;
  };
}

Message none_of(const std::string& word, const std::vector<std::string>& words) {
  const std::vector<std::string_view> known(words.begin(), words.end());
  const auto similar = grammar::closest(word, known);
  Message message{fmt::format("没有“{}”这个值，可以写 {}", word, fmt::join(words, "、")),
                  fmt::format("`{}` is none of {}", word, fmt::join(words, ", "))};
  if (similar) {
    message.zh += fmt::format("；是不是 {}？", *similar);
    message.en += fmt::format("; did you mean {}?", *similar);
  }
  return message;
}

}  // namespace

Argument text_argument(Message name, Files files, std::string& target, Message meaning) {
  return {std::move(name), std::move(meaning), files, false, keep(target)};
}

Argument texts_argument(Message name, Files files, std::vector<std::string>& target, Message meaning) {
  return {std::move(name), std::move(meaning), files, true, gather(target)};
}

Option flag(std::string name, bool& target, Message meaning, char letter) {
  Option option;
  option.name = std::move(name);
  option.letter = letter;
  option.meaning = std::move(meaning);
  option.take = [&target](const std::string&) -> std::optional<Message> {
    target = true;
    return std::nullopt;
  };
  return option;
}

Option text_option(std::string name, Message value, std::string& target, Message meaning) {
  Option option;
  option.name = std::move(name);
  option.value = std::move(value);
  option.meaning = std::move(meaning);
  option.take = keep(target);
  return option;
}

Option texts_option(std::string name, Message value, std::vector<std::string>& target, Message meaning) {
  Option option;
  option.name = std::move(name);
  option.value = std::move(value);
  option.meaning = std::move(meaning);
  option.repeatable = true;
  option.take = gather(target);
  return option;
}

Option number_option(std::string name, std::size_t lowest, std::size_t highest, std::function<void(std::size_t)> store,
                     Message meaning, Message otherwise) {
  Option option;
  option.name = std::move(name);
  option.value = {"数", "N"};
  option.meaning = std::move(meaning);
  option.otherwise = std::move(otherwise);
  option.take = [lowest, highest, store = std::move(store)](const std::string& word) -> std::optional<Message> {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool whole = error == std::errc() && end == word.data() + word.size() && !word.empty();
    if (!whole || number < lowest || number > highest) {
      return Message{fmt::format("要写 {} 到 {} 的整数，而不是“{}”", lowest, highest, word),
                     fmt::format("takes a whole number from {} to {}, not `{}`", lowest, highest, word)};
    }
    store(number);
    return std::nullopt;
  };
  return option;
}

Option word_option(std::string name, Message value, std::vector<std::string> words, std::function<void(std::size_t)> store,
                   Message meaning, Message otherwise) {
  Option option;
  option.name = std::move(name);
  option.value = std::move(value);
  option.meaning = std::move(meaning);
  option.otherwise = std::move(otherwise);
  option.words = words;
  option.take = [words = std::move(words), store = std::move(store)](const std::string& word) -> std::optional<Message> {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return none_of(word, words);
    store(static_cast<std::size_t>(found - words.begin()));
    return std::nullopt;
  };
  return option;
}

Option format_option(Format& target, Message meaning) {
  return choice<Format>("--format", {"格式", "FORMAT"}, {{"text", Format::text}, {"json", Format::json}}, target,
                        std::move(meaning));
}

Option set_option(std::vector<std::string>& target) {
  return texts_option("--set", {"名称=值", "NAME=VALUE"}, target,
                      {"改用这个参数值，可以写多次", "set a parameter of the rules; may be repeated"});
}

Option as_of_option(std::optional<model::Day>& target) {
  Option option;
  option.name = "--as-of";
  option.value = {"日期", "DATE"};
  option.meaning = {"规则里的基准日，例如 2026-03-01", "what `as of` means in the rules, such as 2026-03-01"};
  option.otherwise = {"今天", "today"};
  option.take = [&target](const std::string& word) -> std::optional<Message> {
    model::Field field;
    field.type.kind = model::Kind::date;
    const model::Value day = columns::read_cell(word, field, {});
    if (day.state != model::State::known) {
      return Message{fmt::format("要写一个存在的日期，例如 2026-03-01，而不是“{}”", word),
                     fmt::format("takes a day that exists, such as 2026-03-01, not `{}`", word)};
    }
    target = day.day;
    return std::nullopt;
  };
  return option;
}

Option quiet_option(bool& target, Message meaning) { return flag("--quiet", target, std::move(meaning), 'q'); }

}  // namespace fenji::cli
