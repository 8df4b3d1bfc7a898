using System.Text.RegularExpressions;
using System.Xml.Linq;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Conventions;

/// <summary>What the README says of the code, held against the code.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.File("README.md"));

    [Fact] // Seen to fail: a row for a function that does not exist, and a function left out.
    public void the_table_of_hops_lists_exactly_the_functions_that_exist()
    {
        var rows = HopRow().Matches(Section("The flow")).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(FunctionCatalogue.Names, rows);
    }

    [Fact] // Seen to fail: SweepOutbox removed from the picture.
    public void the_picture_of_the_flow_shows_every_function()
    {
        var picture = Section("The flow").Split("```")[1];

        Assert.All(FunctionCatalogue.Names, name => Assert.Contains(name, picture, StringComparison.Ordinal));
    }

    [Fact] // Seen to fail: topic recommendations renamed in the sample settings.
    public void the_picture_of_the_flow_shows_every_hub_and_topic_that_is_configured()
    {
        var picture = Section("The flow").Split("```")[1];
        var names = SettingsFile.Sample.Where(s => s.Key.StartsWith("Hubs__", StringComparison.Ordinal) || s.Key.StartsWith("Topics__", StringComparison.Ordinal))
            .Where(s => !s.Key.EndsWith("ConsumerGroup", StringComparison.Ordinal)).Select(s => s.Value);

        Assert.All(names, name => Assert.Contains(name, picture, StringComparison.Ordinal));
    }

    [Fact] // Seen to fail: a setting added to the sample file only.
    public void the_table_of_settings_lists_every_setting_of_the_sample_file()
    {
        var section = Section("Configuration");

        Assert.All(SettingsFile.Sample.Keys, key => Assert.Contains($"`{key}`", section, StringComparison.Ordinal));
    }

    [Fact] // Seen to fail: a package version added without a line.
    public void every_dependency_is_justified_in_one_line()
    {
        var section = Section("Dependencies");
        var direct = XDocument.Load(Repository.File("Directory.Packages.props")).Descendants("PackageVersion").Select(p => p.Attribute("Include")!.Value);

        Assert.All(direct, package => Assert.Contains($"`{package}`", section, StringComparison.Ordinal));
    }

    [Fact] // Seen to fail: the row of conntrack taken out; "README's Formats lack conntrack".
    public void the_table_of_formats_names_every_format_that_is_read()
    {
        var rows = Section("Formats").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        var missing = EventReaders.All.Select(reader => reader.Format).Where(format => !rows.Any(row => row.Contains($"`{format}`", StringComparison.Ordinal)));

        Assert.True(!missing.Any(), $"README's Formats lack {string.Join(", ", missing)}");
    }

    [Fact] // Seen to fail: a renamed file in the reading order.
    public void every_file_that_the_readme_names_exists()
    {
        var named = FileName().Matches(Readme).Select(match => match.Groups[1].Value).Distinct();

        Assert.All(named, file => Assert.True(Path.Exists(Repository.File(file.Split('/'))), $"README names {file}, which is not there."));
    }

    private static string Section(string title)
    {
        var start = Readme.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"README has no section '{title}'.");
        var end = Readme.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? Readme[start..] : Readme[start..end];
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex HopRow();

    [GeneratedRegex(@"`((?:functions|shared|infra|tests)/[\w./-]+)`")]
    private static partial Regex FileName();
}
