using System.Text.RegularExpressions;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Conventions;

/// <summary>A name in configuration is typed once and known everywhere it is needed.</summary>
public sealed partial class SettingsTests
{
    // A connection is a connection string on one machine and an identity in Azure: one setting, other names.
    private static readonly Dictionary<string, string[]> Identities = new()
    {
        ["EventHubs"] = ["EventHubs__fullyQualifiedNamespace"],
        ["ServiceBus"] = ["ServiceBus__fullyQualifiedNamespace"],
        ["ExposureStorage"] = ["ExposureStorage__tableServiceUri", "ExposureStorage__blobServiceUri"],
        ["AzureWebJobsStorage"] = ["AzureWebJobsStorage__accountName"],
    };

    [Fact] // Seen to fail: Hubs__Scans taken out of the sample file.
    public void every_setting_that_a_trigger_names_is_in_the_sample_file()
    {
        var named = FunctionCatalogue.TriggerTexts.SelectMany(text => Placeholder().Matches(text)).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal));

        Assert.NotEmpty(named);
        Assert.All(named.Concat(FunctionCatalogue.Connections), name => Assert.Contains(name, SettingsFile.Sample.Keys));
    }

    [Fact] // Seen to fail: Schedules__Sweep missing from the deployment.
    public void the_azure_deployment_sets_every_setting_of_the_sample_file()
    {
        var wanted = SettingsFile.Sample.Keys.Where(key => key != "FUNCTIONS_WORKER_RUNTIME").SelectMany(key => Identities.GetValueOrDefault(key, [key]));

        Assert.Empty(wanted.Except(SettingsFile.Bicep));
    }

    [Fact] // Seen to fail: a setting in the deployment that nothing reads.
    public void the_sample_file_knows_every_setting_of_the_azure_deployment()
    {
        var known = SettingsFile.Sample.Keys.SelectMany(key => Identities.GetValueOrDefault(key, [key]));

        Assert.Empty(SettingsFile.Bicep.Except(known));
    }

    [Fact] // Seen to fail: a connection string pasted into the sample.
    public void the_sample_file_holds_no_secret()
        => Assert.All(SettingsFile.Sample.Values, value => Assert.DoesNotContain("SharedAccessKey=", value.Replace("SharedAccessKey=<", "", StringComparison.Ordinal), StringComparison.Ordinal));

    [Fact] // Seen to fail: the copy removed from the project file.
    public void host_json_reaches_the_output_of_the_function_app()
    {
        var output = Path.Combine(Path.GetDirectoryName(FunctionApp.Assembly)!, "host.json");

        Assert.Equal(File.ReadAllText(Repository.File("host.json")), File.ReadAllText(output));
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
