#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/books/book.hpp"
#include "engine/books/toml_reader.hpp"
#include "grammar/suggest.hpp"

namespace fenji::books {
namespace {

// A key in both languages; either is read.
struct Key {
  std::string_view zh, en;
};

constexpr Key title_key{"名称", "title"};
constexpr Key date_key{"日期", "date"};
constexpr Key encoding_key{"编码", "encoding"};
constexpr Key columns_key{"列名", "columns"};
constexpr Key carry_key{"带出", "carry"};
constexpr Key exceptions_key{"特批", "exceptions"};
constexpr Key rules_key{"规则", "rules"};
constexpr Key file_key{"文件", "file"};
constexpr Key name_key{"名称", "name"};
constexpr Key parameters_key{"参数", "parameters"};

constexpr std::array book_keys{title_key, date_key, encoding_key, columns_key, carry_key, exceptions_key, rules_key};
constexpr std::array entry_keys{file_key, name_key, parameters_key};

bool is_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
}

Message kind_name(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::text:
      return {"文本", "a text"};
    case TomlValue::Kind::number:
      return {"数字", "a number"};
    case TomlValue::Kind::yes_no:
      return {"true 或 false", "true or false"};
    case TomlValue::Kind::date:
      return {"日期", "a date"};
    case TomlValue::Kind::time:
      return {"时刻", "a time"};
    case TomlValue::Kind::list:
      return {"一组值", "a list"};
    case TomlValue::Kind::table:
      break;
  }
  return {"一节", "a table"};
}

class Reader {
 public:
  Reader(std::uint32_t file, BookReading& reading) : file_(file), reading_(reading) {}

  void read(const TomlValue& table) {
    for (const TomlEntry& entry : table.entries) read_setting(entry);
    const bool refused =
        std::any_of(table.entries.begin(), table.entries.end(), [](const TomlEntry& entry) { return is(entry, rules_key); });
    if (!refused) no_rules({file_, 0, 0});
  }

 private:
  void no_rules(Span span) {
    error("book-value", span, {"册子里没有规则文件", "the book names no rule file"},
          Message{"每个规则文件写一节：[[规则]]，下一行 文件 = \"政策.fenji\"",
                  "write a section for each: [[rules]], and below it file = \"policy.fenji\""});
  }

  static bool is(const TomlEntry& entry, Key key) { return entry.key == key.zh || entry.key == key.en; }

  Diagnostic& error(std::string name, Span span, Message message, std::optional<Message> advice = {}) {
    reading_.diagnostics.push_back({std::move(name), Severity::error, span, std::move(message), std::move(advice), {}, {}});
    return reading_.diagnostics.back();
  }

  void read_setting(const TomlEntry& entry) {
    Book& book = reading_.book;
    if (is(entry, title_key)) {
      if (const auto title = text(entry)) book.title = title->text;
    } else if (is(entry, date_key)) {
      read_date(entry);
    } else if (is(entry, encoding_key)) {
      read_encoding(entry);
    } else if (is(entry, columns_key)) {
      for (const TomlEntry& column : table(entry)) {
        book.columns.push_back({{column.key, column.span}, texts(column)});
      }
    } else if (is(entry, carry_key)) {
      book.carried = texts(entry);
    } else if (is(entry, exceptions_key)) {
      book.exceptions = text(entry);
    } else if (is(entry, rules_key)) {
      read_entries(entry);
    } else {
      unknown(entry, book_keys);
    }
  }

  template <std::size_t count>
  void unknown(const TomlEntry& entry, const std::array<Key, count>& keys) {
    const bool chinese = is_chinese(entry.key);
    std::vector<std::string_view> known;
    for (const Key& key : keys) known.push_back(chinese ? key.zh : key.en);
    const Message message{fmt::format("册子里没有“{}”这一项", entry.key), fmt::format("a book has no setting `{}`", entry.key)};
    if (const auto similar = grammar::closest(entry.key, known)) {
      error("book-key", entry.span, message,
            Message{fmt::format("是不是“{}”？", *similar), fmt::format("did you mean `{}`?", *similar)})
          .fix = Fix{entry.span, std::string(*similar)};
      return;
    }
    error("book-key", entry.span, message,
          Message{fmt::format("这里可以写：{}", fmt::join(known, "、")), fmt::format("it may be: {}", fmt::join(known, ", "))});
  }

  void wrong_type(const TomlEntry& entry, const TomlValue& value, const Message& wanted, const Message& example) {
    const Message found = kind_name(value.kind);
    error("book-type", value.span,
          {fmt::format("“{}”要写{}，这里是{}", entry.key, wanted.zh, found.zh),
           fmt::format("`{}` takes {}, this is {}", entry.key, wanted.en, found.en)},
          Message{"写成：" + example.zh, "write: " + example.en});
  }

  static Message same(std::string text) { return {text, text}; }

  std::optional<Quoted> text(const TomlEntry& entry) {
    if (entry.value.kind != TomlValue::Kind::text) {
      wrong_type(entry, entry.value, {"一段文本", "a text"}, same(fmt::format("{} = \"…\"", entry.key)));
      return std::nullopt;
    }
    if (entry.value.text.empty()) {
      error("book-value", entry.value.span, {fmt::format("“{}”是空的", entry.key), fmt::format("`{}` is empty", entry.key)},
            Message{"写上内容，或者删掉这一行", "say something, or remove the line"});
      return std::nullopt;
    }
    return Quoted{entry.value.text, entry.value.span};
  }

