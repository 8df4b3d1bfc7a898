using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Commands;

/// <summary>What the shipped telemetry has to lead to (<c>demo/expected.json</c>).</summary>
/// <param name="Tenant">The tenant that the telemetry names.</param>
/// <param name="InternetFacing">Device names, each with the reason in words.</param>
/// <param name="Findings">How many exposed endpoints are nobody's.</param>
/// <param name="Rejected">Reasons with the number of records.</param>
/// <param name="Verdicts">Cloud assets with what observation and configuration come to.</param>
/// <param name="Observed">How many devices are observed and no cloud asset.</param>
internal sealed record DemoExpectation(
    string Tenant, IReadOnlyDictionary<string, string> InternetFacing, int Findings, IReadOnlyDictionary<string, int> Rejected, IReadOnlyDictionary<string, string> Verdicts, int Observed)
{
    /// <summary>Reads the file.</summary>
    public static DemoExpectation Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), DemoJson.Default.DemoExpectation) ?? throw new SetupException($"{path} holds null.");

    /// <summary>What differs of the verdicts, a sentence each; empty when all are as expected.</summary>
    /// <param name="verdicts">Of the assets, by name.</param>
    /// <param name="observed">How many devices and assets are observed only.</param>
    public IEnumerable<string> Compare(IReadOnlyDictionary<string, string> verdicts, int observed) =>
        Verdicts.Where(each => verdicts.GetValueOrDefault(each.Key) != each.Value).Select(each => $"{each.Key} is {verdicts.GetValueOrDefault(each.Key, "unheard of")}, not {each.Value}.")
            .Concat(verdicts.Keys.Except(Verdicts.Keys).Select(static name => $"{name} was not expected among the assets."))
            .Concat(observed == Observed ? [] : [$"{observed} device(s) are observed and no cloud asset, not {Observed}."]);

    /// <summary>What differs, a sentence each; empty when all is as expected.</summary>
    public IEnumerable<string> Compare(
        IReadOnlyCollection<string> facing, IReadOnlyCollection<TopicMessage> changes, int findings, IReadOnlyCollection<string> rejections)
    {
        if (findings != Findings)
            yield return $"{findings} finding(s) are nobody's, not {Findings}.";
        foreach (var device in InternetFacing.Keys.Except(facing))
            yield return $"{device} is not internet-facing, though {InternetFacing[device]}.";
        foreach (var device in facing.Except(InternetFacing.Keys))
            yield return $"{device} is internet-facing, though nothing reached it from the internet.";
        var added = changes.Where(c => c.Type.EndsWith("tag.added", StringComparison.Ordinal)).Select(c => c.Subject).Distinct().Count();
        if (added != InternetFacing.Count)
            yield return $"{added} device(s) were announced by a message, not {InternetFacing.Count}.";
        foreach (var (reason, count) in Rejected)
        {
            if (rejections.Count(r => r == reason) is var actual && actual != count)
                yield return $"{actual} record(s) were set aside as {reason}, not {count}.";
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoExpectation))]
internal sealed partial class DemoJson : JsonSerializerContext;
