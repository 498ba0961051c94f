#include "engine/lists/input_file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "tests/lists/child_process.hpp"
#include "tests/lists/temporary_folder.hpp"

namespace fenji::lists {
namespace {

using test::TemporaryFolder;

TEST_CASE("a file is read to its end, in pieces") {
  const TemporaryFolder folder;
  std::string content;
  for (int i = 0; i < 100'000; ++i) content += fmt::format("{},", i);
  folder.put("表 1.csv", content);
  auto file = InputFile::open(folder.path("表 1.csv"));
  REQUIRE(file.ok());
  CHECK(file->name().en == fmt::format("“{}”", folder.path("表 1.csv")));
  std::string read(content.size() + 10, '\0');
  std::size_t size = 0;
  for (;;) {
    const auto count = file->read(read.data() + size, std::min<std::size_t>(1000, read.size() - size));
    REQUIRE(count.ok());
    if (*count == 0) break;
    size += *count;
  }
  read.resize(size);
  CHECK(read == content);

  auto again = InputFile::open(folder.path("表 1.csv"));
  REQUIRE(again.ok());
  CHECK(*read_all(*again) == content);
  auto limited = InputFile::open(folder.path("表 1.csv"));
  REQUIRE(limited.ok());
  const auto refused = read_all(*limited, 1000);
  REQUIRE(!refused.ok());
  CHECK(refused.failure().en == fmt::format("“{}” is larger than 1000 bytes", folder.path("表 1.csv")));
}

TEST_CASE("an empty file, and one of exactly the limit") {
  const TemporaryFolder folder;
  folder.put("empty", "");
  folder.put("ten", "0123456789");
  auto empty = InputFile::open(folder.path("empty"));
  REQUIRE(empty.ok());
  CHECK(read_all(*empty)->empty());
  auto ten = InputFile::open(folder.path("ten"));
  REQUIRE(ten.ok());
  CHECK(*read_all(*ten, 10) == "0123456789");
}

TEST_CASE("what cannot be opened is a sentence") {
  const TemporaryFolder folder;
  folder.put("file", "x");
  ::symlink("circle", folder.path("circle").c_str());
  struct Case {
    std::string path;
    const char* zh;
    const char* en;
  };
  const Case cases[] = {
      {folder.path("none.csv"), "没有这个文件", "there is no such file"},
      {folder.path(), "这是文件夹，不是文件", "it is a folder, not a file"},
      {folder.path("file/x"), "路径中有一段不是文件夹", "a part of the path is not a folder"},
      {folder.path(std::string(300, 'n')), "文件名太长", "the name is too long"},
      {folder.path("circle"), "符号链接绕成了圈", "its symbolic links form a circle"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    const auto file = InputFile::open(c.path);
    REQUIRE(!file.ok());
    CHECK(file.failure().zh == fmt::format("无法读取“{}”：{}", c.path, c.zh));
    CHECK(file.failure().en == fmt::format("cannot read “{}”: {}", c.path, c.en));
  }
}

TEST_CASE("a file without permission") {
  const TemporaryFolder folder;
  folder.put("secret", "x");
  ::chmod(folder.path("secret").c_str(), 0);
  ::chmod(folder.path().c_str(), 0755);
  const int status = test::in_child([&folder] {
    if (!test::become_ordinary_user()) return 1;
    const auto file = InputFile::open(folder.path("secret"));
    if (file.ok()) return 2;
    return file.failure().en == fmt::format("cannot read “{}”: permission denied", folder.path("secret")) ? 0 : 3;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a failure while reading") {
  // Linux opens a process's memory, but cannot read its first page.
  auto file = InputFile::open("/proc/self/mem");
  if (!file.ok()) {
    MESSAGE("not tested: there is no /proc/self/mem");
    return;
  }
  char byte = 0;
  const auto count = file->read(&byte, 1);
  REQUIRE(!count.ok());
  CHECK(count.failure().en == "cannot read “/proc/self/mem”: the disk or device reports an error");
}

TEST_CASE("standard input, also where it is a pipe that does not wait") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  const int standard_input = ::dup(STDIN_FILENO);
  ::dup2(ends[0], STDIN_FILENO);
  std::thread writer([&ends] {
    for (int i = 0; i < 3; ++i) {
      ::usleep(20'000);
      CHECK(::write(ends[1], "abc", 3) == 3);
    }
    ::close(ends[1]);
  });
  auto file = InputFile::open("-");
  REQUIRE(file.ok());
  const auto content = read_all(*file);
  writer.join();
  ::close(ends[0]);
  ::dup2(standard_input, STDIN_FILENO);
  ::close(standard_input);
  REQUIRE(content.ok());
  CHECK(*content == "abcabcabc");
  CHECK(file->name().zh == "标准输入");
}

}  // namespace
}  // namespace fenji::lists
