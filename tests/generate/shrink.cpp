#include "tests/generate/shrink.hpp"

#include <algorithm>
#include <utility>

#include "tests/generate/variants.hpp"

namespace fenji::generate {

namespace {

class Shrinker {
 public:
  Shrinker(Description description, const std::function<bool(const Description&)>& shows)
      : best_(std::move(description)), shows_(shows) {}

  Description run() {
    do {
      smaller_ = false;
      drop_all(&Description::blocks);
      drop_outputs();
      drop_all(&Description::examples);
      drop_header();
      for (std::size_t i = 0; i < best_.blocks.size(); ++i) shrink_block(i);
      drop_all(&Description::parameters);
      drop_all(&Description::fields);
      for (std::size_t i = 0; i < best_.fields.size(); ++i) shrink_field(i);
      shrink_expressions();
    } while (smaller_);
    return std::move(best_);
  }

 private:
  // Takes the change where the result still shows it.
  template <class Change>
  bool attempt(Change change) {
    Description tried = best_;
    change(tried);
    if (!shows_(tried)) return false;
    best_ = std::move(tried);
    smaller_ = true;
    return true;
  }

  // Drops elements of the list that `find` gives, in halves, then in smaller runs.
  template <class Find>
  void drop(Find find, std::size_t least = 0) {
    for (std::size_t run = std::max<std::size_t>(1, find(best_).size() / 2);; run /= 2) {
      for (std::size_t end = find(best_).size(); end > 0;) {
        const std::size_t begin = end - std::min(run, end);
        const bool enough = find(best_).size() - (end - begin) >= least;
        if (enough) {
          attempt([&](Description& tried) {
            auto& list = find(tried);
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(begin), list.begin() + static_cast<std::ptrdiff_t>(end));
          });
        }
        end = begin;
      }
      if (run == 1) return;
    }
  }

  template <class List>
  void drop_all(List Description::*list) {
    drop([list](Description& description) -> List& { return description.*list; });
  }

  // The key alone needs no results.
  void drop_outputs() {
    const std::vector<std::string> key = {best_.fields.front().name};
    if (best_.outputs != key && attempt([&](Description& tried) { tried.outputs = key; })) return;
    drop_all(&Description::outputs);
  }

  void drop_header() {
    if (best_.header.applies) attempt([](Description& tried) { tried.header.applies.reset(); });
    const bool simple = best_.header.version.empty() && !best_.header.effective_from;
    if (simple) return;
    attempt([](Description& tried) {
      const ExpressionPtr applies = tried.header.applies;
      tried.header = {};
      tried.header.title = "x";
      tried.header.applies = applies;
    });
  }

  template <class Content>
  static Content& content(Description& description, std::size_t block) {
    return std::get<Content>(description.blocks[block]);
  }

