// Stage: lists. A customer list as people keep it, a CSV text or a workbook (.xlsx), handed on as the CSV reader takes it:
// separated by commas, in UTF-8 or GB18030, the header first. A list that is so already passes through untouched, at no cost;
// others are made so while they are read, in bounded memory.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/lists/byte_source.hpp"
#include "engine/lists/encoding.hpp"
#include "engine/lists/header_row.hpp"
#include "engine/lists/result.hpp"

namespace fenji::lists {

// What somebody says of a list. What is left open is found from its bytes.
struct ListOptions {
  std::optional<Encoding> encoding = std::nullopt;         // of a text; a byte order mark prevails
  std::optional<std::string> sheet = std::nullopt;         // of a workbook: its name, or its number from 1
  std::optional<std::uint64_t> header_row = std::nullopt;  // from 1, as the file or the sheet counts
  std::optional<char> delimiter = std::nullopt;            // of a text with cells: , ; | or a tab
  KnownHeaders headers = {};                               // by field: they tell which row is the header
};

class ListFile : public ByteSource {
 public:
  // `-` is standard input; a workbook that cannot be sought in, such as a pipe, is copied into a temporary file without a name.
  // Fails on what cannot be opened, on a directory, and on what is no list.
  static Result<ListFile> open(const std::string& path, const ListOptions& options = {});

  // A list that is read as it stands, from somewhere else than a file.
  explicit ListFile(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  Result<std::size_t> read(char* to, std::size_t size) override { return source_->read(to, size); }
  Message name() const override { return source_->name(); }
  std::optional<Encoding> encoding() const override { return source_->encoding(); }
  bool rows_are_lines() const override { return source_->rows_are_lines(); }
  ListFacts facts() const override { return source_->facts(); }
  TextPlace start() const override { return source_->start(); }
  Message elsewhere() const override { return source_->elsewhere(); }

 private:
  std::unique_ptr<ByteSource> source_;
};

}  // namespace fenji::lists
