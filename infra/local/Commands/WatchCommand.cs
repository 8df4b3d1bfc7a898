using System.CommandLine;
using Azure.Messaging.ServiceBus;
using ExposurePipeline.Local.Hosting;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>watch</c>: prints messages of a topic as they arrive, and completes them.</summary>
internal static class WatchCommand
{
    private static readonly Argument<string> Topic = new("topic") { Description = "tag-changes or recommendations." };

    private static readonly Option<string> Subscription = new("--subscription")
    {
        Description = "The subscription; what is shown is removed from it.",
        DefaultValueFactory = _ => "all",
    };

    private static readonly Option<int?> Count = new("--count") { Description = "End after this many messages." };

    public static Command Create()
    {
        var command = new Command("watch", "Print messages of a topic as they arrive; Ctrl-C ends.")
        {
            Topic, Subscription, Count, SharedOptions.Json, SharedOptions.State,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var endpoints = await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        await using var client = new ServiceBusClient(endpoints.ServiceBus);
        await using var receiver = client.CreateReceiver(parsed.GetValue(Topic)!, parsed.GetValue(Subscription)!);
        var json = parsed.GetValue(SharedOptions.Json);
        var left = parsed.GetValue(Count) ?? int.MaxValue;
        await foreach (var message in Subscriber.ReceiveAsync(receiver, cancellation))
        {
            if (json)
                Console.WriteLine(message.Body.ToString().ReplaceLineEndings(""));
            else
                AnsiConsole.MarkupLine(TopicMessage.Read(message).Describe());
            if (--left == 0)
                break;
        }

        return CommandLine.Success;
    }
}
