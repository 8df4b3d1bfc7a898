using System.CommandLine;
using System.Globalization;
using ExposurePipeline.Benchmarks;
using ExposurePipeline.Benchmarks.CatchUp;
using ExposurePipeline.Benchmarks.ColdStart;
using ExposurePipeline.Benchmarks.Doors;
using ExposurePipeline.Benchmarks.FormatSpeed;
using ExposurePipeline.Benchmarks.Hunting;
using ExposurePipeline.Benchmarks.Reachability;
using ExposurePipeline.Benchmarks.Reaction;
using ExposurePipeline.Benchmarks.Scale;
using ExposurePipeline.Benchmarks.Soak;
using ExposurePipeline.Benchmarks.Storage;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var events = Number("--events", 400_000, "Events of the filter benchmark; with fewer a round is too short to be repeatable.");
var records = Number("--records", 200_000, "Records that are sent in each round.");
var filterRounds = Number("--rounds", 5, "Interleaved rounds, of which the median is told.");
var throughputRounds = Number("--rounds", 3, "Rounds with fresh state, of which the median is told.");
var rate = Number("--rate", 10_000, "Records per second.");
var seconds = Number("--seconds", 30, "How long records are sent.");
var flagging = Number("--flagging", 10, "Records per 1,000 that flag a device not flagged before.");

var filter = Filter.Create(events, filterRounds);

var throughput = new Command("throughput", "Records per second from the first send until hubs and outbox are empty, everything on this machine, in messages of 50 records and of one.") { records, throughputRounds };
throughput.SetAction(parsed => Throughput.RunAsync(parsed.GetValue(records), parsed.GetValue(throughputRounds)));

var latency = new Command("latency", "At a steady rate, from the accepted event to the tag-change message received from a subscription, beside the least that a program could do; and how late tags expire.") { rate, seconds, flagging };
latency.SetAction(parsed => LatencyRun.RunAsync(parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(flagging)));

var devices = new Argument<int>("devices") { Description = "Size of the fleet in memory; needs about 4 GB a million.", DefaultValueFactory = static _ => 1_000_000 };
var azuriteDevices = new Argument<int>("azuriteDevices") { Description = "Size of the fleet on Azurite.", DefaultValueFactory = static _ => 20_000 };
var scale = new Command("scale", "A fleet of which one device in fifty is internet-facing: answer times, storage operations, size of state.") { devices, azuriteDevices };
scale.SetAction(parsed => ScaleRun.RunAsync(parsed.GetValue(devices), parsed.GetValue(azuriteDevices)));

var folders = new Argument<string[]>("folder") { Description = "Folders of event files; without one the samples beside the checkout.", Arity = ArgumentArity.ZeroOrMore };
var formats = new Command("formats", "Format, records, observations, filters and rejections of every file, as Markdown.") { folders };
formats.SetAction(parsed => Formats.Run(parsed.GetValue(folders) ?? []));

var root = new RootCommand("Benchmarks; without a command: filter, throughput and latency, with their defaults. Run them in Release: dotnet run -c Release --project tests/Benchmarks -- filter") { filter, throughput, latency, scale, formats, CatchUpCommand.Create(), FormatSpeedCommand.Create(), MemoryCommand.Create(), StorageCommand.Create(), SoakCommand.Create(), SoakCommand.CreateOverload(), FrontDoorCommand.Create(), ReachabilityCommand.Create(), RawDoor.Create(), ColdStartCommand.Create(), HuntingCommand.Create(), IngestCommand.Create(events, filterRounds) };
root.SetAction(async _ =>
{
    var failed = 0;
    foreach (var name in new[] { "filter", "throughput", "latency" })
    {
        failed |= await root.Parse(name).InvokeAsync();
        Console.WriteLine();
    }

    return failed;
});
return await root.Parse(args).InvokeAsync();

static Option<int> Number(string name, int otherwise, string description)
{
    var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
    option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0))
        {
            result.AddError($"{name} takes a whole number from 1.");
        }
    });
    return option;
}
