using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Intake;

/// <summary>What is kept of a resource, apart from its body.</summary>
/// <param name="Known">Kind and version.</param>
/// <param name="Hash">Of its body; empty where it has none.</param>
/// <param name="HasCopy">Whether a copy of this version is kept that contradicts it: then neither is believed, and no further one matters.</param>
public readonly record struct KeptResource(Known Known, string Hash, bool HasCopy = false);

/// <summary>What is told of a resource, ready to be kept.</summary>
/// <param name="Told">What.</param>
/// <param name="Body">Its body without white space.</param>
/// <param name="Hash">Of the body: 32 hexadecimal digits; empty where there is none.</param>
public sealed record ResourceEdit(ToldResource Told, ReadOnlyMemory<byte> Body, string Hash)
{
    private const int HashBytes = 16;

    /// <summary>What was told.</summary>
    public ResourceChange Change => Told.Change;

    /// <summary>What is newest of what was told of each resource.</summary>
    public static IEnumerable<ResourceEdit> Newest(IEnumerable<ToldResource> told) => told
        .GroupBy(static each => each.Change.Id)
        .Select(static group => Of(group.Aggregate(static (newest, each) => Known.Of(newest.Change).IsOutdatedBy(each.Change) ? each : newest)));

    /// <summary>Equally old copies of what is newest, where their bodies differ from it; at most one of a resource.</summary>
    public static IEnumerable<ResourceEdit> Copies(IReadOnlyCollection<ResourceEdit> newest, IEnumerable<ToldResource> told) =>
        from each in told.GroupBy(static each => each.Change.Id)
        join first in newest on each.Key equals first.Change.Id
        let copy = each.Where(other => Known.Of(first.Change).IsCopiedBy(other.Change)).Select(Of).FirstOrDefault(other => other.Hash != first.Hash)
        where copy is not null
        select copy;

    /// <summary>Whether it might contradict what is kept.</summary>
    public bool IsCopyOf(KeptResource? kept) => kept is { HasCopy: false } known && known.Known.IsCopiedBy(Change) && known.Hash != Hash;

    /// <summary>What the contradiction is; null where both mean the same.</summary>
    /// <param name="kept">With its body.</param>
    public string? Contradicts(ResourceChange kept) =>
        Clouds.Read(kept) is { } one && Clouds.Read(Change) is { } other ? Contradiction.Between(one, other, Change)?.Problems[0] : null;

    /// <summary>Whether anything has to be written: not where it is late, nor where the same was told before.</summary>
    public bool IsNewsTo(KeptResource? kept) => kept is not { } known || (known.Known.IsOutdatedBy(Change) && (!SaysTheSame(known) || Change.Version != known.Known.Version));

    /// <summary>Whether verdicts may change: not where only the version is later.</summary>
    public bool IsMaterialTo(KeptResource? kept) => kept is not { } known || !SaysTheSame(known);

    // A body that was too large to be kept is known by its hash alone.
    private bool SaysTheSame(KeptResource kept) => kept.Hash == Hash && (Hash.Length > 0 || kept.Known.Kind == Change.Kind);

    private static ResourceEdit Of(ToldResource told)
    {
        if (told.Change.Kind is not ChangeKind.Present)
        {
            return new(told, default, "");
        }

        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body))
        {
            told.Change.Body.WriteTo(json);
        }

        return new(told, body.WrittenMemory, Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan).AsSpan(0, HashBytes)));
    }
}
