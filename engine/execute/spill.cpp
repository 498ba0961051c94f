#include "engine/execute/spill.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <vector>

namespace fenji::execute {
namespace {

class MemorySpill : public Spill {
 public:
  void write(std::uint64_t at, std::span<const std::byte> bytes) override {
    for_pages(at, bytes.size(), [&](std::size_t page, std::size_t begin, std::size_t done, std::size_t count) {
      std::memcpy(page_of(page) + begin, bytes.data() + done, count);
    });
  }
  bool read(std::uint64_t at, std::span<std::byte> bytes) const override {
    for_pages(at, bytes.size(), [&](std::size_t page, std::size_t begin, std::size_t done, std::size_t count) {
      const std::lock_guard lock(mutex_);
      std::memcpy(bytes.data() + done, pages_[page].get() + begin, count);
    });
    return true;
  }

 private:
  static constexpr std::size_t page_size = std::size_t{1} << 18;

  template <class Piece>
  static void for_pages(std::uint64_t at, std::size_t size, const Piece& piece) {
    for (std::size_t done = 0; done < size;) {
      const std::uint64_t place = at + done;
      const std::size_t begin = place % page_size;
      const std::size_t count = std::min(page_size - begin, size - done);
      piece(place / page_size, begin, done, count);
      done += count;
    }
  }

  std::byte* page_of(std::size_t page) {
    const std::lock_guard lock(mutex_);
    if (pages_.size() <= page) pages_.resize(page + 1);
    if (pages_[page] == nullptr) pages_[page] = std::make_unique_for_overwrite<std::byte[]>(page_size);
    return pages_[page].get();
  }

  mutable std::mutex mutex_;  // of the table of pages
  std::vector<std::unique_ptr<std::byte[]>> pages_;
};

class MemoryRoom : public SpillRoom {
 public:
  std::unique_ptr<Spill> make() override { return std::make_unique<MemorySpill>(); }
  std::optional<Message> failure() const override { return std::nullopt; }
};

}  // namespace

std::unique_ptr<SpillRoom> memory_room() { return std::make_unique<MemoryRoom>(); }

}  // namespace fenji::execute
