#include "engine/books/book_sql.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/books/book_list.hpp"
#include "engine/books/book_worker.hpp"
#include "engine/export/select_writer.hpp"
#include "engine/export/spelling.hpp"
#include "engine/run/block_keys.hpp"

namespace fenji::books {
namespace {

using execute::Status;
using sql::Case;
using sql::Expression;
using sql::literal;

constexpr std::string_view marker = "\x01";  // stands for what only the query knows

class Writer {
 public:
  Writer(const BookFiles& all, const BookSqlOptions& options)
      : all_(all),
        options_(options),
        spelling_(sql::make_spelling(options.dialect)),
        plan_(all, plan_options(options)),
        tables_(spelling_->longest_identifier()),
        columns_(spelling_->longest_identifier()) {}

  BookSql write() {
    if (!options_.columns.empty()) result_.problems = plan_.match(options_.columns);
    for (std::size_t i = 0; i < plan_.files.size(); ++i) {
      if (plan_.files[i].in_force) files_.push_back(i);
    }
    find_key();
    if (!result_.problems.empty()) return std::move(result_);
    take_names();
    // The queries of the files stand behind that which routes, but say what it must pass on.
    std::string graded, selects;
    for (std::size_t place = 0; place < files_.size(); ++place) {
      graded += ",\n" + file_query(place);
      selects += file_select(place) + "UNION ALL\n";
    }
    graded += ",\n" + bare_query();
    selects += bare_select();
    std::string text = head() + "WITH\n" + routes() + graded + "\n" + selects + spelling_->ending() + "\n";
    if (result_.of_files.empty()) result_.text = std::move(text);
    return std::move(result_);
  }

 private:
  static BookOptions plan_options(const BookSqlOptions& options) {
    BookOptions plan;
    plan.run.language = options.language;
    plan.exceptions = options.exceptions;
    return plan;
  }

  bool chinese() const { return options_.language == Language::chinese; }
  std::string named(const char* zh, const char* en) const { return chinese() ? zh : en; }
  std::string identifier(const std::string& name) const { return spelling_->identifier(name); }
  const FilePlan& file(std::size_t place) const { return plan_.files[files_[place]]; }
  std::string status_name() const { return named("状态", "status"); }
  std::string notes_name() const { return named("说明", "notes"); }
  Expression status(Status status) const { return spelling_->text(execute::status_text(status, options_.language)); }

  std::string head() const {
    std::vector<Message> lines = sql::reading_remarks();
    lines.insert(lines.begin(),
                 {"先为每条记录找评它的文件，再由各文件评自己的记录，最后合在一起。",
                  "Each record is routed to its file, each file grades its own, and the results are put together."});
    if (!all_.book.title.empty()) lines.insert(lines.begin(), {all_.book.title, all_.book.title});
    std::string text;
    for (const Message& line : lines) text += spelling_->comment(line.in(options_.language)) + "\n";
    return text;
  }

  // Dots would stand between a schema and its table.
  static std::string table_name(std::string name) {
    constexpr std::string_view ending = ".fenji";
    if (name.ends_with(ending) && name.size() > ending.size()) name.resize(name.size() - ending.size());
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
  }

  // Names that neither columns of the table nor results have.
  void take_names() {
    const auto take_fields = [&](const model::Rules& rules) {
      for (const model::Field& field : rules.fields) taken_.push_back(field.name);
      for (const model::OutputColumn& output : rules.outputs) taken_.push_back(output.name);
    };
    take_fields(plan_.bare);
    for (const FilePlan& file : plan_.files) take_fields(file.rules);
    taken_.insert(taken_.end(), options_.columns.begin(), options_.columns.end());
    taken_.push_back(status_name());
    taken_.push_back(notes_name());
    for (const std::string& name : taken_) columns_.take(name);
    tables_.take(options_.table);
    for (std::size_t place = 0; place < files_.size(); ++place) {
      verdicts_.push_back(columns_.take(named("适用 ", "applies ") + std::to_string(place + 1)));
      routers_.push_back(tables_.take(named("适用：", "applies: ") + table_name(file(place).name)));
      graders_.push_back(tables_.take(table_name(file(place).name)));
    }
    number_ = columns_.take(named("文件", "file number"));
    clash_ = columns_.take(named("矛盾", "contradiction"));
    key_name_ = columns_.take(named("特批编号", "exception key"));
    router_ = tables_.take(named("路由", "routes"));
    nobody_ = tables_.take(named("无文件", "no file"));
  }

