#include "engine/books/book_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/books/book_columns.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::books {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> settings_of(const BookEntry& entry) {
  std::vector<std::string> settings;
  for (const BookParameter& parameter : entry.parameters) settings.push_back(parameter.name.text + "=" + parameter.value.text);
  return settings;
}

class FilesReader {
 public:
  FilesReader(const std::string& path, BookFiles& all) : path_(path), all_(all) {}

  void read() {
    for (const BookEntry& entry : all_.book.entries) {
      BookFile file;
      file.name = entry.name.text;
      file.path = beside_book(path_, entry.file.text);
      file.span = entry.file.span;
      refuse_repetition(entry, file);
      file.loaded = load_rules(file.path, settings_of(entry), all_.as_of);
      if (file.loaded.unreadable) {
        error("book-file", entry.file.span,
              {"读不出规则文件：" + file.loaded.unreadable->zh, "the rule file cannot be read: " + file.loaded.unreadable->en},
              Message{"路径从册子所在的文件夹算起", "the path starts from the folder of the book"});
      } else if (!file.loaded.wrong_settings.empty()) {
        report_settings(entry, file.path);
      } else if (!file.loaded.rules) {
        error("book-file", entry.file.span,
              {fmt::format("规则文件“{}”有错，不能使用", entry.file.text),
               fmt::format("the rule file `{}` has errors and cannot be used", entry.file.text)},
              Message{"请看 fenji lint " + file.path, "see fenji lint " + file.path});
      }
      all_.files.push_back(std::move(file));
    }
  }

 private:
  void error(std::string name, Span span, Message message, std::optional<Message> advice) {
    all_.diagnostics.push_back({std::move(name), Severity::error, span, std::move(message), std::move(advice), {}, {}});
  }

  void refuse_repetition(const BookEntry& entry, const BookFile& file) {
    for (const BookFile& other : all_.files) {
      if (other.name != file.name) continue;
      error("book-value", entry.name.span,
            {fmt::format("两节都叫“{}”", file.name), fmt::format("two sections are called `{}`", file.name)},
            Message{"删去一节，或者给它另起名称：名称 = \"…\"", "remove one, or give it another name: name = \"…\""});
      all_.diagnostics.back().related.push_back({other.span, {"另一节在这里", "the other is here"}});
      return;
    }
  }

  // One by one, to see which of them is wrong.
  void report_settings(const BookEntry& entry, const std::string& path) {
    for (const BookParameter& parameter : entry.parameters) {
      const LoadedRules alone = load_rules(path, {parameter.name.text + "=" + parameter.value.text}, all_.as_of);
      for (const Message& problem : alone.wrong_settings) {
        error("book-parameter", cover(parameter.name.span, parameter.value.span), problem, std::nullopt);
      }
    }
  }

  const std::string& path_;
  BookFiles& all_;
};

}  // namespace

bool BookFiles::runnable() const {
  return !unreadable && !has_errors(diagnostics) && !files.empty() &&
         std::all_of(files.begin(), files.end(), [](const BookFile& file) { return file.loaded.rules.has_value(); });
}

BookFiles load_book(const std::string& path, std::optional<model::Day> as_of, model::Day today) {
  BookFiles all;
  auto text = read_text(path, all.unreadable);
  if (!text) return all;
  const std::uint32_t file = all.sources.add(Source(path, std::move(*text)));
  BookReading reading = read_book(all.sources[file].text(), file);
  all.book = std::move(reading.book);
  all.as_of = as_of ? *as_of : all.book.as_of.value_or(today);
  all.diagnostics = std::move(reading.diagnostics);
  FilesReader(path, all).read();
  map_columns(all);
  std::stable_sort(all.diagnostics.begin(), all.diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  return all;
}

lists::ListOptions list_options(const BookFiles& all, lists::ListOptions asked) {
  if (!asked.encoding) asked.encoding = all.book.encoding;
  for (const BookFile& file : all.files) {
    if (!file.loaded.rules) continue;
    // Most fields are those of other files, too.
    for (std::vector<std::string>& names : run::known_headers(*file.loaded.rules)) {
      const auto same = [&](const std::vector<std::string>& known) { return known.front() == names.front(); };
      const auto known = std::find_if(asked.headers.begin(), asked.headers.end(), same);
      if (known == asked.headers.end()) {
        asked.headers.push_back(std::move(names));
      } else {
        known->insert(known->end(), names.begin() + 1, names.end());
      }
    }
  }
  for (const Quoted& carried : all.book.carried) asked.headers.push_back({carried.text});
  return asked;
}

std::string beside_book(const std::string& book, const std::string& named) {
  return (fs::path(book).parent_path() / fs::path(named)).string();
}

bool in_force(const model::Rules& rules, model::Day day) {
  return (!rules.effective_from || *rules.effective_from <= day) && (!rules.effective_to || day <= *rules.effective_to);
}

}  // namespace fenji::books
