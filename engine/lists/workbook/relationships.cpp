#include "engine/lists/workbook/relationships.hpp"

#include <algorithm>

#include "engine/lists/workbook/xml_parser.hpp"

namespace fenji::lists {
namespace {

constexpr std::uint64_t longest_part = std::uint64_t{16} << 20;

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

// `target` as seen from `folder`, without `.` and `..`.
std::string resolved(std::string_view folder, std::string target) {
  std::replace(target.begin(), target.end(), '\\', '/');
  std::string whole = target.starts_with('/') ? target : std::string(folder) + "/" + target;
  std::vector<std::string_view> steps;
  for (std::string_view rest = whole; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view step = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (step != "." && step != ".." && !step.empty()) steps.push_back(step);
  }
  std::string path;
  for (const std::string_view step : steps) {
    if (!path.empty()) path += '/';
    path += step;
  }
  return path;
}

class RelationshipReader : public XmlHandler {
 public:
  explicit RelationshipReader(std::string_view folder) : folder_(folder) {}

  std::vector<Relationship> relationships;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode").value_or("") == "External") return;
    Relationship& relationship = relationships.emplace_back();
    relationship.id = attributes.find("Id").value_or("");
    const std::string_view type = attributes.find("Type").value_or("");
    relationship.kind = type.substr(type.rfind('/') + 1);
    relationship.target = resolved(folder_, std::string(attributes.find("Target").value_or("")));
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::string_view folder_;
};

}  // namespace

Result<std::vector<Relationship>> read_relationships(const ZipArchive& archive, std::string_view path) {
  const std::string_view folder = folder_of(path);
  const std::string_view file = folder.empty() ? path : path.substr(folder.size() + 1);
  std::string part(folder);
  if (!part.empty()) part += '/';
  part.append("_rels/").append(file).append(".rels");
  auto member = archive.open_member(part);
  if (!member.ok()) return member.failure();
  RelationshipReader reader(folder);
  if (const Failure failure = read_xml(std::move(*member), reader, longest_part)) return *failure;
  return std::move(reader.relationships);
}

}  // namespace fenji::lists
