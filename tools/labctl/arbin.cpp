#include "labctl/arbin.hpp"

#include <string>

#include "labctl/arbin_actions.hpp"
#include "labctl/arbin_rows.hpp"
#include "labctl/device_commands.hpp"

namespace labctl {

namespace {

using sockio::awaitable;
using cycler_channel = cyclers::arbin::channel;

constexpr char const* below = "below MITS_PRO, e.g. 'Work\\a.sdx'";

std::string path_of(arbin_arguments const& given) { return given.path; }

struct cycler_commands : device_commands<arbin_cycler, arbin_arguments> {
  void reading() const;
  void acting() const;
  void moving_files() const;
};

void cycler_commands::reading() const {
  auto const& given = words;
  auto& how = common.format;
  add("info", "Reads what the cycler says of itself.",
      [&how](arbin_cycler of) { return arbin_info(of, how); });
  auto* all = add("channels", "Reads schedules, tests and steps of all channels in one round trip.",
                  [given, &how](arbin_cycler of) { return arbin_channels(of, *given, how); });
  all->add_flag("--running", given->running, "those that run");
  all->add_flag("--unsafe", given->unsafe, "those that are unsafe");
  all->add_flag("--aux", given->parts.aux, "with auxiliary inputs, in --json");
  all->add_flag("--can", given->parts.can, "with values of the CAN bus, in --json");
  all->add_flag("--smb", given->parts.smb, "with values of the SMBus, in --json");
  add("status", "Reads what channels measure, all of them in one round trip.",
      [given, &how](arbin_cycler of) { return arbin_status(of, given->channels, how); })
      ->add_option("CHANNEL", given->channels, "these; without any, all");
  auto* watching = add("watch", "Reads channels again and again.",
                       [given, &how](arbin_cycler of) { return arbin_watch(of, *given, how); });
  watching->add_option("CHANNEL", given->channels, "these; without any, all");
  watching->add_option("--every", given->every, "time between two readings, e.g. 500ms");
  watching->add_option("--count", given->count, "how many readings; without it until Ctrl-C");
  list("Lists every command of CTI; needs no cycler.", list_commands);
}

void cycler_commands::acting() const {
  auto const& given = words;
  auto* assigning = add("assign", "Assigns a schedule.",
                        [given](arbin_cycler of) { return arbin_assign(of, *given); });
  assigning->add_option("CHANNEL", given->channels, one_channel)->required();
  assigning->add_option("--schedule", given->schedule, "with its .sdx")->required();
  auto* starting = add("start", "Starts the assigned schedules as a test of one name.",
                       [given](arbin_cycler of) { return arbin_start(of, *given); });
  starting->add_option("CHANNEL", given->channels, one_channel)->required();
  starting->add_option("--name", given->name, "of the test")->required();
  starting->add_option("--schedule", given->schedule, "assigned first, with its .sdx");
  for (auto* each : {assigning, starting}) {
    each->add_option("--capacity", given->capacity, "of the cell in Ah; MITS 7 only");
    each->add_option("--barcode", given->barcode, "of the cell; MITS 7 only");
  }
  to_channels("stop", "Stops tests, which can go on afterwards.", "stopped",
              [](cycler_channel of) { return dropped(of.stop()); });
  to_channels("resume", "Goes on with stopped tests.", "resumed",
              [](cycler_channel of) { return dropped(of.resume()); });
  to_channels("continue", "Goes on with tests that their schedules have paused.", "continued",
              [](cycler_channel of) { return dropped(of.continue_test()); });
  auto* jumping = add("jump", "Lets a test jump to a step; one behind the last stops it.",
                      [given](arbin_cycler of) { return arbin_jump(of, *given); });
  jumping->add_option("CHANNEL", given->channel, one_channel)->required();
  jumping->add_option("STEP", given->step, "as the screen counts, from 1")->required();
  auto* setting = add("set-mv", "Sets a meta variable of a running test.",
                      [given](arbin_cycler of) { return arbin_set_variable(of, *given); });
  setting->add_option("CHANNEL", given->channel, one_channel)->required();
  setting->add_option("NUMBER", given->variable, "1 to 16, of MV_UD1 to MV_UD16")->required();
  setting->add_option("VALUE", given->value, "in the unit that the schedule has it in")->required();
  add("message", "Shows a message on the cycler's computer.",
      [given](arbin_cycler of) { return arbin_message(of, given->text); })
      ->add_option("TEXT", given->text, "the message")
      ->required();
}

void cycler_commands::moving_files() const {
  auto const& given = words;
  auto& files = *device.add_subcommand("files", "Lists, moves and deletes files.");
  files.require_subcommand(1);
  add(files, "ls", "Lists a folder.",
      [given, &how = common.format](arbin_cycler of) {
        return arbin_list_files(of, given->path, how);
      })
      ->add_option("FOLDER", given->path, "below MITS_PRO, e.g. Work")
      ->required();
  auto* get = add(files, "get", "Reads a file, which has its name only when it is complete.",
                  [given](arbin_cycler of) { return arbin_get_file(of, *given); });
  get->add_option("PATH", given->path, below)->required();
  get->add_option("FILE", given->file, "here, or a folder; the same name unless told");
  get->add_option("--attempts", given->attempts, "how often to ask when the connection breaks; 3");
  auto* put = add(files, "put", "Writes a file to the cycler.",
                  [given](arbin_cycler of) { return arbin_put_file(of, *given); });
  put->add_option("FILE", given->file, "here")->required();
  put->add_option("PATH", given->path,
                  "on the cycler; a folder with \\ at its end for the same "
                  "name")
      ->required();
  put->add_flag("--yes", given->yes, "Write over a file that is there; do not ask.");
  add(files, "mkdir", "Makes a folder.",
      [given](arbin_cycler of) { return arbin_new_folder(of, given->path); })
      ->add_option("PATH", given->path, below)
      ->required();
  add(
      files, "rm", "Deletes a file.",
      [given](arbin_cycler of) { return arbin_delete(of, given->path, false); },
      "rm deletes the file", path_of)
      ->add_option("PATH", given->path, below)
      ->required();
  add(
      files, "rmdir", "Deletes a folder with whatever is in it.",
      [given](arbin_cycler of) { return arbin_delete(of, given->path, true); },
      "rmdir deletes, with all that is in it, the folder", path_of)
      ->add_option("PATH", given->path, below)
      ->required();
}

}  // namespace

void add_arbin(CLI::App& app, common_options& common, std::function<int()>& done) {
  auto& device = *app.add_subcommand("arbin", "Talks to an Arbin cycler over CTI.");
  cycler_commands const all{{device, common, done, "the cycler is missing: labctl arbin HOST ..."}};
  device.add_option("HOST", all.words->host, "a host name or address, or tcp://host:port");
  device.add_option("--file-port", all.words->file_port,
                    "TCP port of files, 9032 when HOST has the port 9031; 0 to send them over "
                    "the other one");
  device.add_option("--env-file,--credentials", all.words->env_file,
                    "a file with ARBIN_CTI_USERNAME= and ARBIN_CTI_PASSWORD= to log in with");
  device.add_option("--user", all.words->user,
                    "who logs in; the password is in ARBIN_CTI_PASSWORD or asked for");
  device.require_subcommand(1);
  all.reading();
  all.acting();
  all.moving_files();
}

}  // namespace labctl
