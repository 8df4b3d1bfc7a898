using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>What the host tells a custom handler when it starts it.</summary>
/// <param name="Port">The TCP port to answer on, at 127.0.0.1.</param>
/// <param name="Deadline">The limit to an invocation.</param>
internal sealed record HandlerSettings(int Port, Deadline Deadline)
{
    /// <summary>The setting that holds the port.</summary>
    public const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>The setting that overrides the limit derived from <c>functionTimeout</c>.</summary>
    public const string DeadlineSetting = "FUNCTIONS_CUSTOMHANDLER_DEADLINE";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">One is missing or wrong; the message names it.</exception>
    public static HandlerSettings Read(IConfiguration configuration, HostJson host) =>
        new(ReadPort(configuration[PortSetting]), ReadDeadline(configuration[DeadlineSetting], host));

    private static int ReadPort(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw Wrong($"{PortSetting} is not set; the Functions host sets it when it starts this app. To run without the host, choose a free port.")
            : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port
            : throw Wrong($"{PortSetting} is '{text}', not a port from 1 to 65535.");

    private static Deadline ReadDeadline(string? text, HostJson host) =>
        string.IsNullOrWhiteSpace(text) ? Deadline.Under(host.FunctionTimeout)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var deadline) && deadline > TimeSpan.Zero ? Deadline.Of(deadline)
        : throw Wrong($"{DeadlineSetting} is '{text}', not a time span hh:mm:ss above zero.");

    private static OptionsValidationException Wrong(string problem) => new(nameof(HandlerSettings), typeof(HandlerSettings), [problem]);
}
