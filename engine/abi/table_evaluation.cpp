#include "engine/abi/table_evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "engine/abi/parallel.hpp"
#include "engine/execute/executor.hpp"
#include "engine/execute/population_adder.hpp"
#include "engine/graph/lower.hpp"

namespace fenji::abi {
namespace {

// An array is ended early where its texts come to so much.
constexpr std::size_t enough_text = std::size_t{1} << 30;

constexpr std::size_t pieces_a_thread = 4;

// Fills in what was found from all records.
void fill_computed(const model::Rules& rules, const execute::Populations& populations, std::uint32_t below_level,
                   std::uint64_t first, columns::Batch& batch) {
  for (const model::Population& population : rules.populations) {
    const model::Field& field = rules.fields[population.field];
    if (!field.used || population.level >= below_level) continue;
    columns::Column& column = batch.columns[population.field];
    column.set_all_known(true);
    populations.fill(field.population, first, batch.rows, 0, column);
  }
}

}  // namespace

// What one thread needs to grade.
class TableEvaluation::Worker {
 public:
  explicit Worker(const TableEvaluation& evaluation)
      : rules_(*evaluation.rules_),
        reader_(rules_, evaluation.columns_, execute::default_capacity),
        grader_(
            make_table_grader(evaluation.compiled_->graph, rules_, evaluation.settings_.language, execute::default_capacity)),
        result_(evaluation.form_) {}

  std::optional<Fault> grade(const Piece& piece, const execute::Populations* populations, std::vector<OutputArray>& out) {
    for (std::int64_t begin = 0; begin < piece.rows;) {
      const auto rows =
          static_cast<std::size_t>(std::min(piece.rows - begin, static_cast<std::int64_t>(execute::default_capacity)));
      columns::Batch& batch = reader_.read(**piece.chunk, piece.first + begin, rows);
      if (populations != nullptr) {
        fill_computed(rules_, *populations, populations->levels() + 1, piece.number + static_cast<std::uint64_t>(begin), batch);
      }
      if (auto fault = result_.append(batch, grader_->grade(batch, reader_))) return fault;
      begin += static_cast<std::int64_t>(rows);
      if (result_.text_bytes() > enough_text && begin < piece.rows) out.push_back(result_.take());
    }
    out.push_back(result_.take());
    return std::nullopt;
  }

