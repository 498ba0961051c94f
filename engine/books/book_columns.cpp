#include "engine/books/book_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "engine/columns/cell_text.hpp"
#include "grammar/suggest.hpp"

namespace fenji::books {
namespace {

void error(BookFiles& all, Span span, Message message, Message advice) {
  all.diagnostics.push_back({"book-column", Severity::error, span, std::move(message), std::move(advice), {}, {}});
}

bool is_of_list(const model::Field& field) { return field.population == model::none; }

bool names(const model::Field& field, const std::string& header) {
  return columns::header_text(field.name) == header ||
         std::any_of(field.other_headers.begin(), field.other_headers.end(),
                     [&](const std::string& other) { return columns::header_text(other) == header; });
}

void report_unknown(BookFiles& all, const Quoted& field) {
  std::set<std::string> known;
  for (const BookFile& file : all.files) {
    if (!file.loaded.rules) return;  // it may be one of its fields
    for (const model::Field& each : file.loaded.rules->fields) {
      if (is_of_list(each)) known.insert(each.name);
    }
  }
  const std::vector<std::string_view> names(known.begin(), known.end());
  const auto similar = grammar::closest(field.text, names);
  error(all, field.span,
        {fmt::format("没有一个规则文件有字段“{}”", field.text), fmt::format("no rule file has a field `{}`", field.text)},
        similar ? Message{fmt::format("是不是“{}”？", *similar), fmt::format("did you mean `{}`?", *similar)}
                : Message{"左边写规则文件里的字段，右边写名单的表头",
                          "the field of the rule files stands on the left, the headers of the list on the right"});
  if (similar) all.diagnostics.back().fix = Fix{field.span, std::string(*similar)};
}

void map_column(BookFiles& all, const BookColumn& column) {
  bool found = false;
  for (BookFile& file : all.files) {
    if (!file.loaded.rules) continue;
    for (model::Field& field : file.loaded.rules->fields) {
      if (!is_of_list(field) || field.name != column.field.text) continue;
      found = true;
      for (const Quoted& header : column.headers) {
        if (!names(field, columns::header_text(header.text))) field.other_headers.push_back(header.text);
      }
    }
  }
  if (!found) report_unknown(all, column.field);
}

// A header that means two fields of one file would leave the list unreadable, or fill both from one column.
void refuse_shared_headers(BookFiles& all) {
  for (const BookColumn& column : all.book.columns) {
    for (const Quoted& header : column.headers) {
      const std::string text = columns::header_text(header.text);
      for (const BookFile& file : all.files) {
        if (!file.loaded.rules) continue;
        const auto& fields = file.loaded.rules->fields;
        const auto other = std::find_if(fields.begin(), fields.end(), [&](const model::Field& field) {
          return is_of_list(field) && field.name != column.field.text && names(field, text);
        });
        const bool own = std::any_of(fields.begin(), fields.end(),
                                     [&](const model::Field& field) { return field.name == column.field.text; });
        if (other == fields.end() || !own) continue;
        error(all, header.span,
              {fmt::format("表头“{}”已经是字段“{}”（{}）", header.text, other->name, file.name),
               fmt::format("the header `{}` already means the field `{}` ({})", header.text, other->name, file.name)},
              {"一个表头只能对一个字段", "a header can mean one field only"});
        break;
      }
    }
  }
}

void refuse_repeated_outputs(BookFiles& all) {
  const std::string own(file_column(all.book.language));
  for (const BookFile& file : all.files) {
    if (!file.loaded.rules) continue;
    for (const model::OutputColumn& output : file.loaded.rules->outputs) {
      if (output.name == own) {
        error(all, file.span,
              {fmt::format("“{}”的输出里已有“{}”列，合并的结果要用这个列名写规则文件", file.name, own),
               fmt::format("`{}` has an output `{}`, which in a joined result says which file graded the record", file.name,
                           own)},
              {"请在规则文件里改名", "rename it in the rule file"});
      }
      for (const Quoted& carried : all.book.carried) {
        if (columns::header_text(carried.text) != columns::header_text(output.name)) continue;
        const bool told = std::any_of(all.diagnostics.begin(), all.diagnostics.end(),
                                      [&](const Diagnostic& other) { return other.span == carried.span; });
        if (told) continue;
        error(all, carried.span,
              {fmt::format("“{}”的输出里已有“{}”列", file.name, carried.text),
               fmt::format("`{}` has `{}` among its outputs already", file.name, carried.text)},
              {"从带出的列里删去它", "remove it from the columns to carry through"});
      }
    }
  }
}

}  // namespace

std::string_view file_column(Language language) { return language == Language::chinese ? "规则" : "rules"; }

void map_columns(BookFiles& all) {
  for (const BookColumn& column : all.book.columns) map_column(all, column);
  refuse_shared_headers(all);
  refuse_repeated_outputs(all);
}

}  // namespace fenji::books
