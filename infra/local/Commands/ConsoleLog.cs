using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>Logs to the terminal, one line each.</summary>
internal static class ConsoleLog
{
    /// <summary>Lines from a level up; those of <see cref="LogLevel.Warning"/> and above go to standard error.</summary>
    public static ILoggerFactory Create(LogLevel least) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(least)
        .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>()
        .AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Warning;
        }));
}
