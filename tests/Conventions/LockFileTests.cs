using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Conventions;

/// <summary>What the lock files promise: the same bytes on every machine, from whichever registry copy they come.</summary>
public sealed partial class LockFileTests
{
    private static readonly string[] NuGet = [.. Files("packages.lock.json")];
    private static readonly string[] Npm = [.. Files("package-lock.json")];

    [Fact] // Seen to fail: a contentHash shortened by a character, and one taken out.
    public void every_nuget_package_is_locked_to_one_version_and_its_hash()
    {
        var packages = NuGet.SelectMany(Packages).ToArray();

        Assert.NotEmpty(packages);
        Assert.All(packages, static package => Assert.True(
            ExactVersion().IsMatch(Text(package.Value, "resolved")) && Convert.FromBase64String(Text(package.Value, "contentHash")).Length == 64, package.Name));
    }

    [Fact] // Seen to fail: the hash of one package changed in one lock file.
    public void a_version_has_the_same_hash_in_every_lock_file() => Assert.All(
        NuGet.SelectMany(Packages).GroupBy(static package => (package.Name, Version: Text(package.Value, "resolved"))),
        static same => Assert.Single(same.Select(static package => Text(package.Value, "contentHash")).Distinct()));

    [Fact] // Seen to fail: Version="13.*" and Version="[1.0,2.0)" in Directory.Packages.props.
    public void no_version_floats()
    {
        var versions = XDocument.Load(Repository.File("Directory.Packages.props")).Descendants("PackageVersion").Select(static package => package.Attribute("Version")!.Value);

        Assert.All(versions, static version => Assert.Matches(ExactVersion(), version));
    }

    [Fact] // Seen to fail: a Version attribute on a PackageReference of a project.
    public void versions_stand_in_one_file() => Assert.All(
        Files("*.csproj"), static project => Assert.DoesNotContain(XDocument.Load(project).Descendants("PackageReference"), static reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null));

    [Fact] // Seen to fail: a RestoreSources element in Directory.Build.props, and a nuget.config with a second source.
    public void no_file_of_the_repository_adds_a_package_source()
    {
        string[] build = [.. Files("*.csproj"), .. Files("*.props"), .. Files("*.targets")];

        Assert.DoesNotContain(build, static file => XDocument.Load(file).Descendants().Any(static e => e.Name.LocalName is "RestoreSources" or "RestoreAdditionalProjectSources"));
        Assert.Empty(Files("nuget.config"));
        Assert.Empty(Files(".npmrc"));
    }

    [Fact] // Seen to fail: an integrity taken out of a package-lock.json, and a version "^1.0.0" in a package.json.
    public void every_npm_package_is_locked_to_one_version_and_its_hash()
    {
        var packages = Npm.SelectMany(static file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("packages").EnumerateObject()).Where(static package => package.Name.Length > 0).ToArray();
        var asked = Npm.SelectMany(static file => JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "package.json"))).RootElement.GetProperty("dependencies").EnumerateObject());

        Assert.NotEmpty(packages);
        Assert.All(packages, static package => Assert.True(
            ExactVersion().IsMatch(Text(package.Value, "version")) && Text(package.Value, "integrity").StartsWith("sha512-", StringComparison.Ordinal), package.Name));
        Assert.All(asked, static package => Assert.Matches(ExactVersion(), package.Value.GetString()!));
    }

    [Fact] // Seen to fail: a package whose install script would run was added without a line here.
    public void only_known_npm_packages_run_a_script_when_installed()
    {
        var scripted = from file in Npm
                       from package in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("packages").EnumerateObject()
                       where package.Value.TryGetProperty("hasInstallScript", out var has) && has.GetBoolean()
                       select package.Name;

        Assert.Equal(["node_modules/protobufjs"], scripted.Distinct()); // of Azurite, installed with --ignore-scripts like all
    }

    private static IEnumerable<JsonProperty> Packages(string file) =>
        from framework in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where Text(package.Value, "type") != "Project"
        select package;

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Repository.Root, pattern, new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = FileAttributes.None })
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            && !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/.local/", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
