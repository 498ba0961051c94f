// Stage: lists. Errors of the operating system as sentences for the user, in both languages.
#pragma once

#include <cstddef>
#include <string>
#include <system_error>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lists {

// `“PATH”`, in both languages.
Message quoted(const std::string& path);

// `name` is what quoted() gives, or words such as `标准输入` / `standard input`.
Message reading_failure(const Message& name, std::error_code error);
Message writing_failure(const Message& name, std::error_code error);

// `64 MiB`, `100 bytes`: a limit, as messages name it.
Message size_text(std::size_t bytes);

}  // namespace fenji::lists
