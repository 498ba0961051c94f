#include <dlfcn.h>
#include <fmt/format.h>

#include "engine/lists/late_library.hpp"

namespace fenji::lists {

MissingLibrary::MissingLibrary(const std::string& file, const std::string& reason)
    : std::runtime_error(reason),
      message_{fmt::format("系统缺少程序库 {}（{}）：请安装它，或重新安装 fenji", file, reason),
               fmt::format("the system lacks the library {} ({}): install it, or install fenji again", file, reason)} {}

namespace {

std::string reason() {
  const char* const words = ::dlerror();
  return words != nullptr ? words : "dlsym";
}

}  // namespace

LateLibrary::LateLibrary(const char* file) : file_(file) {
  if (file == nullptr) return;
  handle_ = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (handle_ == nullptr) throw MissingLibrary(file, reason());
}

void* LateLibrary::address(const char* name) const {
  void* const found = ::dlsym(handle_, name);
  if (found == nullptr) throw MissingLibrary(file_, reason());
  return found;
}

}  // namespace fenji::lists
