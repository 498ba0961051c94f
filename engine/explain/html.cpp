#include "engine/explain/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/explain/sentences.hpp"

namespace fenji::explain {

using model::State;

namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0; }
h2 { font-size: 1.1em; margin: 1.6em 0 .4em; border-bottom: 1px solid #8886; }
article + article { margin-top: 4em; }
table { border-collapse: collapse; margin: .6em 0; }
th, td { text-align: left; vertical-align: top; padding: .15em 1em .15em 0; }
ul { margin: .2em 0; padding-left: 1.4em; list-style: none; }
.status { font-weight: 600; }
.note, .place, .facts { opacity: .75; }
.place { font-size: .85em; white-space: nowrap; }
.yes::before { content: "✓ "; color: #18794e; }
.no::before { content: "✗ "; color: #cd2b31; }
.undecided::before { content: "? "; color: #ad5700; }
.fired { font-weight: 600; }
code { font: inherit; }
@media print { body { margin: 0; max-width: none; } article + article { break-before: page; } }
)";

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        // Controls have no place in a page.
        safe += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
        break;
    }
  }
  return safe;
}

std::string_view class_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::no:
      return "no";
    case Verdict::yes:
      return "yes";
    case Verdict::undecided:
      break;
  }
  return "undecided";
}

class Page {
 public:
  explicit Page(const Explanation& told) : told_(told), say_(told.language, told.file) {}

  std::string article() {
    page_ += "<article>\n";
    heading();
    for (const Layer& layer : told_.layers) {
      if (layer.applies) applies(*layer.applies);
      if (layer.gate) gate(*layer.gate);
      if (layer.results.empty()) continue;
      const bool behind_gates = !layer.applies && !layer.gate;
      section(behind_gates ? say_.words("计算", "Working") : say_.words("以上所用的计算", "Working for the above"));
      page_ += "<ul>\n";
      for (const Result& one : layer.results) result(one);
      page_ += "</ul>\n";
    }
    if (!told_.not_reached.empty()) {
      paragraph("note", say_.words("因此不再往下判断：", "Therefore not looked at: ") + say_.listed(told_.not_reached));
    }
    causes();
    for (const Answer& answer : told_.answers) {
      section(answer.title);
      page_ += "<ul>\n";
      for (const std::string& line : answer.lines) item("", line);
      page_ += "</ul>\n";
    }
    return page_ + "</article>\n";
  }

  std::string title() const {
    const std::string key = told_.key.empty() ? say_.words("（无编号）", "(no key)") : told_.key;
    return key + say_.colon() + std::string(status_text(told_.status, told_.language));
  }

 private:
  void section(const std::string& title, const std::string& place = {}) {
    page_ += fmt::format("<h2>{}{}</h2>\n", escaped(title), placed(place));
  }

  void paragraph(std::string_view kind, const std::string& text) {
    page_ += fmt::format("<p class=\"{}\">{}</p>\n", kind, escaped(text));
  }

  static std::string placed(const std::string& place) {
    return place.empty() ? "" : fmt::format(" <span class=\"place\">{}</span>", escaped(place));
  }

  void item(std::string_view kind, const std::string& text, const std::string& place = {}) {
    page_ += fmt::format("<li class=\"{}\">{}{}</li>\n", kind, escaped(text), placed(place));
  }

  void heading() {
    page_ += fmt::format("<h1>{}</h1>\n", escaped(title()));
    if (!told_.note.empty()) paragraph("status", told_.note);
    if (!told_.outputs.empty()) page_ += "<table>\n";
    for (const NamedValue& output : told_.outputs) {
      const std::string text = output.state == State::known ? output.text : say_.state(output.state);
      page_ += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", escaped(output.name), escaped(text));
    }
    if (!told_.outputs.empty()) page_ += "</table>\n";
    std::string rules = say_.words("规则：", "Rules: ") + told_.title;
    if (!told_.version.empty()) rules += say_.words("，版本 ", ", version ") + told_.version;
    paragraph("note", rules + (told_.file.empty() ? "" : say_.bracketed(told_.file)));
  }

  // What keeps the record from being rated, with the rules that say so.
  void causes() {
    if (told_.causes.empty()) return;
    section(say_.words("没有评级，因为", "Not rated because of"));
    page_ += "<ul>\n";
    for (const Cause& cause : told_.causes) {
      std::string text = cause.name;
      if (cause.cell) text += " " + say_.quoted(*cause.cell);
      if (!cause.rule.text.empty()) text += say_.colon() + cause.rule.text;
      item("no", text, cause.rule.text.empty() ? "" : say_.place(cause.rule.place));
    }
    page_ += "</ul>\n";
  }

