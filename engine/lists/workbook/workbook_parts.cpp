#include "engine/lists/workbook/workbook_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/lists/workbook/damaged.hpp"
#include "engine/lists/workbook/relationships.hpp"
#include "engine/lists/workbook/xml_parser.hpp"

namespace fenji::lists {
namespace {

constexpr std::uint64_t longest_part = std::uint64_t{64} << 20;

struct NamedSheet {
  Sheet sheet;
  std::string relationship;
};

class WorkbookReader : public XmlHandler {
 public:
  std::vector<NamedSheet> sheets;
  bool workbook = false;  // the root element is one
  bool dates_from_1904 = false;
  bool recalculated = false;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbook") {
      workbook = true;
    } else if (name == "sheet") {
      take_sheet(attributes);
    } else if (name == "workbookPr") {
      dates_from_1904 = is_true(attributes.find("date1904"));
    } else if (name == "calcPr") {
      recalculated = is_true(attributes.find("fullCalcOnLoad"));
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  void take_sheet(const XmlAttributes& attributes) {
    NamedSheet& named = sheets.emplace_back();
    named.sheet.name = attributes.find("name").value_or("");
    named.sheet.hidden = attributes.find("state").value_or("visible") != "visible";
    named.relationship = attributes.find("id").value_or("");
  }
};

Message no_workbook(const Message& name, const Message& what) {
  return {fmt::format("{}{}；名单请用 .xlsx 或 CSV", name.zh, what.zh),
          fmt::format("{} {}; a list is to be an .xlsx workbook or CSV", name.en, what.en)};
}

// Archives of other programs, by what they hold.
Message foreign_archive(const ZipArchive& archive) {
  const Message& name = archive.name();
  const auto save_as = [&](const char* zh, const char* en) {
    return Message{fmt::format("{}是{}；请另存为 .xlsx", name.zh, zh), fmt::format("{} is {}; save it as .xlsx", name.en, en)};
  };
  if (archive.holds("mimetype") && archive.holds("content.xml")) {
    return save_as(" OpenDocument 文档（.ods）", "an OpenDocument file (.ods)");
  }
  if (archive.holds("Index/Document.iwa") || archive.holds("Index.zip")) {
    return save_as(" Apple Numbers 文档（.numbers）", "an Apple Numbers document (.numbers)");
  }
  return no_workbook(name, {"是压缩包，不是工作簿", "is a ZIP archive, no workbook"});
}

// `xl/workbook.xml`, as the package names it.
Result<std::string> find_workbook(const ZipArchive& archive) {
  constexpr std::string_view usual = "xl/workbook.xml";
  if (!archive.holds("_rels/.rels")) {
    if (archive.holds(usual)) return std::string(usual);
    return foreign_archive(archive);
  }
  const Result<std::vector<Relationship>> package = read_relationships(archive, "");
  if (!package.ok()) return package.failure();
  for (const Relationship& relationship : *package) {
    if (relationship.kind != "officeDocument") continue;
    const std::string& path = relationship.target;
    const Message& name = archive.name();
    if (path.ends_with(".bin")) {
      return Message{fmt::format("{}是二进制工作簿（.xlsb）；请另存为 .xlsx", name.zh),
                     fmt::format("{} is a binary workbook (.xlsb); save it as .xlsx", name.en)};
    }
    if (path.starts_with("word/")) return no_workbook(name, {"是 Word 文档，不是工作簿", "is a Word document, no workbook"});
    if (path.starts_with("ppt/"))
      return no_workbook(name, {"是 PowerPoint 文档，不是工作簿", "is a presentation, no workbook"});
    return path;
  }
  if (archive.holds(usual)) return std::string(usual);
  return foreign_archive(archive);
}

Sheet::Kind kind_of(std::string_view relationship) {
  if (relationship == "worksheet") return Sheet::Kind::cells;
  return relationship == "chartsheet" ? Sheet::Kind::chart : Sheet::Kind::other;
}

bool same_but_case(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&lower](char a, char b) { return lower(a) == lower(b); });
}

// `1 客户、2 说明（隐藏）`.
Message listed(const std::vector<Sheet>& sheets) {
  constexpr std::size_t most = 20;
  Message text;
  for (std::size_t i = 0; i < std::min(sheets.size(), most); ++i) {
    const Sheet& sheet = sheets[i];
    Message remark;
    if (sheet.hidden) remark = {"（隐藏）", " (hidden)"};
    if (sheet.kind == Sheet::Kind::chart) remark = {"（图表）", " (a chart)"};
    if (sheet.kind == Sheet::Kind::other) remark = {"（不是工作表）", " (no worksheet)"};
    const std::string name = shown_name(sheet.name);
    text.zh += fmt::format("{}{} “{}”{}", i == 0 ? "" : "、", i + 1, name, remark.zh);
    text.en += fmt::format("{}{} `{}`{}", i == 0 ? "" : ", ", i + 1, name, remark.en);
  }
  if (sheets.size() > most) {
    text.zh += fmt::format("……共 {} 个", sheets.size());
    text.en += fmt::format(" … {} in all", sheets.size());
  }
  return text;
}

