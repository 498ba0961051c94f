// Stage: lists. A ZIP archive, as workbooks are, whose members are read from first to last.
//
// In: a file of any size that can be sought in. Out: bytes of members, unpacked as they are asked for; the checksum of a member
// is checked when its end is read. Memory: the archive's directory, and a few ten kilobytes a member that is being read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/result.hpp"

struct zip;
struct zip_file;

namespace fenji::lists {

class ZipMember {
 public:
  // At most `size` (> 0) bytes; 0 only at the end, where the checksum was right.
  Result<std::size_t> read(char* to, std::size_t size);

  const std::string& path() const { return path_; }
  const Message& archive() const { return *archive_; }
  // Bytes it takes in the archive, as its directory says.
  std::uint64_t packed_size() const { return packed_size_; }

 private:
  friend class ZipArchive;
  struct Close {
    void operator()(zip_file* file) const;
  };

  ZipMember(zip_file* file, std::string path, const Message& archive, std::uint64_t packed_size)
      : file_(file), path_(std::move(path)), archive_(&archive), packed_size_(packed_size) {}

  std::unique_ptr<zip_file, Close> file_;
  std::string path_;
  const Message* archive_;
  std::uint64_t packed_size_;
};

class ZipArchive {
 public:
  // Takes `file` over. `name` is what messages call it.
  static Result<ZipArchive> open(std::FILE* file, Message name);

  const Message& name() const { return *name_; }

  // Paths are compared as packages of Office do: `/` and `\` are the same, and so are capital and small letters.
  bool holds(std::string_view path) const;
  // Fails where there is none, or it cannot be unpacked. The archive must outlive it, and may be moved.
  Result<ZipMember> open_member(std::string_view path) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };

  ZipArchive(zip* archive, Message name);

  std::unique_ptr<zip, Close> archive_;
  std::unique_ptr<const Message> name_;  // members refer to it
};

}  // namespace fenji::lists
