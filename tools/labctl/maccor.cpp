#include "labctl/maccor.hpp"

#include "labctl/device_commands.hpp"
#include "labctl/maccor_actions.hpp"
#include "labctl/maccor_rows.hpp"

namespace labctl {

namespace {

using cyclers::maccor::channel;
using sockio::awaitable;

struct commands : device_commands<tester, maccor_arguments> {
  void reading() const;
  void acting() const;
  void moving_files() const;
};

void commands::reading() const {
  auto const& given = words;
  auto& how = common.format;
  add("info", "Reads the tester's name, versions and number of channels.",
      [&how](tester of) { return info(of, how); });
  add("status", "Reads channels, or all of them in one round trip.", [given, &how](tester of) {
    return status(of, given->channels, how);
  })->add_option("CHANNEL", given->channels, "these, with names and temperatures");
  auto* watching = add("watch", "Reads channels again and again.", [given, &how](tester of) {
    return watch(of, given->channels, parse_duration(given->every), given->count, how);
  });
  watching->add_option("CHANNEL", given->channels, "these; without any, all");
  watching->add_option("--every", given->every, "time between two readings, e.g. 500ms");
  watching->add_option("--count", given->count, "how many readings; without it until Ctrl-C");
  auto* raw = add("raw", "Sends a function in JSON as it is told and prints the reply.",
                  [given](tester of) { return raw_request(of, *given); });
  raw->add_option("FCLASS", given->fclass, "class of the function, e.g. 4")->required();
  raw->add_option("FNUM", given->fnum, "number of the function, e.g. 7")->required();
  raw->add_option("--channel", given->channel, one_channel);
  raw->add_option("--len", given->length, "how many channels");
  raw->add_option("--params", given->params, "what else the function takes, as a JSON object");
  raw->add_flag("--yes", given->yes, "What the function does is meant; do not ask.");
  list("Lists every function; needs no tester.", list_functions);
}

void commands::acting() const {
  auto const& given = words;
  auto* starting = add("start", "Checks that a test could be started, then starts it.",
                       [given](tester of) { return start(of, *given); });
  starting->add_option("CHANNEL", given->channels, one_channel)->required();
  starting->add_option("--procedure", given->procedure, "without its .000")->required();
  starting->add_option("--name", given->name, "of the data file; Random for one of the tester's");
  starting->add_option("--comment", given->comment, "kept in the data file");
  starting->add_option("--c-rate", given->c_rate, "Ah that 1 C is");
  starting->add_option("--chamber", given->chamber, "environmental chamber; 0 for none");
  starting->add_flag("--no-check", given->unchecked, "start without checking first");
  to_channels("suspend", "Suspends tests, which can go on afterwards.", "suspended",
              [](channel of) -> awaitable<void> { return of.suspend(); });
  to_channels("resume", "Goes on with suspended tests.", "resumed",
              [](channel of) -> awaitable<void> { return of.resume(); });
  to_channels(
      "reset", "Ends whatever channels do, for good.", "reset",
      [](channel of) -> awaitable<void> { return of.reset(); },
      "reset ends what runs, for good, on channel");
  to_channels(
      "archive", "Moves the data of ended tests to the archive.", "archived",
      [](channel of) -> awaitable<void> { return of.archive(); },
      "archive moves data away on channel");
  auto* setting = add("set-var", "Sets a variable of a running test.", [given](tester of) {
    return set_variable(of, given->channel, given->variable, given->value);
  });
  setting->add_option("CHANNEL", given->channel, one_channel)->required();
  setting->add_option("NUMBER", given->variable, "1 to 15")->required();
  setting->add_option("VALUE", given->value, "in the unit that the procedure has it in")
      ->required();
  auto* directing = add(
      "direct", "Charges or discharges directly, shows readings, and ends at rest.",
      [given, &how = common.format](tester of) { return direct(of, *given, how); },
      "direct lets a current flow on channel");
  directing->add_option("CHANNEL", given->channel, one_channel)->required();
  directing->add_option("AMPERE", given->current, "positive to charge")->required();
  directing->add_option("--for", given->hold, "how long, e.g. 30s");
  directing->add_option("--v-min", given->v_min, "safety limit in V")->required();
  directing->add_option("--v-max", given->v_max, "safety limit in V")->required();
  directing->add_option("--i-max", given->i_max, "safety limit in A; the current unless told");
  directing->add_option("--every", given->every, "time between two readings, e.g. 500ms");
  directing->add_option("--name", given->name, "of the data file; Random for one of the tester's");
  directing->add_option("--range", given->range, "current range, 1 to 4; 4 unless told");
  directing->add_option("--watchdog", given->watchdog,
                        "MacNetDirectModeWD of the tester, 10s; 0s where it is not set");
  directing->add_option("--stuck-after", given->stuck_after,
                        "how long this program may be stuck before the channel rests, 10s");
}

void commands::moving_files() const {
  auto const& given = words;
  auto& files = *device.add_subcommand("files", "Lists and moves files.");
  files.require_subcommand(1);
  add(files, "ls", "Lists a folder.",
      [given, &how = common.format](tester of) { return list_files(of, given->folder, how); })
      ->add_option("FOLDER", given->folder, "Active, Archive, Procedur ...")
      ->required();
  auto* get =
      add(files, "get", "Reads a file, which has its name only when it is complete.",
          [given](tester of) { return get_file(of, given->folder, given->file, given->other); });
  get->add_option("FOLDER", given->folder, "Active, Archive, Procedur ...")->required();
  get->add_option("NAME", given->file, "on the tester")->required();
  get->add_option("FILE", given->other, "here; the same name unless told");
  auto* put = add(files, "put", "Writes a file to the tester.",
                  [given](tester of) { return put_file(of, *given); });
  put->add_option("FILE", given->file, "here")->required();
  put->add_option("FOLDER", given->folder, "Active, Archive, Procedur ...")->required();
  put->add_option("NAME", given->other, "on the tester; the same unless told");
  put->add_flag("--yes", given->yes, "Write over a file that is there; do not ask.");
}

}  // namespace

void add_maccor(CLI::App& app, common_options& common, std::function<int()>& done) {
  auto& device = *app.add_subcommand("maccor", "Talks to a Maccor tester over MacNet.");
  commands const all{{device, common, done, "the tester is missing: labctl maccor HOST ..."}};
  device.add_option("HOST", all.words->host, "a host name or address, or tcp://host:port");
  device.add_option("--binary-port", all.words->binary_port, "TCP port of binary messages, 57560");
  device.add_option("--credentials,--env-file", all.words->credentials,
                    "a file with MACCOR_USER= and MACCOR_PASSWORD= to log in with");
  device.require_subcommand(1);
  all.reading();
  all.acting();
  all.moving_files();
}

}  // namespace labctl
