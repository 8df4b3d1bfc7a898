using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>
/// One resource of any cloud as a line of JSON: members <c>cloud</c>, <c>id</c>, <c>type</c>, <c>kind</c>, <c>version</c>, <c>body</c>. Whoever has read
/// a document too large for an event sends its resources like this.
/// </summary>
public static class ResourceLine
{
    private const string Cloud = "cloud", Id = "id", Type = "type", Kind = "kind", Version = "version", BodyName = "body";

    /// <summary>The line, without a line break.</summary>
    public static ReadOnlyMemory<byte> Write(ResourceChange change)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(text);
        json.WriteStartObject();
        json.WriteString(Cloud, change.Id.Cloud.ToString());
        json.WriteString(Id, change.Id.Text);
        json.WriteString(Type, change.Type);
        json.WriteString(Kind, change.Kind.ToString());
        if (change.Version is { } version)
        {
            json.WriteString(Version, version);
        }

        if (change.Body.Exists)
        {
            json.WritePropertyName(BodyName);
            change.Body.WriteTo(json);
        }

        json.WriteEndObject();
        json.Flush();
        return text.WrittenMemory;
    }

    /// <summary>Whether a document is such a line: no cloud's own has these three members.</summary>
    public static bool IsOne(Body document) => document.IsObject && document[Cloud].Text is not null && document[Kind].Text is not null && document[Id].Exists;

    /// <summary>Reads what <see cref="Write"/> writes; null where it names no resource, or says of it what cannot be.</summary>
    public static ResourceChange? Read(Body line)
    {
        var body = line[BodyName];
        return !Enum.TryParse<Cloud>(line[Cloud].Text, ignoreCase: true, out var cloud) || !Enum.IsDefined(cloud)
            || !Enum.TryParse<ChangeKind>(line[Kind].Text, ignoreCase: true, out var kind) || !Enum.IsDefined(kind)
            || line[Id].Text is not { } id || !IsName(cloud, id) || line[Type].Text is not { Length: > 0 } type
            || !TryReadVersion(line[Version], out var version)
            ? null
            : kind is ChangeKind.Present && !body.Exists ? new(new(cloud, Canonical(cloud, id)), type, ChangeKind.Unread, version, Body.Missing)
            : new(new(cloud, Canonical(cloud, id)), type, kind, version, kind is ChangeKind.Present ? body : Body.Missing);
    }

    // The forms that the readers of the clouds make, and take apart again.
    private static bool IsName(Cloud cloud, string id) => cloud switch
    {
        Resources.Cloud.Azure => id is ['/', not '/', ..],
        Resources.Cloud.Gcp => id.Split('/') is ["", "", { Length: > 0 }, { Length: > 0 }, ..],
        _ => id.Length > 0,
    };

    private static string Canonical(Cloud cloud, string id) => cloud is Resources.Cloud.Azure ? id.ToLowerInvariant() : id;

    private static bool TryReadVersion(Body text, out DateTimeOffset? version)
    {
        var isRead = DateTimeOffset.TryParse(text.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read);
        version = isRead ? read : null;
        return isRead || !text.Exists;
    }
}
