using System.Text;
using System.Text.Json;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

/// <summary>One request as it came over the wire.</summary>
internal sealed record Recorded(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Line => $"{Method} {Target}";

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Element(int index = 0) => JsonDocument.Parse(Body).RootElement[index];

    /// <summary>The parts of a request that the protocol fixes, for a golden file.</summary>
    public string ToGolden() => string.Join('\n',
        [Line, .. new[] { "Content-Type", "BrokerProperties" }.Where(Headers.ContainsKey).Select(name => $"{name}: {Headers[name]}"), "", Text]);
}
