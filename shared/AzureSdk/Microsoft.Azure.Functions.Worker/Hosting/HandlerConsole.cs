using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>
/// One line per entry, as the host reads them: standard output becomes Information, standard error becomes Error, or Warning if the line
/// contains <c>warn</c>. Line breaks would become entries of their own and are replaced; other control characters would act on whoever reads the log on a
/// terminal, and are written as what they are.
/// </summary>
internal sealed class HandlerConsole(TextWriter output, TextWriter error) : ILoggerProvider
{
    // The generic host logs a failed start and rethrows it; the rethrown one is reported, in one line (StartError).
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";
    private const int StartFaulted = 11;

    /// <summary>Writes to this process's console.</summary>
    public HandlerConsole()
        : this(Console.Out, Console.Error)
    {
    }

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, output, error);

    public void Dispose()
    {
    }

    private sealed class Category(string name, TextWriter output, TextWriter error) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == StartFaulted && name == HostCategory)
                return;
            var line = $"{Prefix(logLevel)}: {name}: {formatter(state, exception)}{(exception is null ? string.Empty : " | " + exception)}";
            (logLevel >= LogLevel.Warning ? error : output).WriteLine(Printable(line.ReplaceLineEndings(" | ")));
        }

        private static string Printable(string line) => !line.Any(char.IsControl) ? line
            : string.Concat(line.Select(static c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()));

        private static string Prefix(LogLevel level) => level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
    }
}
