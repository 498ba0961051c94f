// Stage: lists. Which parts of a package another part refers to, by which name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/result.hpp"
#include "engine/lists/workbook/zip_archive.hpp"

namespace fenji::lists {

struct Relationship {
  std::string id;
  std::string kind;    // the last word of its type, such as `worksheet`: the same in the strict form
  std::string target;  // a path in the archive
};

// Of the part at `path`; empty: of the package. Those that lead out of the package are left out. Fails where they are missing.
Result<std::vector<Relationship>> read_relationships(const ZipArchive& archive, std::string_view path);

}  // namespace fenji::lists
