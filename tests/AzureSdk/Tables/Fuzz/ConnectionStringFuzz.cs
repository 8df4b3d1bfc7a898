using System.Text;
using Azure.Data.Tables;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.AzureSdk.Tables.Fuzz;

public sealed class ConnectionStringFuzz(ITestOutputHelper output)
{
    private const string Key = "c2VjcmV0c2VjcmV0";

    private static readonly string[] Seeds =
    [
        $"DefaultEndpointsProtocol=https;AccountName=acct;AccountKey={Key}==;EndpointSuffix=core.windows.net",
        $"AccountName=acct;AccountKey={Key};TableEndpoint=http://127.0.0.1:10002/acct",
        $"TableEndpoint=https://acct.table.core.windows.net;SharedAccessSignature=sv=2026&sig={Key}",
        "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://h",
    ];

    [Fact]
    public void a_connection_string_of_any_shape_is_read_or_refused_without_telling_its_key()
    {
        var mutation = new Mutation([.. Seeds.Select(Encoding.UTF8.GetBytes)], [.. Scraps.Any, ";", "=", "TableEndpoint=", "://", "http://", "file:///x", "AccountKey="]);
        new FuzzRun("table connection string", output).Each(20_000, random =>
        {
            var text = Encoding.UTF8.GetString(mutation.Any(random));
            try
            {
                return new TableServiceClient(text).GetTableClient("t").Name.Length > 0;
            }
            catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
            {
                Assert.DoesNotContain(Key, fault.Message, StringComparison.Ordinal);
                return false;
            }
        });
    }
}