 private:
  const model::Rules& rules_;
  TableReader reader_;
  std::unique_ptr<TableGrader> grader_;
  ResultRows result_;
};

std::variant<std::unique_ptr<TableEvaluation>, Fault> TableEvaluation::make(SharedRules compiled, Owned<ArrowArrayStream> input,
                                                                            const EvaluationSettings& settings) {
  Owned<ArrowSchema> schema;
  const int code = input->get_schema(input.get(), schema.get());
  if (code != 0) {
    const char* const said = input->get_last_error(input.get());
    const std::string text = said != nullptr ? said : std::strerror(code);
    return Fault{FENJI_INPUT_FAILED,
                 {fmt::format("输入流给不出模式：{}", text), fmt::format("the input stream gave no schema: {}", text)}};
  }
  auto table = matched_table({compiled, &compiled->rules()}, *schema);
  if (auto* const fault = std::get_if<Fault>(&table)) return std::move(*fault);
  return std::unique_ptr<TableEvaluation>(
      new TableEvaluation(std::move(compiled), std::move(input), std::get<MatchedTable>(std::move(table)), settings));
}

TableEvaluation::TableEvaluation(SharedRules compiled, Owned<ArrowArrayStream> input, MatchedTable table,
                                 const EvaluationSettings& settings)
    : compiled_(std::move(compiled)),
      settings_(settings),
      form_(*compiled_, settings.language, settings.layout),
      input_(std::move(input)),
      rules_(std::move(table.rules)),
      columns_(std::move(table.columns)),
      workers_(settings.threads) {}

TableEvaluation::~TableEvaluation() = default;

Fault TableEvaluation::input_fault(int code) {
  const char* const said = input_->get_last_error(input_.get());
  const std::string text = said != nullptr ? said : std::strerror(code);
  return {FENJI_INPUT_FAILED, {fmt::format("输入流出错：{}", text), fmt::format("the input stream failed: {}", text)}};
}

std::variant<std::optional<Chunk>, Fault> TableEvaluation::take() {
  while (input_) {
    auto chunk = std::make_shared<Owned<ArrowArray>>();
    if (const int code = input_->get_next(input_.get(), chunk->get()); code != 0) return input_fault(code);
    if (!*chunk) {
      input_.reset();
      break;
    }
    if (auto fault = fault_in(**chunk, columns_, *rules_)) return std::move(*fault);
    if ((*chunk)->length > 0) return std::optional(std::move(chunk));
  }
  return std::optional<Chunk>();
}

template <class Pieces>
void TableEvaluation::cut(const Chunk& chunk, Pieces& pieces) {
  const std::int64_t rows = (*chunk)->length;
  for (std::int64_t first = 0; first < rows; first += settings_.piece_rows) {
    const std::int64_t count = std::min(settings_.piece_rows, rows - first);
    pieces.push_back({chunk, first, count, records_});
    records_ += static_cast<std::uint64_t>(count);
  }
}

// The passes over the whole list that find what its records have in common.
std::optional<Fault> TableEvaluation::find_populations() {
  const model::Rules& rules = *rules_;
  while (true) {
    auto chunk = take();
    if (auto* const fault = std::get_if<Fault>(&chunk)) return std::move(*fault);
    auto& taken = std::get<std::optional<Chunk>>(chunk);
    if (!taken) break;
    collected_.push_back(std::move(*taken));
  }
  all_collected_ = true;
  std::vector<Piece> pieces;
  for (const Chunk& chunk : collected_) cut(chunk, pieces);
  records_ = 0;
  populations_ = std::make_unique<execute::Populations>(rules);
  model::FieldId key = model::none;
  const bool parts = std::any_of(rules.populations.begin(), rules.populations.end(),
                                 [](const model::Population& each) { return each.amount != model::none; });
  for (model::FieldId field = 0; field < rules.fields.size() && parts; ++field) {
    if (rules.fields[field].key && columns_[field]) key = field;
  }
  for (std::uint32_t level = 1; level <= populations_->levels(); ++level) {
    const model::Rules asked = populations_->rules_of_pass(level);
    const graph::Graph graph = graph::lower(asked);
    in_parallel(settings_.threads, pieces.size(), [&](unsigned, std::size_t part) {
      const Piece& piece = pieces[part];
      TableReader reader(asked, columns_, execute::default_capacity);
      execute::Executor executor(graph, asked, execute::default_capacity);
      execute::Populations::Adder adder(*populations_, level);
      std::vector<std::string> keys;
      std::vector<std::uint64_t> numbers;
      for (std::int64_t begin = 0; begin < piece.rows;) {
        const auto rows =
            static_cast<std::size_t>(std::min(piece.rows - begin, static_cast<std::int64_t>(execute::default_capacity)));
        const std::uint64_t first = piece.number + static_cast<std::uint64_t>(begin);
        columns::Batch& batch = reader.read(**piece.chunk, piece.first + begin, rows);
        fill_computed(asked, *populations_, level, first, batch);
        keys.resize(rows);
        for (std::size_t row = 0; row < rows && key != model::none; ++row) keys[row] = reader.cell(key, row);
        numbers.resize(rows);
        std::iota(numbers.begin(), numbers.end(), first);
        adder.add(numbers, executor.execute(batch), {keys.begin(), keys.end()}, std::vector<std::uint8_t>(rows));
        begin += static_cast<std::int64_t>(rows);
      }
    });
    populations_->solve(level);
  }
  return std::nullopt;
}

std::optional<Fault> TableEvaluation::fill() {
  if (ended_) return std::nullopt;
  if (!rules_->populations.empty() && !all_collected_) {
    if (auto fault = find_populations()) return fault;
  }
  // So many pieces that no thread waits long for another.
  const std::size_t wanted = settings_.threads == 1 ? 1 : pieces_a_thread * settings_.threads;
  while (pending_.size() < wanted) {
    if (all_collected_) {
      if (collected_.empty()) break;
      cut(collected_.front(), pending_);
      collected_.pop_front();
      continue;
    }
    auto taken = take();
    if (auto* const fault = std::get_if<Fault>(&taken)) return std::move(*fault);
    const auto& chunk = std::get<std::optional<Chunk>>(taken);
    if (!chunk) break;
    cut(*chunk, pending_);
  }
  std::vector<Piece> pieces;
  for (; pieces.size() < wanted && !pending_.empty(); pending_.pop_front()) pieces.push_back(std::move(pending_.front()));
  ended_ = pieces.empty();
  std::vector<std::vector<OutputArray>> arrays(pieces.size());
  std::vector<std::optional<Fault>> faults(pieces.size());
  in_parallel(settings_.threads, pieces.size(), [&](unsigned thread, std::size_t part) {
    if (workers_[thread] == nullptr) workers_[thread] = std::make_unique<Worker>(*this);
    faults[part] = workers_[thread]->grade(pieces[part], populations_.get(), arrays[part]);
  });
  for (std::optional<Fault>& fault : faults) {
    if (fault) return fault;
  }
  for (std::vector<OutputArray>& several : arrays) {
    for (OutputArray& array : several) ready_.push_back(std::move(array));
  }
  return std::nullopt;
}

}  // namespace fenji::abi
