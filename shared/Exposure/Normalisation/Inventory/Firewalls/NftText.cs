namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>A rule of <c>nft</c> much as its own language writes it, for an operator to find it again.</summary>
internal static class NftText
{
    private const int MostElements = 4;

    /// <summary>The statements in order, without counters and logs, then the comment.</summary>
    public static string Of(JsonTree rule)
    {
        var statements = (rule["expr"]?.Items ?? []).SelectMany(statement => statement.Members).Where(member => member.Name is not ("counter" or "log"))
            .Select(member => Statement(member.Name, member.Value));
        var comment = rule["comment"]?.Text is { } text ? $" comment \"{text}\"" : "";
        return string.Join(' ', statements) + comment;
    }

    private static string Statement(string kind, JsonTree value) => kind switch
    {
        "match" => $"{Value(value["left"])} {(value["op"]?.Text is "==" or "in" ? "" : value["op"]?.Text + " ")}{Value(value["right"])}",
        "vmap" => $"{Value(value["key"])} vmap {Value(value["data"])}",
        "jump" or "goto" => $"{kind} {value["target"]?.Text}",
        "dnat" => $"dnat to {Value(value["addr"])}{(value["port"] is { } port ? $":{Value(port)}" : "")}",
        _ => kind,
    };

    private static string Value(JsonTree? value) => value switch
    {
        null => "",
        { Text: { } text } => text,
        { Items: { Count: > 0 } items } => string.Join(',', items.Take(MostElements).Select(Value)) + (items.Count > MostElements ? ",…" : ""),
        { Members: [var (kind, inner), ..] } => Inside(kind, inner),
        _ => "",
    };

    private static string Inside(string kind, JsonTree value) => kind switch
    {
        "payload" => $"{value["protocol"]?.Text} {value["field"]?.Text}",
        "meta" or "ct" => value["key"]?.Text is { } key && (kind == "ct" || key is "l4proto" or "nfproto" or "mark") ? $"{kind} {key}" : value["key"]?.Text ?? kind,
        "set" => $"{{ {Value(value)} }}",
        "range" => string.Join('-', value.Items.Select(Value)),
        "prefix" => $"{value["addr"]?.Text}/{value["len"]?.Text}",
        "concat" => string.Join(" . ", value.Items.Select(Value)),
        "map" => $"{Value(value["key"])} map {Value(value["data"])}",
        "elem" => Value(value["val"]),
        "jump" or "goto" => $"{kind} {value["target"]?.Text}",
        "fib" => $"fib {Value(value["flags"])} {value["result"]?.Text}",
        _ => kind,
    };
}
