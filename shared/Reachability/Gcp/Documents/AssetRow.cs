using System.Globalization;
using ExposurePipeline.Reachability.Gcp.Compute;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Gcp.Projects;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Documents;

/// <summary>One asset as Cloud Asset Inventory tells it: in an export, a list, a search, a history or a feed.</summary>
/// <remarks>Sources: "Asset" and "TemporalAsset" of the Cloud Asset API, "Asset relationships". Exports spell names in snake case, the API in camel case.</remarks>
internal static class AssetRow
{
    /// <summary>Whether it is one.</summary>
    public static bool Is(Body row) => Type(row) is not null && row["name"].Text is not null;

    /// <summary>What an asset of an export tells.</summary>
    public static IEnumerable<ResourceChange> Changes(Body row) => Changes(row, deleted: false, default);

    /// <summary>What a message of a feed or a moment of a history tells.</summary>
    public static IEnumerable<ResourceChange> Temporal(Body message) => Changes(message["asset"], message["deleted"].Flag ?? false, message["window"]["startTime"]);

    private static IEnumerable<ResourceChange> Changes(Body row, bool deleted, Body since)
    {
        if (Type(row) is not { } type || GcpName.Of(row["name"].Text) is not { } id)
        {
            yield break;
        }

        var version = VersionOf(row, since);
        var data = row["resource"]["data"];
        if (Either(row, "related_asset", "relatedAsset") is { Exists: true } related)
        {
            yield return Present(id.Below($"in/{GcpName.Of(related["asset"].Text)?.Last()}"), Membership.Type, row, deleted, version);
        }
        else if (Either(row, "iam_policy", "iamPolicy") is { Exists: true } policy)
        {
            yield return Present(id.Below("iamPolicy"), "iam.googleapis.com/Policy", policy, deleted, version);
        }

        // What concerns a project are its names and its ancestors, which follow.
        var isTold = ProjectName.IsProject(id) && !deleted;
        if (!isTold && (data.Exists || deleted || !(Either(row, "related_asset", "relatedAsset").Exists || Either(row, "iam_policy", "iamPolicy").Exists)))
        {
            yield return new(id, type, deleted ? ChangeKind.Deleted : data.Exists ? ChangeKind.Present : ChangeKind.Unread, version, deleted ? Body.Missing : data);
        }

        if (!deleted && (isTold || Ancestry.Tells(id)) && row["ancestors"] is { IsArray: true } ancestors)
        {
            yield return new(Ancestry.Of(id), Ancestry.Type, ChangeKind.Present, version, ancestors);
        }

        foreach (var name in !deleted && (isTold || Ancestry.Tells(id)) ? ProjectName.ToldBy(id, data, row["ancestors"]) : [])
        {
            yield return name;
        }
    }

    private static ResourceChange Present(ResourceId id, string type, Body body, bool deleted, DateTimeOffset? version) =>
        new(id, type, deleted ? ChangeKind.Deleted : ChangeKind.Present, version, deleted ? Body.Missing : body);

    private static string? Type(Body row) => Either(row, "asset_type", "assetType").Text;

    private static Body Either(Body row, string snake, string camel) => row[snake] is { Exists: true } value ? value : row[camel];

    private static DateTimeOffset? VersionOf(Body row, Body since) =>
        DateTimeOffset.TryParse(Either(row, "update_time", "updateTime").Text ?? since.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var version)
            ? version : null;
}