std::optional<std::size_t> find_sheet(const std::vector<Sheet>& sheets, std::string_view wanted) {
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (sheets[i].name == wanted) return i;
  }
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (same_but_case(sheets[i].name, wanted)) return i;
  }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
  if (error != std::errc{} || end != wanted.data() + wanted.size()) return std::nullopt;
  if (number == 0 || number > sheets.size()) return std::nullopt;
  return number - 1;
}

}  // namespace

Result<WorkbookParts> read_workbook_parts(const ZipArchive& archive) {
  const Result<std::string> path = find_workbook(archive);
  if (!path.ok()) return path.failure();
  auto member = archive.open_member(*path);
  if (!member.ok()) return member.failure();
  WorkbookReader reader;
  if (const Failure failure = read_xml(std::move(*member), reader, longest_part)) return *failure;
  if (!reader.workbook) {
    return damaged_workbook(archive.name(),
                            {fmt::format("{} 不是工作簿的内容", *path), fmt::format("{} does not hold a workbook", *path)});
  }
  const Result<std::vector<Relationship>> relationships = read_relationships(archive, *path);
  if (!relationships.ok()) return relationships.failure();

  WorkbookParts parts;
  parts.dates_from_1904 = reader.dates_from_1904;
  parts.recalculated_when_opened = reader.recalculated;
  for (const Relationship& relationship : *relationships) {
    if (relationship.kind == "sharedStrings") parts.shared_strings = relationship.target;
    if (relationship.kind == "styles") parts.styles = relationship.target;
  }
  for (NamedSheet& named : reader.sheets) {
    for (const Relationship& relationship : *relationships) {
      if (relationship.id != named.relationship) continue;
      named.sheet.path = relationship.target;
      named.sheet.kind = kind_of(relationship.kind);
      break;
    }
    parts.sheets.push_back(std::move(named.sheet));
  }
  return parts;
}

Result<std::size_t> choose_sheet(const WorkbookParts& parts, const std::optional<std::string>& wanted, const Message& name) {
  const std::vector<Sheet>& sheets = parts.sheets;
  if (sheets.empty()) return damaged_workbook(name, {"里面没有工作表", "it has no sheets"});
  const Message all = listed(sheets);
  std::optional<std::size_t> found;
  if (wanted) {
    found = find_sheet(sheets, *wanted);
    if (!found) {
      const std::string shown = shown_name(*wanted);
      return Message{
          fmt::format("{}里没有工作表“{}”；有 {}；请在 --sheet 后面写其中一个的名称或序号", name.zh, shown, all.zh),
          fmt::format("{} has no sheet `{}`; it has {}; give --sheet the name or number of one", name.en, shown, all.en)};
    }
    if (sheets[*found].kind != Sheet::Kind::cells) {
      const std::string shown = shown_name(sheets[*found].name);
      return Message{fmt::format("{}的“{}”不是有单元格的工作表；有 {}；请在 --sheet 后面写另一个", name.zh, shown, all.zh),
                     fmt::format("`{1}` of {0} holds no cells; it has {2}; give --sheet another one", name.en, shown, all.en)};
    }
  } else {
    const auto readable = [](const Sheet& sheet) { return sheet.kind == Sheet::Kind::cells && !sheet.hidden; };
    const auto first = std::find_if(sheets.begin(), sheets.end(), readable);
    if (first == sheets.end()) {
      return Message{fmt::format("{}里没有看得见的工作表；有 {}；请在 --sheet 后面写一个的名称或序号", name.zh, all.zh),
                     fmt::format("{} has no visible sheet with cells; it has {}; give --sheet the name or number of one",
                                 name.en, all.en)};
    }
    found = static_cast<std::size_t>(first - sheets.begin());
  }
  if (sheets[*found].path.empty()) {
    const std::string shown = shown_name(sheets[*found].name);
    return damaged_workbook(
        name, {fmt::format("工作表“{}”的内容不见了", shown), fmt::format("the content of sheet `{}` is missing", shown)});
  }
  return *found;
}

}  // namespace fenji::lists
