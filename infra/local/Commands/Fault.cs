using Azure;
using Azure.Messaging.EventHubs;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Local.Commands;

/// <summary>Words for the faults that are no bug of this program.</summary>
internal static class Fault
{
    /// <summary>One line, or null for a fault that deserves its stack trace.</summary>
    public static string? Line(Exception fault) => fault switch
    {
        SetupException => fault.Message,
        RequestFailedException failed => $"Tables answered {failed.Status} {failed.ErrorCode}: {FirstLine(failed.Message)}",
        ServiceBusException => FirstLine(fault.Message),
        EventHubsException => FirstLine(fault.Message),
        HttpRequestException => $"The local host does not answer: {FirstLine(fault.Message)}",
        IOException or UnauthorizedAccessException => FirstLine(fault.Message),
        _ => null,
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd('\r');
}
