using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Local.Commands;

/// <summary>A message of a topic as a line on the terminal shows it.</summary>
/// <param name="Id">CloudEvents id.</param>
/// <param name="Type">CloudEvents type, for example <c>exposure.tag.added</c>.</param>
/// <param name="Time">CloudEvents time.</param>
/// <param name="Subject">The asset.</param>
/// <param name="Name">The device's name, where the message has one.</param>
/// <param name="Reasons">Application property <c>reasons</c>.</param>
/// <param name="Steps">What a recommendation says to do, as sentences.</param>
internal sealed record TopicMessage(string Id, string Type, string Time, string Subject, string Name, string Reasons, IReadOnlyList<string> Steps)
{
    /// <summary>Reads a message; what it lacks stays empty.</summary>
    public static TopicMessage Read(ServiceBusReceivedMessage message)
    {
        using var document = Parse(message);
        var root = document.RootElement;
        return new(
            message.MessageId, Text(root, "type"), Moment.ToSeconds(Text(root, "time")), Text(root, "subject"),
            root.TryGetProperty("data", out var data) ? FirstText(data, "computerDnsName", "deviceName", "name") : "",
            message.ApplicationProperties.TryGetValue("reasons", out var reasons) ? $"{reasons}" : "",
            data.ValueKind is JsonValueKind.Object && data.TryGetProperty("steps", out var steps) && steps.ValueKind is JsonValueKind.Array
                ? [.. steps.EnumerateArray().Select(step => Text(step, "text"))] : []);
    }

    /// <summary>A line of markup, and one for each step.</summary>
    public string Describe()
    {
        var colour = Type.EndsWith("added", StringComparison.Ordinal) || Type.EndsWith("raised", StringComparison.Ordinal) ? "red"
            : Type.EndsWith("removed", StringComparison.Ordinal) || Type.EndsWith("resolved", StringComparison.Ordinal) ? "green" : "yellow";
        var name = Name.Length > 0 ? $"{Name} ({Subject})" : Subject;
        return $"{PlainText.Markup(Time)} [{colour}]{PlainText.Markup(Type)}[/] {PlainText.Markup(name)} {PlainText.Markup(Reasons)} [grey]{PlainText.Markup(Id)}[/]"
            + string.Concat(Steps.Select(step => $"\n    {PlainText.Markup(step)}"));
    }

    private static JsonDocument Parse(ServiceBusReceivedMessage message)
    {
        try
        {
            var document = JsonDocument.Parse(message.Body.ToMemory());
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : JsonDocument.Parse("{}");
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("{}"); // someone else's message on the topic: shown by its id
        }
    }

    private static string FirstText(JsonElement data, params string[] names) =>
        names.Select(name => Text(data, name)).FirstOrDefault(text => text.Length > 0) ?? "";

    private static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
