// Usage: simdjson <ndjson> <runs> [batch bytes]. The seed query's job by simdjson's on-demand API, in one thread.
// Prints the processor seconds of each run (file in memory to sorted lines), "-", and the lines of the last run.
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using namespace simdjson;

namespace {

// What is told of a device; ports and remote addresses of one device are few, so that a vector is the fastest set.
struct Device {
  std::vector<uint16_t> ports;
  std::vector<uint32_t> remotes;
  std::string last;
};

using Devices = std::unordered_map<std::string, Device>;

template <typename T>
void add(std::vector<T>& set, T value) {
  if (std::find(set.begin(), set.end(), value) == set.end()) {
    set.push_back(value);
  }
}

// Dotted quads, also as ::ffff:a.b.c.d: the generator draws nothing else.
bool parse_address(std::string_view text, uint32_t& bits) {
  constexpr std::string_view mapped = "::ffff:";
  if (text.substr(0, mapped.size()) == mapped) {
    text.remove_prefix(mapped.size());
  }
  uint32_t octet = 0;
  int octets = 0, digits = 0;
  bits = 0;
  for (char c : text) {
    if (c >= '0' && c <= '9' && digits < 3) {
      octet = octet * 10 + uint32_t(c - '0');
      digits++;
    } else if (c == '.' && digits > 0 && octet < 256) {
      bits = (bits << 8) | octet;
      octet = 0;
      digits = 0;
      octets++;
    } else {
      return false;
    }
  }
  bits = (bits << 8) | octet;
  return octets == 3 && digits > 0 && octet < 256;
}

bool in_range(uint32_t address, uint32_t network, int prefix) { return ((address ^ network) >> (32 - prefix)) == 0; }

// IANA's special-purpose ranges, and multicast.
bool is_global(uint32_t a) {
  static constexpr struct { uint32_t network; int prefix; } special[] = {
      {0x00000000, 8}, {0x0a000000, 8}, {0x64400000, 10}, {0x7f000000, 8}, {0xa9fe0000, 16}, {0xac100000, 12}, {0xc0000000, 24},
      {0xc0000200, 24}, {0xc0a80000, 16}, {0xc6120000, 15}, {0xc6336400, 24}, {0xcb007100, 24}, {0xe0000000, 4}, {0xf0000000, 4}};
  for (auto range : special) {
    if (in_range(a, range.network, range.prefix)) {
      return a == 0xc0000009 || a == 0xc000000a;
    }
  }
  return true;
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// Kusto's has_any: whole terms, ignoring case.
bool has_term(std::string_view text, std::string_view term) {
  auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == (b >= 'A' && b <= 'Z' ? b | 0x20 : b); };
  auto from = text.begin();
  while ((from = std::search(from, text.end(), term.begin(), term.end(), same)) != text.end()) {
    auto after = from + term.size();
    if ((from == text.begin() || !is_letter_or_digit(from[-1])) && (after == text.end() || !is_letter_or_digit(*after))) {
      return true;
    }
    ++from;
  }
  return false;
}

bool is_excluded(std::string_view command) {
  return has_term(command, "TaniumClient.exe") || has_term(command, "ZSATunnel.exe") || has_term(command, "MsSense.exe");
}

void take(ondemand::object record, Devices& devices) {
  ondemand::object row = record.find_field("properties").get_object();
  if (row.find_field("ActionType").get_raw_json_string().value() != "InboundConnectionAccepted") {
    return;
  }
  row.reset();
  std::string_view id = row.find_field("DeviceId").get_string();
  std::string_view remote_text = row.find_field("RemoteIP").get_string();
  std::string_view local_text = row.find_field("LocalIP").get_string();
  uint64_t port = row.find_field("LocalPort").get_uint64();
  std::string_view command = row.find_field("InitiatingProcessCommandLine").get_string();
  uint32_t remote, local;
  if (!parse_address(remote_text, remote) || !parse_address(local_text, local) || remote == local || !is_global(remote) || is_excluded(command)) {
    return;
  }
  std::string_view seen = row.find_field("Timestamp").get_string();
  Device& device = devices[std::string(id)];
  add(device.ports, uint16_t(port));
  add(device.remotes, remote);
  if (device.last < seen) {
    device.last = seen;
  }
}

std::vector<std::string> lines_of(Devices& devices) {
  std::vector<std::string> lines;
  lines.reserve(devices.size());
  for (auto& [id, device] : devices) {
    std::sort(device.ports.begin(), device.ports.end());
    std::string line = id + '|' + std::to_string(device.remotes.size()) + '|' + device.last + '|';
    for (size_t i = 0; i < device.ports.size(); i++) {
      line += (i ? " " : "") + std::to_string(device.ports[i]);
    }
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// A line is a record, or an envelope of records.
std::vector<std::string> job(ondemand::parser& parser, const padded_string& json, size_t batch) {
  Devices devices;
  ondemand::document_stream documents = parser.iterate_many(json, batch);
  for (auto document : documents) {
    ondemand::object object = document.get_object();
    ondemand::array records;
    if (object.find_field("records").get_array().get(records) == SUCCESS) {
      for (ondemand::object record : records) {
        take(record, devices);
      }
    } else {
      object.reset();
      take(object, devices);
    }
  }
  return lines_of(devices);
}

}  // namespace

int main(int argc, char** argv) {
  const padded_string json = padded_string::load(argv[1]);
  const int runs = std::atoi(argv[2]);
  const size_t batch = argc > 3 ? size_t(std::atoll(argv[3])) : 1 << 20;
  ondemand::parser parser;
  std::vector<std::string> lines;
  for (int i = 0; i < runs; i++) {
    std::clock_t started = std::clock();
    lines = job(parser, json, batch);
    std::printf("%.6f\n", double(std::clock() - started) / CLOCKS_PER_SEC);
  }
  std::puts("-");
  for (auto& line : lines) {
    std::puts(line.c_str());
  }
}
