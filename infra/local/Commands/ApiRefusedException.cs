using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>A function refused a request.</summary>
/// <param name="message">All of it in one line.</param>
/// <param name="error">Its own words: code, message, target and details.</param>
internal sealed class ApiRefusedException(string message, JsonElement error) : SetupException(message)
{
    /// <summary>What was refused and why; undefined where the answer had no error object.</summary>
    public JsonElement Error { get; } = error;
}
