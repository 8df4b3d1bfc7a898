using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Says in one line what a person has to change, where that is known.</summary>
internal static class StartError
{
    /// <summary>The line; <see langword="null"/> for a fault whose stack trace is worth more than its message.</summary>
    public static string? Describe(Exception? fault) => fault switch
    {
        OptionsValidationException wrong => OneLine($"error: {string.Join("; ", wrong.Failures)}"),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } taken => OneLine($"error: {taken.Message}"),
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        _ => null,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
