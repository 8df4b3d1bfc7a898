using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>
/// Dynamic values as Graph sends them: bags are objects that name their type; arrays are collections of one type, of numbers where all elements are, else
/// of texts, of which those that are no texts have to be read once more as JSON.
/// </summary>
internal static class AnnotatedDynamic
{
    private const string Type = "@odata.type";
    private const string Bag = "#microsoft.graph.security.dynamicColumnValue";
    private const string Long = "#Int64";

    /// <summary>Writes a value under a name, behind what says of which type it is.</summary>
    public static void Write(Utf8JsonWriter json, string name, Dynamic? value)
    {
        if (Annotation(value) is { } annotation)
        {
            json.WriteString(name + Type, annotation);
        }

        json.WritePropertyName(name);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case DynamicBag bag: WriteBag(json, bag); break;
            case DynamicArray array when Element(array) == "String": WriteTexts(json, array); break;
            case DynamicArray array: DynamicJson.Write(json, array); break;
            default: DynamicJson.WriteScalar(json, value); break;
        }
    }

    private static string? Annotation(Dynamic? value) => value switch
    {
        DynamicArray array => $"#Collection({Element(array)})",
        DynamicScalar<long> => Long,
        _ => null,
    };

    private static string Element(DynamicArray array) =>
        array.Items.Count == 0 ? "String"
        : array.Items.All(static item => item is DynamicScalar<long> or DynamicScalar<int>) ? "Int64"
        : array.Items.All(static item => item is DynamicScalar<long> or DynamicScalar<int> or DynamicScalar<double>) ? "Double"
        : "String";

    private static void WriteBag(Utf8JsonWriter json, DynamicBag bag)
    {
        json.WriteStartObject();
        json.WriteString(Type, Bag);
        foreach (var (name, value) in bag.Properties)
        {
            Write(json, name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, DynamicArray array)
    {
        json.WriteStartArray();
        foreach (var item in array.Items)
        {
            json.WriteStringValue(item?.Text);
        }

        json.WriteEndArray();
    }
}