  // One text, or a list of texts.
  std::vector<Quoted> texts(const TomlEntry& entry) {
    std::vector<Quoted> found;
    if (entry.value.kind == TomlValue::Kind::text) {
      if (const auto one = text(entry)) found.push_back(*one);
      return found;
    }
    const Message example = same(fmt::format("{} = [\"…\", \"…\"]", entry.key));
    if (entry.value.kind != TomlValue::Kind::list) {
      wrong_type(entry, entry.value, {"一段或一组文本", "a text or a list of texts"}, example);
      return found;
    }
    for (const TomlValue& item : entry.value.items) {
      if (item.kind != TomlValue::Kind::text) {
        wrong_type(entry, item, {"文本", "texts"}, example);
        continue;
      }
      const bool repeated =
          std::any_of(found.begin(), found.end(), [&](const Quoted& other) { return other.text == item.text; });
      if (item.text.empty() || repeated) {
        error("book-value", item.span,
              {repeated ? fmt::format("“{}”写了两次", item.text) : "这里是空的",
               repeated ? fmt::format("`{}` stands here twice", item.text) : "this is empty"},
              Message{"删掉它", "remove it"});
        continue;
      }
      found.push_back({item.text, item.span});
    }
    return found;
  }

  std::vector<TomlEntry> table(const TomlEntry& entry) {
    if (entry.value.kind == TomlValue::Kind::table) return entry.value.entries;
    wrong_type(entry, entry.value, {"一节", "a section"}, same(fmt::format("[{}]", entry.key)));
    return {};
  }

  void read_date(const TomlEntry& entry) {
    if (entry.value.kind == TomlValue::Kind::date) {
      reading_.book.as_of = entry.value.day;
      return;
    }
    wrong_type(entry, entry.value, {"日期", "a date"}, same(fmt::format("{} = 2026-03-31", entry.key)));
  }

  void read_encoding(const TomlEntry& entry) {
    const auto name = text(entry);
    if (!name) return;
    const auto encoding = lists::encoding_named(name->text);
    if (encoding) {
      reading_.book.encoding = encoding;
      return;
    }
    error("book-value", name->span,
          {fmt::format("名单不能是编码“{}”", name->text), fmt::format("a list cannot be in `{}`", name->text)},
          Message{"可以写 UTF-8、GB18030、UTF-16LE 或 UTF-16BE；不写，就从名单的内容辨认",
                  "it may be UTF-8, GB18030, UTF-16LE or UTF-16BE; without this line it is found from the list itself"});
  }

  void read_entries(const TomlEntry& entry) {
    const bool tables = entry.value.kind == TomlValue::Kind::list &&
                        std::all_of(entry.value.items.begin(), entry.value.items.end(),
                                    [](const TomlValue& item) { return item.kind == TomlValue::Kind::table; });
    if (!tables) {
      wrong_type(entry, entry.value, {"若干节，每个规则文件一节", "sections, one for each rule file"},
                 same(fmt::format("[[{}]]", entry.key)));
      return;
    }
    if (entry.value.items.empty()) return no_rules(entry.span);
    for (const TomlValue& section : entry.value.items) read_entry(section);
  }

  void read_entry(const TomlValue& section) {
    BookEntry read;
    bool named = false;
    for (const TomlEntry& entry : section.entries) {
      if (is(entry, file_key)) {
        named = true;
        if (const auto file = text(entry)) read.file = *file;
      } else if (is(entry, name_key)) {
        if (const auto name = text(entry)) read.name = *name;
      } else if (is(entry, parameters_key)) {
        for (const TomlEntry& parameter : table(entry)) read_parameter(parameter, read);
      } else {
        unknown(entry, entry_keys);
      }
    }
    if (!named) {
      error("book-value", section.span, {"这一节没有写规则文件", "this section names no rule file"},
            Message{"加上一行：文件 = \"政策.fenji\"", "add a line: file = \"policy.fenji\""});
    }
    if (read.file.text.empty()) return;
    if (read.name.text.empty()) read.name = {read.file.text.substr(read.file.text.find_last_of('/') + 1), read.file.span};
    reading_.book.entries.push_back(std::move(read));
  }

  void read_parameter(const TomlEntry& entry, BookEntry& to) {
    const TomlValue& value = entry.value;
    std::string written = value.text;
    switch (value.kind) {
      case TomlValue::Kind::yes_no:
        written = value.text == "true" ? "yes" : "no";
        break;
      case TomlValue::Kind::text:
      case TomlValue::Kind::number:
      case TomlValue::Kind::date:
        break;
      case TomlValue::Kind::time:
      case TomlValue::Kind::list:
      case TomlValue::Kind::table:
        wrong_type(entry, value, {"规则文件里那样的值", "a value as a rule file writes it"},
                   same(fmt::format("{} = \"35%\"", entry.key)));
        return;
    }
    to.parameters.push_back({{entry.key, entry.span}, {written, value.span}});
  }

  std::uint32_t file_;
  BookReading& reading_;
};

}  // namespace

BookReading read_book(std::string_view text, std::uint32_t file) {
  BookReading reading;
  const auto table = read_toml(text, file, reading.diagnostics);
  if (!table) {
    reading.book.language = is_chinese(text) ? Language::chinese : Language::english;
    return reading;
  }
  if (!table->entries.empty()) {
    reading.book.language = is_chinese(table->entries.front().key) ? Language::chinese : Language::english;
  }
  Reader(file, reading).read(*table);
  return reading;
}

}  // namespace fenji::books
