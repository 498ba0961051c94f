#include "engine/run/spill_files.hpp"

#include <atomic>
#include <mutex>
#include <string_view>
#include <utility>

#include "engine/lists/file_error.hpp"
#include "engine/lists/native_file.hpp"

namespace fenji::run {
namespace {

// What a room and its files know of failures.
struct Failures {
  std::atomic<bool> failed = false;
  std::mutex mutex;
  std::optional<Message> first;

  void add(Message message) {
    const std::lock_guard lock(mutex);
    if (!first) first = std::move(message);
    failed = true;
  }
};

class SpillFile : public execute::Spill {
 public:
  explicit SpillFile(std::shared_ptr<Failures> failures) : failures_(std::move(failures)) {}

  void write(std::uint64_t at, std::span<const std::byte> bytes) override {
    std::call_once(created_, [&] { create(); });
    if (failures_->failed) return;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (const std::error_code error = file_.write_at(at, text))
      failures_->add(with_remedy(lists::writing_failure(name(), error)));
  }

  bool read(std::uint64_t at, std::span<std::byte> bytes) const override {
    if (failures_->failed) return false;
    const std::error_code error = file_.read_at(at, reinterpret_cast<char*>(bytes.data()), bytes.size());
    if (error) failures_->add(lists::reading_failure(name(), error));
    return !error;
  }

 private:
  void create() {
    if (const std::error_code error = lists::NativeFile::create_nameless(file_, folder_))
      failures_->add(with_remedy(lists::writing_failure(name(), error)));
  }

  Message name() const {
    if (folder_.empty()) return {"临时文件", "a temporary file"};
    const Message folder = lists::quoted(folder_);
    return {folder.zh + " 里的临时文件", "a temporary file in " + folder.en};
  }

  static Message with_remedy(Message message) {
    message.zh += "；名单大，合计、名次等函数要用它，请用环境变量 TMPDIR 换一个有空间的文件夹";
    message.en += "; totals, ranks … of a large list need it: name a folder with room by the environment variable TMPDIR";
    return message;
  }

  const std::shared_ptr<Failures> failures_;
  std::once_flag created_;
  lists::NativeFile file_;
  std::string folder_;
};

class FileRoom : public execute::SpillRoom {
 public:
  std::unique_ptr<execute::Spill> make() override { return std::make_unique<SpillFile>(failures_); }
  std::optional<Message> failure() const override {
    const std::lock_guard lock(failures_->mutex);
    return failures_->first;
  }

 private:
  const std::shared_ptr<Failures> failures_ = std::make_shared<Failures>();
};

}  // namespace

std::unique_ptr<execute::SpillRoom> spill_files() { return std::make_unique<FileRoom>(); }

}  // namespace fenji::run