  void applies(const Applies& applies) {
    section(say_.words("适用范围", "Scope of the rules"));
    page_ += "<ul>\n";
    page_ += fmt::format("<li class=\"{}\">{}{}", class_of(applies.condition.verdict), escaped(applies.rule.text),
                         placed(say_.place(applies.rule.place)));
    evidence(applies.condition);
    page_ += "</li>\n</ul>\n";
  }

  void gate(const Gate& gate) {
    section(say_.words("准入条件 ", "Eligibility ") + gate.name + say_.bracketed(say_.demand(gate)), say_.place(gate.place));
    page_ += "<ul>\n";
    for (const Element& element : gate.elements) {
      page_ += fmt::format("<li class=\"{}\"><strong>{}</strong> {}{}", class_of(element.verdict), escaped(element.name),
                           escaped(element.rule.text), placed(say_.place(element.rule.place)));
      if (element.when) when(*element.when);
      if (!element.when || element.when->verdict != Verdict::no) evidence(element.condition);
      page_ += "</li>\n";
    }
    page_ += "</ul>\n";
  }

  void evidence(const Condition& condition) {
    if (condition.parts.empty()) return facts(condition.facts);
    page_ += "\n<ul>\n";
    for (const Condition& part : condition.parts) {
      page_ += fmt::format("<li class=\"{}\">{}", class_of(part.verdict), escaped(part.words));
      evidence(part);
      page_ += "</li>\n";
    }
    page_ += "</ul>\n";
  }

  void when(const Condition& condition) {
    page_ += fmt::format("\n<ul>\n<li class=\"{}\">{}", class_of(condition.verdict),
                         escaped(say_.words("仅当 ", "only when ") + condition.words));
    evidence(condition);
    page_ += "</li>\n</ul>\n";
  }

  void facts(const std::vector<Fact>& facts) {
    if (!facts.empty()) page_ += fmt::format("<div class=\"facts\">{}</div>", escaped(say_.facts(facts)));
  }

  void result(const Result& result) {
    page_ += "<li>";
    if (result.values.size() == 1) {
      page_ += escaped(say_.equation(result.values.front(), result.note));
    } else {
      page_ += fmt::format("<strong>{}</strong>", escaped(result.name));
    }
    page_ += placed(say_.place(result.place));
    if (result.when) when(*result.when);
    if (result.values.size() > 1) {
      page_ += "\n<ul>\n";
      for (const NamedValue& value : result.values) item("", say_.equation(value, ""));
      page_ += "</ul>\n";
    }
    if (result.condition) evidence(*result.condition);
    if (result.table) table(*result.table);
    for (const Criterion& criterion : result.criteria) {
      page_ += fmt::format("\n<div>{} {}</div>", escaped(criterion.name),
                           escaped(criterion.state == State::known
                                       ? fmt::format("{} × {} = {}", criterion.points, criterion.weight, criterion.part)
                                       : say_.state(criterion.state)));
      table(criterion.table);
    }
    page_ += "</li>\n";
  }

  void table(const Table& table) {
    constexpr std::size_t most = 12;
    facts(table.facts);
    if (table.rows.empty() || table.any_row) return;
    page_ += "\n<ul>\n";
    for (std::size_t i = 0; i < std::min(most, table.rows.size()); ++i) {
      const Row& row = table.rows[i];
      page_ += fmt::format("<li class=\"{}\"><code>{}</code>{}</li>\n", row.fired ? "yes fired" : class_of(row.fits),
                           escaped(row.rule.text), placed(say_.place(row.rule.place)));
    }
    if (table.rows.size() > most) item("", "…");
    page_ += "</ul>\n";
  }

  const Explanation& told_;
  const Sentences say_;
  std::string page_;
};

}  // namespace

std::string to_html(const std::vector<Explanation>& stories) {
  assert(!stories.empty());
  const Explanation& first = stories.front();
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
      "<body>\n",
      first.language == Language::chinese ? "zh-CN" : "en", escaped(Page(first).title()), style);
  for (const Explanation& story : stories) html += Page(story).article();
  return html + "</body>\n</html>\n";
}

}  // namespace fenji::explain
