// A list in a file, read to its end.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "engine/lists/list_file.hpp"
#include "tests/lists/temporary_folder.hpp"
#include "tests/lists/workbook_file.hpp"

namespace fenji::lists::test {

struct Reading {
  std::string csv;
  std::string failure;  // both languages, with a line break between
  ListFacts facts;
  Message elsewhere;
};

inline Reading read(const std::string& bytes, const ListOptions& options = {}) {
  const TemporaryFolder folder;
  folder.put("list.xlsx", bytes);
  Reading reading;
  const auto failed = [&](const Message& message) {
    CHECK(!message.zh.empty());
    CHECK(!message.en.empty());
    reading.failure = message.zh + "\n" + message.en;
    return reading;
  };
  auto list = ListFile::open(folder.path("list.xlsx"), options);
  if (!list.ok()) return failed(list.failure());
  char piece[1000];
  for (;;) {
    const auto count = list->read(piece, sizeof piece);
    if (!count.ok()) return failed(count.failure());
    if (*count == 0) break;
    reading.csv.append(piece, *count);
  }
  reading.facts = list->facts();
  reading.elsewhere = list->elsewhere();
  return reading;
}

}  // namespace fenji::lists::test
