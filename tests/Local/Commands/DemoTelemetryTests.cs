using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Local.Commands;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

public sealed class DemoTelemetryTests
{
    private static readonly DemoExpectation Expected = DemoExpectation.Read(Demo("expected.json"));

    [Fact]
    public void every_line_but_one_is_a_record_of_the_demonstration_s_tenant()
    {
        var corrupt = 0;
        foreach (var line in File.ReadLines(Demo("inventory.jsonl")).Concat(File.ReadLines(Demo("connections.jsonl"))))
        {
            if (Tenant(line) is { } tenant)
                Assert.Equal(Expected.Tenant, tenant);
            else
                corrupt++;
        }

        Assert.Equal(Expected.Rejected["MalformedJson"], corrupt);
    }

    [Fact]
    public void every_expected_device_is_in_the_inventory()
    {
        var inventory = File.ReadAllText(Demo("inventory.jsonl"));

        Assert.All(Expected.InternetFacing.Keys, name => Assert.Contains($"\"DeviceName\":\"{name}\"", inventory, StringComparison.Ordinal));
    }

    [Fact]
    public void the_estate_is_read_whole_and_has_every_expected_asset()
    {
        var files = new ConfigurationFiles([Demo("clouds")]);
        var assessment = new Assessment(InternetSources.Of(ExposurePolicy.Default));
        assessment.Accept(assessment.Propose(files.Changes(), default));

        Assert.Empty(files.Problems);
        Assert.Equal(Expected.Verdicts.Keys.Order(StringComparer.Ordinal), assessment.Verdicts.Select(verdict => assessment.Estate.Find<Resource>(verdict.Asset)!.Name).Order(StringComparer.Ordinal));
    }

    [Fact] // Observed are devices that are no cloud asset; of every other verdict there is an example.
    public void every_verdict_is_shown() =>
        Assert.Equal(Enum.GetNames<ExposureVerdict>().Order(StringComparer.Ordinal), Expected.Verdicts.Values.Append(nameof(ExposureVerdict.Observed)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void the_scans_are_well_formed()
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(Demo("scan-nmap.xml"), settings);
        Assert.Equal(3, XDocument.Load(reader).Root!.Elements("host").Count());
        using var masscan = JsonDocument.Parse(File.ReadAllBytes(Demo("scan-masscan.json")));
        Assert.Equal(2, masscan.RootElement.GetArrayLength());
    }

    [Fact]
    public void every_file_goes_to_a_hub_that_exists()
    {
        var entities = File.ReadAllText(RepositoryFolder.Entities);

        Assert.All(DemoTelemetry.Files, f => Assert.Contains($"\"Name\": \"{f.Hub}\"", entities, StringComparison.Ordinal));
        Assert.NotEqual(default, DemoTelemetry.Newest());
    }

    private static string? Tenant(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(line));
            return document.RootElement.GetProperty("tenantId").GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Demo(string file) => Path.Combine(RepositoryFolder.Demo, file);
}
