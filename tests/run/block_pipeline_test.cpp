#include "engine/run/block_pipeline.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <string>

using namespace fenji;

namespace {

using Pipeline = run::BlockPipeline<std::string>;

struct Workers {
  std::atomic<unsigned> made{0}, finished{0};
};

// Hands the bytes of its blocks on.
class Copier : public Pipeline::Worker {
 public:
  explicit Copier(Workers& workers) : workers_(workers) { ++workers_.made; }

  std::string work(const lists::CsvBlock& block) override { return std::string(block.bytes.view()); }
  void finish() override { ++workers_.finished; }

 private:
  Workers& workers_;
};

}  // namespace

TEST_CASE("results come in the order of the list, and no more workers are made than there are blocks") {
  struct Case {
    std::size_t records;
    std::size_t block_size;
    unsigned threads;
    unsigned most_workers;
  };
  for (const Case& c : {Case{0, 4096, 8, 1}, Case{1, 4096, 8, 1}, Case{300, 4096, 8, 1}, Case{300, 4096, 1, 1},
                        Case{3, 1, 8, 3}, Case{2000, 64, 2, 2}, Case{2000, 64, 8, 8}}) {
    CAPTURE(c.records);
    CAPTURE(c.threads);
    std::string text;
    for (std::size_t record = 0; record < c.records; ++record) text += std::to_string(record) + ",x\n";
    lists::MemorySource source(text, Message{"名单", "the list"});
    lists::CsvBlockReader reader(source, {.block_size = c.block_size, .limits = {}});
    Workers workers;
    std::string received;
    const auto problems = Pipeline(reader, c.threads)
                              .run([&] { return std::make_unique<Copier>(workers); },
                                   [&](std::string&& bytes) -> std::optional<Message> {
                                     received += bytes;
                                     return std::nullopt;
                                   });
    CHECK(problems.empty());
    CHECK(received == text);
    CHECK(workers.made >= 1);
    CHECK(workers.made <= c.most_workers);
    CHECK(workers.finished == workers.made);
  }
}

TEST_CASE("what goes wrong in a worker or with a result ends the run") {
  std::string text;
  for (std::size_t record = 0; record < 500; ++record) text += "a,b\n";
  for (const unsigned threads : {1u, 4u}) {
    lists::MemorySource source(text, Message{"名单", "the list"});
    lists::CsvBlockReader reader(source, {.block_size = 64, .limits = {}});
    Workers workers;
    const auto make = [&] { return std::make_unique<Copier>(workers); };
    const auto refuse = [](std::string&&) { return std::optional(Message{"满了", "full"}); };
    const auto problems = Pipeline(reader, threads).run(make, refuse);
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().en == "full");

    lists::MemorySource again(text, Message{"名单", "the list"});
    lists::CsvBlockReader second(again, {.block_size = 64, .limits = {}});
    const auto fail = []() -> std::unique_ptr<Pipeline::Worker> { throw std::bad_alloc(); };
    const auto take = [](std::string&&) -> std::optional<Message> { return std::nullopt; };
    CHECK_THROWS_AS(Pipeline(second, threads).run(fail, take), std::bad_alloc);
  }
}