  // Exceptions go by the key as a text.
  void find_key() {
    if (options_.exceptions.open.empty()) return;
    for (model::FieldId id = 0; id < plan_.bare.fields.size(); ++id) {
      if (plan_.bare.fields[id].key) key_ = id;
    }
    if (key_ == model::none || plan_.bare.fields[key_].type.kind == model::Kind::text) return;
    result_.problems.push_back(
        {fmt::format("特批按编号查找，SQL 只能按文本的编号：请把“{}”声明为文本", plan_.bare.fields[key_].name),
         fmt::format("exceptions go by the key, which SQL can only do where it is a text: declare `{}` as text",
                     plan_.bare.fields[key_].name)});
  }

  std::vector<std::optional<std::string>> columns_of(const run::ListColumns& matched) const {
    std::vector<std::optional<std::string>> columns;
    if (options_.columns.empty()) return columns;
    for (const auto& position : matched.positions) {
      columns.push_back(position ? std::optional(options_.columns[*position]) : std::nullopt);
    }
    return columns;
  }

  sql::SqlOptions part_options(const std::string& table, const run::ListColumns& matched) const {
    sql::SqlOptions part;
    part.dialect = options_.dialect;
    part.table = table;
    part.language = options_.language;
    part.text_columns = options_.text_columns;
    part.columns = columns_of(matched);
    part.part.emplace();
    return part;
  }

  // A SELECT of its own as a table.
  std::string table_of(const std::string& name, const std::string& comment, const model::Rules& rules, const SourceSet& sources,
                       const sql::SqlOptions& options, std::optional<std::size_t> of_file) {
    sql::SqlOptions named = options;
    named.part->name = name;
    sql::Sql written = sql::export_sql(rules, sources, named);
    for (const std::string& column : written.read) {
      if (std::find(read_.begin(), read_.end(), column) == read_.end()) read_.push_back(column);
    }
    if (!written.problems.empty() && of_file) result_.of_files.emplace_back(*of_file, std::move(written.problems));
    const std::string told = comment.empty() ? "" : spelling_->comment(comment) + "\n";
    return told + identifier(name) + " " + spelling_->as_open() + "\n" + written.text + ")";
  }

  std::string file_query(std::size_t place) {
    model::Rules rules = file(place).rules;
    run::ListColumns matched = file(place).columns;
    if (key_ != model::none) {
      model::Field key;
      key.name = plan_.bare.fields[key_].name;
      key.type.kind = model::Kind::text;
      key.used = true;
      model::OutputColumn column;
      column.name = key_name_;
      column.field = static_cast<model::FieldId>(rules.fields.size());
      rules.fields.push_back(std::move(key));
      rules.outputs.push_back(std::move(column));
      if (!options_.columns.empty()) matched.positions.push_back(plan_.bare_columns.positions[key_]);
    }
    sql::SqlOptions options = part_options(router_, matched);
    options.part->rows = {number_, static_cast<int>(place) + 1};
    options.part->as_text.assign(rules.outputs.size(), true);
    return table_of(graders_[place], rules.title == file(place).name ? "" : rules.title, rules, *file(place).sources, options,
                    files_[place]);
  }

