using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Dynamic values as the exposure graph's columns hold them: what is not known is left out.</summary>
internal static class Bag
{
    public static DynamicBag Of(params IEnumerable<(string Name, Dynamic? Value)> properties) =>
        new(properties.Where(static p => p.Value is not null).Select(static p => KeyValuePair.Create(p.Name, p.Value)));

    public static Dynamic? Text(string? text) => string.IsNullOrEmpty(text) ? null : Dynamic.Of(text);

    public static DynamicArray Texts(IEnumerable<string> texts) => new([.. texts.Select(Dynamic.Of)]);

    /// <summary>Values as texts of JSON, which is how Microsoft nests them in arrays.</summary>
    public static DynamicArray Nested(IEnumerable<Dynamic> values) => Texts(values.Select(static value => value.ToString()!));
}