  void shrink_block(std::size_t i) {
    if (std::holds_alternative<Eligibility>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Eligibility>(d, i).elements; }, 1);
      if (content<Eligibility>(best_, i).when) attempt([i](Description& d) { content<Eligibility>(d, i).when.reset(); });
    } else if (std::holds_alternative<Scorecard>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Scorecard>(d, i).rows; }, 1);
      for (std::size_t column = content<Scorecard>(best_, i).criteria.size(); column-- > 0;) drop_criterion(i, column);
      drop_modifiers(
          &content<Scorecard>(best_, i).modifiers, [i](Description & d) -> auto& {
            return content<Scorecard>(d, i).modifiers;
          });
    } else if (std::holds_alternative<Bands>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Bands>(d, i).rows; }, 1);
      for (std::size_t column = content<Bands>(best_, i).results.size(); column-- > 0;) drop_result<Bands>(i, column);
      drop_modifiers(
          &content<Bands>(best_, i).modifiers, [i](Description & d) -> auto& { return content<Bands>(d, i).modifiers; });
    } else if (std::holds_alternative<Table>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Table>(d, i).rows; }, 1);
      for (std::size_t column = content<Table>(best_, i).subjects.size(); column-- > 0;) drop_condition(i, column);
      for (std::size_t column = content<Table>(best_, i).results.size(); column-- > 0;) drop_result<Table>(i, column);
      drop_modifiers(
          &content<Table>(best_, i).modifiers, [i](Description & d) -> auto& { return content<Table>(d, i).modifiers; });
    } else if (std::holds_alternative<Matrix>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Matrix>(d, i).rows; }, 1);
      for (std::size_t column = content<Matrix>(best_, i).columns.size(); column-- > 0;) drop_head(i, column);
      if (content<Matrix>(best_, i).when) attempt([i](Description& d) { content<Matrix>(d, i).when.reset(); });
    } else if (std::holds_alternative<Classify>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Classify>(d, i).classes; }, 1);
      if (content<Classify>(best_, i).when) attempt([i](Description& d) { content<Classify>(d, i).when.reset(); });
    } else if (std::holds_alternative<Portfolio>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Portfolio>(d, i).checks; }, 1);
      drop([i](Description & d) -> auto& { return content<Portfolio>(d, i).groups; });
    } else if (std::holds_alternative<Plan>(best_.blocks[i])) {
      drop(
          [i](Description & d) -> auto& { return content<Plan>(d, i).rows; }, 1);
      for (std::size_t role = content<Plan>(best_, i).roles.size(); role-- > 0;) drop_role(i, role);
      if (content<Plan>(best_, i).when) attempt([i](Description& d) { content<Plan>(d, i).when.reset(); });
      if (!content<Plan>(best_, i).window_field.empty())
        attempt([i](Description& d) { content<Plan>(d, i).window_field.clear(); });
    }
  }

  template <class Find>
  void drop_modifiers(const Modifiers* modifiers, Find find) {
    if (modifiers->when) attempt([&](Description& tried) { find(tried).when.reset(); });
    if (find(best_).first_match) attempt([&](Description& tried) { find(tried).first_match = false; });
  }

  // Its weight goes to another one.
  void drop_criterion(std::size_t block, std::size_t column) {
    if (content<Scorecard>(best_, block).criteria.size() < 2) return;
    attempt([&](Description& tried) {
      auto& scorecard = content<Scorecard>(tried, block);
      const model::Decimal weight = scorecard.criteria[column].weight;
      scorecard.criteria.erase(scorecard.criteria.begin() + static_cast<std::ptrdiff_t>(column));
      model::Decimal& heir = scorecard.criteria.front().weight;
      heir = model::add(heir, weight).value_or(heir);
      for (auto& row : scorecard.rows) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(column));
    });
  }

  template <class Content>
  void drop_result(std::size_t block, std::size_t column) {
    if (content<Content>(best_, block).results.size() < 2) return;
    attempt([&](Description& tried) {
      auto& table = content<Content>(tried, block);
      table.results.erase(table.results.begin() + static_cast<std::ptrdiff_t>(column));
      for (auto& row : table.rows) row.results.erase(row.results.begin() + static_cast<std::ptrdiff_t>(column));
    });
  }

  void drop_condition(std::size_t block, std::size_t column) {
    if (content<Table>(best_, block).subjects.size() < 2) return;
    attempt([&](Description& tried) {
      auto& table = content<Table>(tried, block);
      table.subjects.erase(table.subjects.begin() + static_cast<std::ptrdiff_t>(column));
      for (auto& row : table.rows) {
        if (!row.otherwise()) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(column));
      }
    });
  }

  void drop_head(std::size_t block, std::size_t column) {
    if (content<Matrix>(best_, block).columns.size() < 2) return;
    attempt([&](Description& tried) {
      auto& matrix = content<Matrix>(tried, block);
      matrix.columns.erase(matrix.columns.begin() + static_cast<std::ptrdiff_t>(column));
      for (auto& row : matrix.rows) row.results.erase(row.results.begin() + static_cast<std::ptrdiff_t>(column));
    });
  }

  void drop_role(std::size_t block, std::size_t role) {
    if (content<Plan>(best_, block).roles.size() < 2) return;
    attempt([&](Description& tried) {
      auto& plan = content<Plan>(tried, block);
      plan.roles.erase(plan.roles.begin() + static_cast<std::ptrdiff_t>(role));
      for (auto& row : plan.rows) row.contacts.erase(row.contacts.begin() + static_cast<std::ptrdiff_t>(role));
    });
  }

  void shrink_field(std::size_t i) {
    const Field& field = best_.fields[i];
    if (field.blank_means) attempt([i](Description& tried) { tried.fields[i].blank_means.reset(); });
    if (best_.fields[i].bounds) attempt([i](Description& tried) { tried.fields[i].bounds.reset(); });
    if (!best_.fields[i].other_headers.empty()) attempt([i](Description& tried) { tried.fields[i].other_headers.clear(); });
    if (best_.fields[i].optional) attempt([i](Description& tried) { tried.fields[i].optional = false; });
    if (best_.fields[i].fixed) attempt([i](Description& tried) { tried.fields[i].fixed = false; });
  }

  // Calls take(place) for each place of an expression or list in `description`, always in the same order.
  template <class Expressions, class Lists>
  static void for_each_place(Description& description, Expressions expression, Lists list) {
    const auto cell = [&](Cell& each) {
      if (!each.items.empty()) list(each.items);
    };
    if (description.header.applies) expression(description.header.applies);
    for (Parameter& parameter : description.parameters) expression(parameter.value);
    for (Block& block : description.blocks) {
      if (auto* derived = std::get_if<Derived>(&block)) expression(derived->value);
      if (auto* gate = std::get_if<Eligibility>(&block)) {
        if (gate->when) expression(gate->when);
        for (Element& element : gate->elements) expression(element.condition);
      }
      if (auto* scorecard = std::get_if<Scorecard>(&block)) {
        if (scorecard->modifiers.when) expression(scorecard->modifiers.when);
        for (Criterion& criterion : scorecard->criteria) expression(criterion.subject);
        for (auto& row : scorecard->rows) {
          for (Cell& each : row.cells) cell(each);
          expression(row.points);
        }
      }
      if (auto* bands = std::get_if<Bands>(&block)) {
        if (bands->modifiers.when) expression(bands->modifiers.when);
        expression(bands->subject);
        for (auto& row : bands->rows) {
          cell(row.condition);
          for (Result& result : row.results) {
            if (result.expression) expression(result.expression);
          }
        }
      }
      const auto results = [&](std::vector<Result>& all) {
        for (Result& result : all) {
          if (result.expression) expression(result.expression);
        }
      };
      if (auto* table = std::get_if<Table>(&block)) {
        if (table->modifiers.when) expression(table->modifiers.when);
        for (ExpressionPtr& subject : table->subjects) expression(subject);
        for (auto& row : table->rows) {
          for (Cell& each : row.cells) cell(each);
          results(row.results);
        }
      }
      if (auto* matrix = std::get_if<Matrix>(&block)) {
        if (matrix->when) expression(matrix->when);
        expression(matrix->row_subject);
        expression(matrix->column_subject);
        for (Cell& each : matrix->columns) cell(each);
        for (auto& row : matrix->rows) {
          cell(row.condition);
          results(row.results);
        }
      }
      if (auto* classify = std::get_if<Classify>(&block)) {
        if (classify->when) expression(classify->when);
        for (Classify::Class& each : classify->classes) {
          if (each.condition) expression(each.condition);
        }
      }
      if (auto* plan = std::get_if<Plan>(&block)) {
        if (plan->when) expression(plan->when);
        expression(plan->subject);
      }
      if (auto* portfolio = std::get_if<Portfolio>(&block)) {
        for (ExpressionPtr& group : portfolio->groups) expression(group);
        for (Element& check : portfolio->checks) expression(check.condition);
      }
    }
  }

  void shrink_expressions() {
    for (std::size_t place = 0;; ++place) {
      std::size_t count = 0;
      std::vector<ExpressionPtr> simpler;
      std::vector<std::vector<Item>> fewer;
      for_each_place(
          best_,
          [&](ExpressionPtr& each) {
            if (count++ == place) simpler = variants(each);
          },
          [&](std::vector<Item>& each) {
            if (count++ == place) fewer = variants(each);
          });
      if (place >= count) return;
      bool taken = false;
      for (std::size_t i = 0; i < simpler.size() + fewer.size() && !taken; ++i) {
        taken = attempt([&](Description& tried) {
          std::size_t at = 0;
          for_each_place(
              tried,
              [&](ExpressionPtr& each) {
                if (at++ == place) each = simpler[i];
              },
              [&](std::vector<Item>& each) {
                if (at++ == place) each = fewer[i];
              });
        });
      }
      if (taken) --place;  // what came out may become simpler still
    }
  }

  Description best_;
  const std::function<bool(const Description&)>& shows_;
  bool smaller_ = false;
};

}  // namespace

Description shrunk(Description description, const std::function<bool(const Description&)>& shows) {
  return Shrinker(std::move(description), shows).run();
}

}  // namespace fenji::generate
