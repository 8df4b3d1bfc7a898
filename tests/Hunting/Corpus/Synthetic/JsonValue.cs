using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>Dynamic values from objects.</summary>
internal static class JsonValue
{
    public static Dynamic? Of(object value) => DynamicReader.TryRead(JsonSerializer.Serialize(value), literal: false, out var json) ? json : throw new ArgumentException("no JSON", nameof(value));
}
