using System.Text.Json;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Reachability.Samples;

/// <summary>
/// The statements in the folders' <c>expected.json</c> that a program can read: members that say <c>exposed</c> or <c>allowed</c> of a target, flows from the
/// internet with their disposition, and lists of names under what is said of them. Where the rules of the cloud contradict a peer, the file says so
/// beside it and both are read. What is said in prose alone stands in the index too, or in tests of its own.
/// </summary>
internal static class ExpectedFiles
{
    private static readonly Dictionary<string, bool> Lists = new(StringComparer.Ordinal)
    {
        ["asserted_exposed"] = true, ["asserted_violation"] = true, ["asserted_public_ip"] = true, ["asserted_not"] = false, ["sources"] = true, ["not"] = false,
    };

    public static IEnumerable<SampleCase> All() => Directory.EnumerateFiles(Repository.Shared("cloud"), "expected.json", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .SelectMany(static file => In(Path.GetFileName(Path.GetDirectoryName(file))!, new Body(JsonElement.Parse(File.ReadAllText(file)))));

    private static IEnumerable<SampleCase> In(string folder, Body document) => Walk(folder, folder, "", document);

    private static IEnumerable<SampleCase> Walk(string folder, string input, string path, Body body) => body.IsArray
        ? body.Items.SelectMany(item => Statement(input, path, "", item).Concat(Walk(folder, input, path, item)))
        : body.Members.SelectMany(member => Lists.TryGetValue(member.Name, out var says)
            ? member.Value.Texts.Select(name => Case(input, $"{path}/{member.Name}", name.Split(' ')[0], says))
            : Statement(Within(folder, input, member.Name), $"{path}/{member.Name}", member.Name, member.Value)
                .Concat(Walk(folder, Within(folder, input, member.Name), $"{path}/{member.Name}", member.Value)));

    // A member that is named after a file or a folder is about what is in it.
    private static string Within(string folder, string input, string name) =>
        Path.Exists(Repository.Shared("cloud", folder, name.Split(' ')[0])) ? $"{folder}/{name.Split(' ')[0]}" : input;

    private static IEnumerable<SampleCase> Statement(string input, string path, string name, Body body)
    {
        var target = body["vm"].Text ?? body["to"].Text ?? name.Split('/')[^1];
        if ((body["exposed"] is { Exists: true } exposed ? exposed : body["exposed_internet"]).Flag is { } isExposed)
        {
            yield return Case(input, path, target, isExposed) with { Ports = [.. body["ports"].Texts.Select(static port => port.Split(' ')[0])], Width = body["width"].Text };
            foreach (var port in body["notPorts"].Texts)
            {
                yield return Case(input, $"{path}/notPorts", $"{target} {port}", says: false);
            }
        }
        else if (body["allowed"].Flag is { } allowed && (body["from"].Text ?? body["inbound"].Text) is { } from)
        {
            yield return Case(body["file"].Text is { } file ? $"{input}/{file}" : input, path, body["inbound"].Exists ? $"c7n-nsg inbound {from.Replace(" from *", "", StringComparison.Ordinal)}" : $"{target} from {from}", allowed);
        }
        else if (body["from"].Text?.StartsWith("internet", StringComparison.Ordinal) == true && body["disposition"].Text is { } disposition)
        {
            yield return Case(input, path, target, disposition == "ACCEPTED");
        }
    }

    private static SampleCase Case(string input, string path, string target, bool says) => new(path.TrimStart('/'), input, target, says, [], null);
}
