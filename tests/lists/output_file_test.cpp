#include "engine/lists/output_file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/lists/child_process.hpp"
#include "tests/lists/temporary_folder.hpp"

namespace fenji::lists {
namespace {

using test::in_child;
using test::TemporaryFolder;
using Names = std::vector<std::string>;

OutputFile create(const std::string& path) {
  auto file = OutputFile::create(path);
  REQUIRE(file.ok());
  return std::move(*file);
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

TEST_CASE("the file appears on commit, as a whole") {
  const TemporaryFolder folder;
  OutputFile file = create(folder.path("结果.csv"));
  REQUIRE(folder.names().size() == 1);
  CHECK(folder.names()[0].starts_with(".fenji-"));
  CHECK(!file.write("a,b\n"));
  const std::string large(1'000'000, 'x');
  CHECK(!file.write(large));
  CHECK(!file.write("\n"));
  CHECK(!std::filesystem::exists(folder.path("结果.csv")));
  CHECK(!file.commit());
  CHECK(folder.names() == Names{"结果.csv"});
  CHECK(folder.content("结果.csv") == fmt::format("a,b\n{}\n", large));
}

TEST_CASE("without commit nothing is left, and an old file stays as it was") {
  const TemporaryFolder folder;
  folder.put("old.csv", "old");
  {
    OutputFile file = create(folder.path("old.csv"));
    CHECK(!file.write("new"));
    OutputFile moved = std::move(file);
    CHECK(!moved.write(std::string(1'000'000, 'x')));
    CHECK(folder.names().size() == 2);
  }
  CHECK(folder.names() == Names{"old.csv"});
  CHECK(folder.content("old.csv") == "old");
  OutputFile file = create(folder.path("new.csv"));
  file.abandon();
  CHECK(folder.names() == Names{"old.csv"});
  file.abandon();
}

TEST_CASE("an existing file is replaced and keeps its permissions; a new one follows the umask") {
  const TemporaryFolder folder;
  folder.put("old.csv", "old, and longer");
  for (const mode_t mode : {0644, 0600, 0664, 0755}) {
    ::chmod(folder.path("old.csv").c_str(), mode);
    OutputFile file = create(folder.path("old.csv"));
    CHECK(!file.write("new"));
    CHECK(!file.commit());
    CHECK(mode_of(folder.path("old.csv")) == mode);
    CHECK(folder.content("old.csv") == "new");
  }
  const mode_t mask = ::umask(027);
  OutputFile file = create(folder.path("new.csv"));
  CHECK(!file.commit());
  ::umask(mask);
  CHECK(mode_of(folder.path("new.csv")) == 0640);
  CHECK(folder.content("new.csv").empty());
}

TEST_CASE("who had the old file open still reads it") {
  const TemporaryFolder folder;
  folder.put("list.csv", "old");
  std::ifstream reader(folder.path("list.csv"));
  OutputFile file = create(folder.path("list.csv"));
  CHECK(!file.write("new"));
  CHECK(!file.commit());
  CHECK(std::string(std::istreambuf_iterator<char>(reader), {}) == "old");
}

TEST_CASE("a symbolic link stays, what it points to is replaced") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path("there"));
  folder.put("there/real.csv", "old");
  std::filesystem::create_symlink("there/real.csv", folder.path("link.csv"));
  std::filesystem::create_symlink("link.csv", folder.path("second.csv"));
  std::filesystem::create_symlink(folder.path("there/new.csv"), folder.path("dangling.csv"));
  for (const std::string name : {"second.csv", "dangling.csv"}) {
    OutputFile file = create(folder.path(name));
    CHECK(!file.write("new"));
    CHECK(!file.commit());
    CHECK(std::filesystem::is_symlink(folder.path(name)));
  }
  CHECK(std::filesystem::is_symlink(folder.path("link.csv")));
  CHECK(folder.content("there/real.csv") == "new");
  CHECK(folder.content("there/new.csv") == "new");
  CHECK(folder.names() == Names{"dangling.csv", "link.csv", "second.csv", "there"});
}

TEST_CASE("what cannot be written is a sentence, at once") {
  const TemporaryFolder folder;
  folder.put("file", "x");
  std::filesystem::create_symlink("circle", folder.path("circle"));
  std::filesystem::create_directory_symlink(".", folder.path("folder-link"));
  struct Case {
    std::string path;
    const char* zh;
    const char* en;
  };
  std::vector<Case> cases = {
      {folder.path(), "这是文件夹，不是文件", "it is a folder, not a file"},
      {folder.path("folder-link"), "这是文件夹，不是文件", "it is a folder, not a file"},
      {folder.path("new/"), "这是文件夹，不是文件", "it is a folder, not a file"},
      {folder.path("none/out.csv"), "文件夹不存在", "its folder does not exist"},
      {folder.path("file/out.csv"), "路径中有一段不是文件夹", "a part of the path is not a folder"},
      {folder.path("circle"), "符号链接绕成了圈", "its symbolic links form a circle"},
      {folder.path(std::string(300, 'n')), "文件名太长", "the name is too long"},
  };
  if (::access("/proc/version", F_OK) == 0) {
    // A folder in which nobody, not even the superuser, can create a file.
    cases.push_back({"/proc/out.csv", "文件夹不存在", "its folder does not exist"});
  }
  for (const Case& c : cases) {
    CAPTURE(c.path);
    const auto file = OutputFile::create(c.path);
    REQUIRE(!file.ok());
    CHECK(file.failure().zh == fmt::format("无法写入“{}”：{}", c.path, c.zh));
    CHECK(file.failure().en == fmt::format("cannot write “{}”: {}", c.path, c.en));
  }
  CHECK(folder.names() == Names{"circle", "file", "folder-link"});
  CHECK(folder.content("file") == "x");
}

TEST_CASE("a name of the greatest length can be written") {
  const TemporaryFolder folder;
  const std::string name(255, 'n');
  OutputFile file = create(folder.path(name));
  CHECK(!file.commit());
  CHECK(folder.names() == Names{name});
}

TEST_CASE("a protected file or folder is left alone") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path("open"));
  std::filesystem::create_directory(folder.path("closed"));
  folder.put("open/protected.csv", "old");
  folder.put("closed/mine.csv", "old");
  ::chmod(folder.path("open/protected.csv").c_str(), 0444);
  ::chmod(folder.path("closed").c_str(), 0555);
  if (::geteuid() == 0) {
    for (const char* name : {"", "open", "open/protected.csv", "closed", "closed/mine.csv"}) {
      REQUIRE(::chown(folder.path(name).c_str(), test::ordinary_user, test::ordinary_user) == 0);
    }
  }
  const int status = in_child([&folder] {
    if (!test::become_ordinary_user()) return 1;
    for (const char* name : {"open/protected.csv", "closed/mine.csv", "closed/new.csv"}) {
      const auto file = OutputFile::create(folder.path(name));
      if (file.ok()) return 2;
      if (file.failure().en != fmt::format("cannot write “{}”: permission denied", folder.path(name))) return 3;
    }
    auto file = OutputFile::create(folder.path("open/new.csv"));
    return file.ok() && !file->commit() ? 0 : 4;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(folder.content("open/protected.csv") == "old");
  CHECK(folder.content("closed/mine.csv") == "old");
  ::chmod(folder.path("closed").c_str(), 0755);
}

TEST_CASE("the superuser replaces somebody's file without taking it") {
  if (::geteuid() != 0) return;  // others cannot give files away
  const TemporaryFolder folder;
  folder.put("theirs.csv", "old");
  REQUIRE(::chown(folder.path("theirs.csv").c_str(), test::ordinary_user, test::ordinary_user) == 0);
  ::chmod(folder.path("theirs.csv").c_str(), 0640);
  OutputFile file = create(folder.path("theirs.csv"));
  CHECK(!file.commit());
  struct stat status {};
  REQUIRE(::stat(folder.path("theirs.csv").c_str(), &status) == 0);
  CHECK(status.st_uid == test::ordinary_user);
  CHECK(status.st_gid == test::ordinary_user);
  CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("a full disk is told when writing or on commit") {
  if (::access("/dev/full", W_OK) != 0) {
    MESSAGE("not tested: there is no /dev/full");
    return;
  }
  const TemporaryFolder folder;
  std::filesystem::create_symlink("/dev/full", folder.path("link"));
  for (const std::string& path : {std::string("/dev/full"), folder.path("link")}) {
    OutputFile small = create(path);
    CHECK(!small.write("few bytes"));
    const Failure failure = small.commit();
    REQUIRE(failure);
    CHECK(failure->zh == fmt::format("无法写入“{}”：磁盘已满", path));
    CHECK(failure->en == fmt::format("cannot write “{}”: the disk is full", path));
    OutputFile large = create(path);
    const Failure first = large.write(std::string(1'000'000, 'x'));
    REQUIRE(first);
    CHECK(large.write("more")->en == first->en);
    CHECK(large.commit()->en == first->en);
  }
  CHECK(std::filesystem::is_character_file("/dev/full"));
  CHECK(std::filesystem::is_symlink(folder.path("link")));
}

TEST_CASE("a file that grows too large leaves the old one") {
  const TemporaryFolder folder;
  folder.put("old.csv", "old");
  const std::string path = folder.path("old.csv");
  const int status = in_child([&path] {
    ignore_write_signals();
    const rlimit limit{1'000'000, 1'000'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
    auto file = OutputFile::create(path);
    if (!file.ok()) return 2;
    const std::string piece(100'000, 'x');
    Failure failure;
    for (int i = 0; i < 20 && !failure; ++i) failure = file->write(piece);
    if (!failure || !file->commit()) return 3;
    return failure->en.ends_with("the file would be larger than the system allows") ? 0 : 4;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(folder.names() == Names{"old.csv"});
  CHECK(folder.content("old.csv") == "old");
}

TEST_CASE("a pipe with a name is written, not replaced") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  std::string received;
  std::thread reader([&] { received = folder.content("pipe"); });
  {
    OutputFile file = create(folder.path("pipe"));
    CHECK(!file.write("a,b\n"));
    CHECK(!file.commit());
  }
  reader.join();
  CHECK(received == "a,b\n");
  CHECK(std::filesystem::is_fifo(folder.path("pipe")));
  CHECK(folder.names() == Names{"pipe"});
}

TEST_CASE("a reader who has gone is told") {
  const int status = in_child([] {
    ignore_write_signals();
    int ends[2];
    if (::pipe(ends) != 0) return 1;
    ::close(ends[0]);
    auto file = OutputFile::create(fmt::format("/dev/fd/{}", ends[1]));
    if (!file.ok()) return 2;
    if (file->write("a") || file->closed_by_reader()) return 3;
    const Failure failure = file->commit();
    if (!failure || !file->closed_by_reader()) return 4;
    return failure->en.ends_with("the program that receives the output has ended") ? 0 : 5;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("standard output, under all its names, is written where it stands") {
  const TemporaryFolder folder;
  std::filesystem::create_symlink("/dev/stdout", folder.path("link"));
  for (const std::string& path :
       {std::string("-"), std::string("/dev/stdout"), std::string("/dev/fd/1"), folder.path("link")}) {
    CAPTURE(path);
    const std::string out = folder.path("out");
    const int status = in_child([&] {
      const int handle = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      if (::dup2(handle, STDOUT_FILENO) < 0 || ::write(handle, "before ", 7) != 7) return 1;
      auto file = OutputFile::create(path);
      if (!file.ok() || file->write("written") || file->commit()) return 2;
      return ::write(STDOUT_FILENO, " after", 6) == 6 ? 0 : 3;
    });
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(folder.content("out") == "before written after");
    CHECK(folder.names() == Names{"link", "out"});
  }
  const int status = in_child([] {
    ::close(STDOUT_FILENO);
    auto file = OutputFile::create("-");
    if (!file.ok() || file->write("a")) return 1;
    const Failure failure = file->commit();
    return failure && failure->zh == "无法写入标准输出：没有打开" ? 0 : 2;
  });
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a signal removes the temporary file and ends the program as ever") {
  const TemporaryFolder folder;
  folder.put("old.csv", "old");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    CAPTURE(signal);
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      for (const int one : {SIGINT, SIGTERM, SIGHUP}) std::signal(one, SIG_DFL);
      remove_temporary_files_on_signals();
      auto done = OutputFile::create(folder.path("done.csv"));
      auto open = OutputFile::create(folder.path("old.csv"));
      auto also = OutputFile::create(folder.path("also.csv"));
      if (!done.ok() || !open.ok() || !also.ok() || open->write(std::string(1'000'000, 'x'))) ::_exit(1);
      if (done->write("done") || done->commit()) ::_exit(2);
      if (::write(ready[1], "x", 1) != 1) ::_exit(3);
      for (;;) ::pause();
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    CHECK(folder.names().size() == 4);
    ::kill(child, signal);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(ready[0]);
    ::close(ready[1]);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == signal);
    CHECK(folder.names() == Names{"done.csv", "old.csv"});
    CHECK(folder.content("old.csv") == "old");
    CHECK(folder.content("done.csv") == "done");
  }
}

TEST_CASE("a signal that was ignored from the start stays ignored") {
  const int status = in_child([] {
    std::signal(SIGHUP, SIG_IGN);
    remove_temporary_files_on_signals();
    std::raise(SIGHUP);
    return 0;
  });
  CHECK(WIFEXITED(status));
}

TEST_CASE("a program that is killed leaves the old file as it was") {
  const TemporaryFolder folder;
  folder.put("old.csv", "old");
  const int status = in_child([&folder] {
    auto file = OutputFile::create(folder.path("old.csv"));
    if (!file.ok() || file->write(std::string(1'000'000, 'x'))) return 1;
    std::raise(SIGKILL);
    return 2;
  });
  CHECK(WIFSIGNALED(status));
  CHECK(folder.content("old.csv") == "old");
}

TEST_CASE("more outputs than a signal can look after are written all the same") {
  const TemporaryFolder folder;
  std::vector<OutputFile> files;
  files.reserve(40);
  for (int i = 0; i < 40; ++i) files.push_back(create(folder.path(fmt::format("{}.csv", i))));
  for (OutputFile& file : files) CHECK(!file.commit());
  CHECK(folder.names().size() == 40);
}

}  // namespace
}  // namespace fenji::lists