  std::string bare_query() {
    sql::SqlOptions options = part_options(router_, plan_.bare_columns);
    options.part->rows = {number_, 0};
    options.part->passed_on = {clash_};
    options.part->as_text.assign(plan_.bare.outputs.size(), true);
    return table_of(nobody_, named("没有文件适用，或者不止一个", "No file applies, or more than one"), plan_.bare, {}, options,
                    std::nullopt);
  }

  // One table after the other, each with one more column: the status that the conditions of a file alone give.
  std::string routes() {
    std::vector<std::string> passed_on = read_;
    // What the conditions read is among what the files read.
    std::string text, table = options_.table;
    for (std::size_t place = 0; place < files_.size(); ++place) {
      const std::size_t number = files_[place];
      run::ListColumns matched = plan_.columns.empty() ? run::ListColumns{} : plan_.columns[number];
      sql::SqlOptions options = part_options(table, matched);
      options.part->passed_on = passed_on;
      options.part->verdict = verdicts_[place];
      text += table_of(routers_[place], {}, plan_.applicable[number]->rules(), *file(place).sources, options, number) + ",\n";
      passed_on.push_back(verdicts_[place]);
      table = routers_[place];
    }
    text += identifier(router_) + " " + spelling_->as_open() + "\nSELECT\n";
    for (const std::string& column : read_) text += "  " + identifier(column) + ",\n";
    text += "  " + route().text + " AS " + identifier(number_) + ",\n";
    text += "  " + contradiction().text + " AS " + identifier(clash_) + "\n";
    return text + "FROM " + identifier(table) + spelling_->fence() + "\n)";
  }

  Expression applies(std::size_t place) const {
    return sql::infix(literal(identifier(verdicts_[place])), "=", status(Status::rated));
  }

  // The first file that certainly applies; where none does, the first that may; 0 where several do or none may.
  Expression route() const {
    Case route;
    std::vector<Expression> earlier;
    for (std::size_t place = 0; place < files_.size(); ++place) {
      if (!earlier.empty()) route.when(sql::all_of({applies(place), sql::any_of(earlier)}), literal("0"));
      earlier.push_back(applies(place));
    }
    for (std::size_t place = 0; place < files_.size(); ++place) route.when(applies(place), number(place));
    for (std::size_t place = 0; place < files_.size(); ++place) {
      route.when(sql::infix(literal(identifier(verdicts_[place])), "<>", status(Status::not_applicable)), number(place));
    }
    return route.otherwise(literal("0"));
  }

  static Expression number(std::size_t place) { return literal(std::to_string(place + 1)); }

  // What a note says of the first two files that apply; NULL where no two do.
  Expression contradiction() const {
    Case names;
    for (std::size_t place = 0; place < files_.size(); ++place) {
      names.when(applies(place), spelling_->text(file(place).name));
    }
    const Expression first = names.end();
    Case clash;
    std::vector<Expression> earlier;
    for (std::size_t place = 0; place < files_.size(); ++place) {
      if (!earlier.empty()) {
        const std::string said = fits_several(std::string(marker), file(place).name).in(options_.language);
        clash.when(sql::all_of({applies(place), sql::any_of(earlier)}), filled(said, first));
      }
      earlier.push_back(applies(place));
    }
    return clash.empty() ? spelling_->as_text(literal("NULL")) : clash.end();
  }

  // `said` with `value` for the marker.
  Expression filled(const std::string& said, const Expression& value) const {
    const std::size_t at = said.find(marker);
    return spelling_->joined({spelling_->text(said.substr(0, at)), value, spelling_->text(said.substr(at + marker.size()))});
  }

  std::vector<std::string> result_names() const {
    std::vector<std::string> names;
    for (const model::OutputColumn& output : plan_.bare.outputs) names.push_back(output.name);
    return names;
  }

  std::string select(const std::vector<Expression>& values, const std::string& table) const {
    std::vector<std::string> names = result_names();
    names.push_back(status_name());
    names.push_back(notes_name());
    std::string text = "SELECT\n";
    for (std::size_t i = 0; i < values.size(); ++i) {
      text += "  " + values[i].text + (values[i].text == identifier(names[i]) ? "" : " AS " + identifier(names[i]));
      text += i + 1 < values.size() ? ",\n" : "\n";
    }
    return text + "FROM " + identifier(table) + "\n";
  }

