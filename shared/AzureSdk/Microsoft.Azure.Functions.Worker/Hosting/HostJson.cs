using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>What the app needs to know of the host's own settings.</summary>
/// <param name="FunctionTimeout">The host's limit to an invocation; infinite for none.</param>
/// <param name="RoutePrefix">What every route begins with; may be empty.</param>
internal sealed record HostJson(TimeSpan FunctionTimeout, string RoutePrefix)
{
    /// <summary>The host's limit where <c>host.json</c> names none (Consumption, at 5 minutes, is the exception: name it there).</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    private static readonly JsonDocumentOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads <c>host.json</c> of <paramref name="folder"/>; the host's defaults where there is none.</summary>
    /// <exception cref="OptionsValidationException">The file cannot be understood.</exception>
    public static HostJson Read(string folder)
    {
        var file = Path.Combine(folder, "host.json");
        if (!File.Exists(file))
            return new(DefaultTimeout, "api");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Tolerant);
            return new(Timeout(document.RootElement), Prefix(document.RootElement));
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw new OptionsValidationException("host.json", typeof(HostJson), [$"host.json: {error.Message}"]);
        }
    }

    private static TimeSpan Timeout(JsonElement root)
    {
        if (Member(root, "functionTimeout")?.GetString() is not { } text)
            return DefaultTimeout;
        return text == "-1" ? System.Threading.Timeout.InfiniteTimeSpan
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero ? timeout
            : throw new FormatException($"functionTimeout '{text}' is neither a time span hh:mm:ss nor -1.");
    }

    private static string Prefix(JsonElement root) =>
        Member(Member(Member(root, "extensions"), "http"), "routePrefix")?.GetString()?.Trim('/') ?? "api";

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent?.TryGetProperty(name, out var member) == true && member.ValueKind != JsonValueKind.Null ? member : null;
}
