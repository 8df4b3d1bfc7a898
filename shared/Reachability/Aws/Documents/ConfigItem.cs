using System.Globalization;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Documents;

/// <summary>AWS Config's configuration items (API reference, <c>ConfigurationItem</c>), of notifications, histories and queries.</summary>
internal static class ConfigItem
{
    // Milliseconds since 1970; the first recorders counted from 1 instead, and such a number is no time.
    private const long FirstStateThatIsATime = 1_000_000_000_000;

    /// <summary>What an item says; null for a type that has no bearing on exposure.</summary>
    /// <remarks>
    /// A bucket's item is kept whole: its policy and access list stand in <c>supplementaryConfiguration</c>, beside the <c>configuration</c>.
    /// </remarks>
    public static ResourceChange? Read(Body item)
    {
        if (AwsTypes.ByName.GetValueOrDefault(item["resourceType"].Text ?? "") is not { } type)
        {
            return null;
        }

        var configuration = item["configuration"].Decoded;
        return (type.IdOf(configuration) ?? type.IdOfItem(item)) is not { } id ? null
            : IsDeleted(item) ? new(id, type.Name, ChangeKind.Deleted, VersionOf(item), Body.Missing)
            : !configuration.IsObject ? new(id, type.Name, ChangeKind.Unread, VersionOf(item), Body.Missing)
            : new(id, type.Name, ChangeKind.Present, VersionOf(item), type.Name is "AWS::S3::Bucket" ? item : configuration);
    }

    private static bool IsDeleted(Body item) => item["configurationItemStatus"].Text is "ResourceDeleted" or "ResourceDeletedNotRecorded";

    private static DateTimeOffset? VersionOf(Body item) =>
        item["configurationStateId"].Number is >= FirstStateThatIsATime and < FirstStateThatIsATime * 10 and var state ? DateTimeOffset.FromUnixTimeMilliseconds(state)
        : DateTimeOffset.TryParse(item["configurationItemCaptureTime"].Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var captured) ? captured
        : null;
}