  std::string file_select(std::size_t place) const {
    std::vector<Expression> by_rules;
    for (const std::string& name : result_names()) by_rules.push_back(literal(identifier(name)));
    std::vector<Case> shown(by_rules.size());
    Case notes;
    const Expression key = sql::composed("COALESCE(" + identifier(key_name_) + ", '')", sql::Binding::atom, {});
    const Expression own = literal(identifier(notes_name()));
    for (const std::string& customer : exceptional_keys(place)) {
      const Expression is_it = sql::infix(key, "=", spelling_->text(customer));
      const std::string separator = chinese() ? "；" : "; ";
      std::vector<Expression> said{
          Case()
              .when(sql::infix(own, "<>", spelling_->text("")), spelling_->joined({own, spelling_->text(separator)}))
              .otherwise(spelling_->text(""))};
      for (const std::uint32_t number : options_.exceptions.open.at(customer)) {
        const ExceptionalValue& value = file(place).exceptional[number];
        if (value.state != ExceptionState::granted) continue;
        if (said.size() > 1) said.push_back(spelling_->text(separator));
        const Exception& exception = options_.exceptions.all[number];
        const Expression& replaced = by_rules[value.column];
        const auto note = [&](std::string_view instead) {
          return exception_note(exception, value.text, std::string(instead), options_.language);
        };
        said.push_back(Case()
                           .when(sql::infix(replaced, "<>", spelling_->text("")), filled(note(marker), replaced))
                           .otherwise(spelling_->text(note({}))));
        shown[value.column].when(is_it, spelling_->text(value.text));
      }
      notes.when(is_it, spelling_->joined(said));
    }
    std::vector<Expression> values;
    for (std::size_t i = 0; i < by_rules.size(); ++i) values.push_back(shown[i].otherwise(by_rules[i]));
    values.push_back(literal(identifier(status_name())));
    values.push_back(notes.otherwise(own));
    return select(values, graders_[place]);
  }

  // Of exceptions that the file can grant, in a fixed order.
  std::vector<std::string> exceptional_keys(std::size_t place) const {
    std::vector<std::string> keys;
    if (key_ == model::none) return keys;
    for (const auto& [key, numbers] : options_.exceptions.open) {
      const auto granted = [&](std::uint32_t number) {
        return file(place).exceptional[number].state == ExceptionState::granted;
      };
      if (std::any_of(numbers.begin(), numbers.end(), granted)) keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  std::string bare_select() const {
    std::vector<Expression> values;
    for (const std::string& name : result_names()) values.push_back(literal(identifier(name)));
    const Expression clash = literal(identifier(clash_));
    values.push_back(Case().when(sql::is_null(clash), status(Status::not_applicable)).otherwise(status(Status::uncovered)));
    values.push_back(literal("COALESCE(" + clash.text + ", " + spelling_->text(fits_none().in(options_.language)).text + ")"));
    return select(values, nobody_);
  }

  const BookFiles& all_;
  const BookSqlOptions& options_;
  const std::unique_ptr<sql::Spelling> spelling_;
  BookPlan plan_;
  BookSql result_;
  std::vector<std::size_t> files_;    // those in force
  model::FieldId key_ = model::none;  // of plan_.bare, where exceptions go by it
  sql::Names tables_, columns_;
  std::vector<std::string> taken_, read_;                  // of the table; what the files read
  std::vector<std::string> verdicts_, routers_, graders_;  // by place in files_
  std::string number_, clash_, key_name_, router_, nobody_;
};

}  // namespace

BookSql book_sql(const BookFiles& all, const BookSqlOptions& options) { return Writer(all, options).write(); }

}  // namespace fenji::books
