// Stage: lists. Shared libraries that few runs need, and whose loading takes a quarter of the time of a short run: those for
// workbooks and content hashes. They are loaded with their first call, where tools/cmake/late_library.cmake says so.
//
// The one source that calls a library lists its functions:
//
//   struct Libzip {
//     LateLibrary library{FENJI_LATE_LIBRARY};
//     FENJI_LATE_FUNCTION(zip_fread);
//   };
//   const Libzip& libzip() {
//     static const Libzip functions;
//     return functions;
//   }
#pragma once

#include <stdexcept>
#include <string>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lists {

// The system has no such library, or one without a function that is needed.
class MissingLibrary : public std::runtime_error {
 public:
  MissingLibrary(const std::string& file, const std::string& reason);
  const Message& message() const { return message_; }

 private:
  Message message_;
};

class LateLibrary {
 public:
  // Loads `file`, which the system's loader looks for, until the program ends; nothing where it is null. Throws MissingLibrary.
  explicit LateLibrary(const char* file);

  template <class Function>
  Function find(const char* name) const {
    return reinterpret_cast<Function>(address(name));
  }

 private:
  void* address(const char* name) const;

  const char* file_;
  void* handle_ = nullptr;
};

}  // namespace fenji::lists

// A pointer to the function of that name, called like it.
#if defined(FENJI_LATE_LIBRARY)
#define FENJI_LATE_FUNCTION(name) decltype(&::name) name = library.find<decltype(&::name)>(#name)
#else
#define FENJI_LATE_LIBRARY nullptr
#define FENJI_LATE_FUNCTION(name) decltype(&::name) name = &::name
#endif
