using ExposurePipeline.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Reachability.Samples;

/// <summary>Every statement of the samples beside the engine's: they agree, or the reason why not stands here.</summary>
public sealed class CaseTableTests(ITestOutputHelper output)
{
    private const string Gke = "gcp-policy-library/gke_master_authorized_networks_enabled";
    private const string NoForwardingRule = "no forwarding rule names the backend service, and neither interfaces nor firewall rules were told: nobody can tell";
    private const string Narrow = "an allow list other than 0.0.0.0/0 makes it narrow, not closed; the folder's adjudication says the same";
    private const string Connectors = "the statement is about having a public address; without an authorised network only connectors get in, as the folder's adjudication says";

    private static readonly SortedDictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["batfish-aws/test-public-private-subnet 13.58.55.60"] = "the flow that was tried has no port; tcp/22 is open, as the folder's own derived statement says",
        ["batfish-azure/test-nsg 1.1.1.1:53/udp from vm2"] = "it is about what goes out",
        ["cartography/gcp_compute_exposure.json vm-private-1"] = NoForwardingRule,
        ["cartography/gcp_compute_exposure.json vm-private-2"] = NoForwardingRule,
        [$"{Gke} private-endpoint-restricted"] = Narrow,
        [$"{Gke} private-endpoint-restricted-bad"] = Narrow,
        ["gcp-policy-library/sql_public_ip public-private-sql"] = Connectors,
        ["gcp-policy-library/sql_public_ip public-private-sql2"] = Connectors,
        ["gcp-policy-library/sql_public_ip public-sql"] = Connectors,
        ["gcp-policy-library/bigquery_dataset_world_readable not-world-readable"] = "BigQuery is not among the kinds of assets",
        ["gcp-policy-library/restricted_firewall_rules 8-11"] = "four rules in one name, all of them for what goes out",
    };

    [SampleFact]
    public void every_case_of_the_index_agrees() => Assert.Empty(Disagreements(SampleCase.Index()));

    [SampleFact]
    public void every_statement_of_the_folders_agrees_or_has_a_reason() => Assert.Equal(Reasons.Keys, Disagreements(ExpectedFiles.All()));

    private SortedSet<string> Disagreements(IEnumerable<SampleCase> cases)
    {
        var worlds = new Dictionary<string, SampleWorld>(StringComparer.Ordinal);
        var (asked, disagreements) = (0, new SortedSet<string>(StringComparer.Ordinal));
        output.WriteLine("case | input | target | expected | ours | agree or why not");
        foreach (var sample in cases)
        {
            var world = worlds.TryGetValue(sample.Input, out var known) ? known : worlds[sample.Input] = SampleWorld.Read(sample.Input);
            var answer = world.Ask(sample.Target);
            var (agrees, key) = (answer is not null && sample.AgreesWith(answer), $"{sample.Input} {sample.Target}");
            output.WriteLine($"{sample.Id} | {sample.Input} | {sample.Target} | {sample.Expected} | {answer?.ToString() ?? "no such asset"} | {(agrees ? "agree" : Reasons.GetValueOrDefault(key, "no reason"))}");
            asked++;
            if (!agrees)
            {
                disagreements.Add(key);
            }
        }

        Assert.NotEqual(0, asked);
        output.WriteLine($"{asked} statements, {asked - disagreements.Count} agree, {disagreements.Count} do not");
        return disagreements;
    }
}
