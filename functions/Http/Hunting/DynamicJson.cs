using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>Dynamic values as the JSON that they are.</summary>
internal static class DynamicJson
{
    public static void Write(Utf8JsonWriter json, Dynamic? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case DynamicBag bag: WriteBag(json, bag); break;
            case DynamicArray array: WriteArray(json, array); break;
            default: WriteScalar(json, value); break;
        }
    }

    public static void WriteScalar(Utf8JsonWriter json, Dynamic value)
    {
        switch (value)
        {
            case DynamicScalar<bool> flag: json.WriteBooleanValue(flag.Value); break;
            case DynamicScalar<long> number: json.WriteNumberValue(number.Value); break;
            case DynamicScalar<int> number: json.WriteNumberValue(number.Value); break;
            case DynamicScalar<double> real when double.IsFinite(real.Value): json.WriteNumberValue(real.Value); break;
            default: json.WriteStringValue(value.Text); break;
        }
    }

    private static void WriteBag(Utf8JsonWriter json, DynamicBag bag)
    {
        json.WriteStartObject();
        foreach (var (name, value) in bag.Properties)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, DynamicArray array)
    {
        json.WriteStartArray();
        foreach (var item in array.Items)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }
}
