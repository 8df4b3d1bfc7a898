using System.CommandLine;
using System.Diagnostics;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>send</c>: sends telemetry to a hub of the running host.</summary>
internal static class SendCommand
{
    private const string Resources = "resources";

    private static readonly Argument<string> Hub = new("hub") { Description = "connections, scans, inventory or resources." };

    private static readonly Argument<string[]> Inputs = new("file")
    {
        Description = "Files, folders or patterns; - for standard input. Any supported format, packed with gzip or not, or CSV exported from advanced hunting. For resources: cloud configuration of any length, sent as it is read.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Format = new("--format") { Description = "Name the format instead of letting the pipeline recognise it." };

    private static readonly Option<string?> Device = new("--device") { Description = "The device of records that name none: the host whose log or snapshot it is." };

    private static readonly Option<string?> Key = new("--key") { Description = "Partition key: all events go to one partition." };

    private static readonly Option<bool> ShiftToNow = new("--shift-to-now")
    {
        Description = "Move the event times of each file by one span, so that its newest is now: old captures would be set aside as too old.",
    };

    private static readonly Option<bool> EachLine = new("--each-line") { Description = "JSON Lines: every line becomes an event of its own." };

    private static readonly Option<string[]> Property = new("--property") { Description = "Application property name=value; may be repeated." };

    public static Command Create()
    {
        var command = new Command("send", "Send telemetry to a hub of the running host.")
        {
            Hub, Inputs, Format, Device, SharedOptions.Tenant, Key, ShiftToNow, EachLine, Property, SharedOptions.State,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var properties = PropertiesOf(parsed);
        var endpoints = await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        var hub = parsed.GetValue(Hub)!;
        await using var producer = new EventHubProducerClient(endpoints.EventHubs, hub);
        var files = new ConfigurationFiles(parsed.GetValue(Inputs)!);
        var resources = new ResourceEvents(files);
        var started = Stopwatch.GetTimestamp();
        var totals = await SendAsync(new HubSender(producer, parsed.GetValue(Key), properties), hub == Resources ? resources.Bodies() : Telemetry(parsed), cancellation);
        Tell(files.Problems, resources);
        AnsiConsole.WriteLine(
            $"Sent {totals.Events:N0} event(s), {totals.Bytes:N0} bytes, to {hub} in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s.");
        return CommandLine.Success;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Telemetry(ParseResult parsed)
    {
        var replay = new Replay(parsed.GetValue(Inputs)!, parsed.GetValue(SharedOptions.Tenant)!);
        var bodies = parsed.GetValue(ShiftToNow) ? replay.BodiesUpTo(TimeProvider.System.GetUtcNow()) : replay.Bodies();
        return parsed.GetValue(EachLine) ? bodies.SelectMany(Messages.EachLine) : bodies;
    }

    private static void Tell(IReadOnlyList<string> problems, ResourceEvents resources)
    {
        foreach (var problem in problems)
            AnsiConsole.WriteLine(problem);
        if (resources.Unknown > 0)
            AnsiConsole.WriteLine($"{resources.Unknown:N0} document(s) name no resource of a known cloud.");
        if (resources.Resources > 0)
            AnsiConsole.WriteLine($"{resources.Resources:N0} resource(s) were read.");
    }

    private static Task<SendTotals> SendAsync(HubSender sender, IEnumerable<ReadOnlyMemory<byte>> bodies, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
            return sender.SendAsync(bodies, null, cancellation);
        return AnsiConsole.Status().StartAsync("Sending", status =>
        {
            var progress = new Progress<SendTotals>(t => status.Status($"Sent {t.Events:N0} events, {t.Bytes:N0} bytes"));
            return sender.SendAsync(bodies, progress, cancellation);
        });
    }

    private static Dictionary<string, string> PropertiesOf(ParseResult parsed) => ApplicationProperties.Parse(parsed.GetValue(Property) ?? [])
        .With(RawEvent.FormatProperty, parsed.GetValue(Format))
        .With(RawEvent.TenantProperty, TenantOf(parsed))
        .With(EventProperties.DeviceId, parsed.GetValue(Device));

    // Only a tenant that was typed is put on the events; telemetry that names its own keeps it either way.
    private static string? TenantOf(ParseResult parsed) =>
        parsed.GetResult(SharedOptions.Tenant) is { Implicit: false } ? parsed.GetValue(SharedOptions.Tenant) : null;
}
