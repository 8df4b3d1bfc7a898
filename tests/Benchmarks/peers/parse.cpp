// Usage: parse <ndjson> <runs>. Reads every value of every document by simdjson's on-demand API, in one thread, and does nothing with them.
// Prints the processor seconds of each run, file in memory to last value, and then how many values and bytes of text there were.
#include <simdjson.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace simdjson;

namespace {

constexpr size_t kBatch = 16 << 20;

struct Totals {
  uint64_t values = 0;
  uint64_t bytes = 0;
};

template <typename Value>
void visit(Value&& value, Totals& totals) {
  totals.values++;
  switch (ondemand::json_type(value.type())) {
    case ondemand::json_type::object:
      for (auto field : value.get_object()) {
        totals.bytes += std::string_view(field.unescaped_key()).size();
        visit(field.value(), totals);
      }
      break;
    case ondemand::json_type::array:
      for (auto element : value.get_array()) {
        visit(element.value(), totals);
      }
      break;
    case ondemand::json_type::string:
      totals.bytes += std::string_view(value.get_string()).size();
      break;
    case ondemand::json_type::number:
      totals.bytes += double(value.get_double()) != 0 ? 1 : 0;
      break;
    case ondemand::json_type::boolean:
      totals.bytes += bool(value.get_bool()) ? 1 : 0;
      break;
    default:
      if (!value.is_null()) std::abort();
  }
}

}  // namespace

int main(int, char** arguments) {
  auto text = padded_string::load(arguments[1]).value();
  Totals totals;
  for (int run = 0; run < std::atoi(arguments[2]); run++) {
    totals = {};
    std::clock_t started = std::clock();
    ondemand::parser parser;
    ondemand::document_stream documents = parser.iterate_many(text, kBatch);
    for (auto document : documents) {
      visit(document, totals);
    }
    std::printf("%.6f\n", double(std::clock() - started) / CLOCKS_PER_SEC);
  }
  std::printf("%llu %llu\n", (unsigned long long)totals.values, (unsigned long long)totals.bytes);
}
