#include "engine/export/identifiers.hpp"

#include <utf8proc.h>

#include <cstdlib>

namespace fenji::sql {

std::string case_folded(std::string_view name) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                                 static_cast<utf8proc_ssize_t>(name.size()), &mapped, UTF8PROC_CASEFOLD);
  if (size < 0) return std::string(name);
  std::string result(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
  std::free(mapped);  // utf8proc allocates with malloc
  return result;
}

std::string cut_off(std::string_view name, std::size_t bytes) {
  if (name.size() <= bytes) return std::string(name);
  while (bytes > 0 && (static_cast<unsigned char>(name[bytes]) & 0xC0U) == 0x80) --bytes;
  return std::string(name.substr(0, bytes));
}

}  // namespace fenji::sql
