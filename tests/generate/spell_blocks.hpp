// Tests. The blocks of a description as lines of a rule file.
#pragma once

#include "tests/generate/description.hpp"
#include "tests/generate/page.hpp"
#include "tests/generate/spell_expression.hpp"
#include "tests/generate/voice.hpp"

namespace fenji::generate {

class BlockSpeller {
 public:
  BlockSpeller(Voice& voice, ExpressionSpeller& expressions, Page& page)
      : voice_(voice), expressions_(expressions), page_(page) {}

  void header(const Header& header);
  void parameters(const std::vector<Parameter>& parameters);
  void fields(const std::vector<Field>& fields);
  void block(const Block& block);
  void examples(const Examples& examples);
  void outputs(const std::vector<std::string>& outputs);

 private:
  void scale(const Scale& scale);
  void derived(const Derived& derived);
  void eligibility(const Eligibility& gate);
  void scorecard(const Scorecard& scorecard);
  void bands(const Bands& bands);
  void table(const Table& table);
  void matrix(const Matrix& matrix);
  void classify(const Classify& classify);
  void plan(const Plan& plan);
  void portfolio(const Portfolio& portfolio);

  std::string field(const Field& field);
  std::string field_type(const Field& field);
  std::string contacts(const model::Contacts& contacts);
  std::string contact(const model::Contact& contact);
  std::string window(const Plan& plan);
  std::string example_cell(const ExampleCell& cell);

  using Place = ExpressionSpeller::Place;
  // `: 依次判断, 仅当 …`, from what the language has first.
  std::string modifiers(const std::vector<std::string>& clauses);
  std::vector<std::string> clauses(const Modifiers& modifiers);
  std::string when(const ExpressionPtr& condition);
  std::string subject(const Expression& expression);  // behind 按 / on
  // A name where it is declared or listed.
  std::string declared(const std::string& name);
  std::string colon();
  std::string comma();  // between clauses; a blank follows, so that it never groups thousands

  Voice& voice_;
  ExpressionSpeller& expressions_;
  Page& page_;
};

}  // namespace fenji::generate
